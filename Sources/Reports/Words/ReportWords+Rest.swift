import Inference
import Knowledge

/// What stands beside findings: what could not be read, what contradicts itself, what we have no word for.
extension ReportWords {
  /// What could not be read, and what is lost by it; empty when nothing is.
  func gap(_ gap: Gap) -> (what: String, loss: String) {
    ("\(HarmlessText.shown(gap.call, limit: 60)): \(GapWords.reason(gap))", GapWords.loss(gap, in: knowledge))
  }

  /// What disagrees, and how.
  func contradiction(_ contradiction: Contradiction) -> (what: String, lines: [String]) {
    switch contradiction {
    case .evidence(let fact, let entity, let claims, let used):
      let lines = claims.enumerated().map { number, claim in
        "\(number == used ? "the rules use: " : "but also: ")\(shown(claim)); \(EvidenceWords.line(claim.evidence))"
      }
      return ("\(knowledge.facts[fact].name)\(Self.whose(entity))", lines)
    case .rules(let finding, let entity, let holding, let excluding):
      return (
        "\(knowledge.findings[finding].title)\(Self.whose(entity)) is both found and excluded",
        ["found by the rule \(names(holding)); excluded by the rule \(names(excluding))"]
      )
    }
  }

  /// A word unknown to us, and where it stood.
  func unlisted(_ fact: Fact) -> (what: String, evidence: String) {
    ("\(fact.name)\(Self.whose(fact.entity)) is \"\(shown(fact))\"", EvidenceWords.line(fact.evidence))
  }

  /// What unknown words mean for a diagnosis.
  static let unlistedNote = "What rests on such a word is left unknown; the word may be new."

  /// A fact's value, harmless and bounded.
  private func shown(_ fact: Fact) -> String {
    HarmlessText.shown(
      fact.value.text(of: knowledge.fact(fact.name)?.kind ?? .text), limit: HarmlessText.longest)
  }

  private static func whose(_ entity: String?) -> String {
    entity.map { " of " + HarmlessText.value($0, limit: 60) } ?? ""
  }

  private func names(_ rules: [RuleIndex]) -> String {
    CountWords.list(rules.map { knowledge.rules[$0].address })
  }
}
