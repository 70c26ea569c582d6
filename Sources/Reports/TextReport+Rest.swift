import Inference
import Knowledge

/// What stands beside findings: what could not be read, what contradicts itself, what we have no word for.
extension TextReport {
  mutating func writeGaps() {
    guard !diagnosis.gaps.isEmpty else { return }
    writeTitle("Could not be read")
    for gap in diagnosis.gaps.prefix(Self.restShown) {
      page.paragraph(
        "\(HarmlessText.shown(gap.call, limit: 60)): \(GapWords.reason(gap))", indent: 2, hanging: 2)
      let loss = GapWords.loss(gap, in: knowledge)
      if !loss.isEmpty { page.paragraph(loss, indent: 4, hanging: 2) }
    }
    writeRemaining(diagnosis.gaps.count)
  }

  mutating func writeContradictions() {
    guard !diagnosis.contradictions.isEmpty else { return }
    writeTitle("Contradictions")
    for contradiction in diagnosis.contradictions.prefix(Self.restShown) {
      switch contradiction {
      case .evidence(let fact, let entity, let claims, let used): write(fact, entity, claims, used)
      case .rules(let finding, let entity, let holding, let excluding):
        page.paragraph(
          "\(knowledge.findings[finding].title)\(Self.whose(entity)) is both found and excluded", indent: 2,
          hanging: 2)
        page.paragraph(
          "found by the rule \(names(holding)); excluded by the rule \(names(excluding))", indent: 4,
          hanging: 2)
      }
    }
    writeRemaining(diagnosis.contradictions.count)
  }

  mutating func writeUnlisted() {
    guard !diagnosis.unlisted.isEmpty else { return }
    writeTitle("Words unknown to us")
    for fact in diagnosis.unlisted.prefix(Self.restShown) {
      page.paragraph(
        "\(fact.name)\(Self.whose(fact.entity)) is \"\(Self.shown(fact, in: knowledge))\"", indent: 2,
        hanging: 2)
      page.paragraph(EvidenceWords.line(fact.evidence), indent: 4, hanging: 2)
    }
    writeRemaining(diagnosis.unlisted.count)
    page.paragraph("What rests on such a word is left unknown; the word may be new.", indent: 2, hanging: 2)
  }

  mutating func writeRuledOut() {
    let number = context.ruledOut.count
    guard number > 0 else { return }
    page.gap()
    page.paragraph(
      "Ruled out: \(CountWords.count(number, "finding")); -o json lists \(number == 1 ? "it" : "them")",
      hanging: 2)
  }

  mutating func writeForecast() {
    if let line = context.forecastWords.line { page.paragraph(line, hanging: 2) }
  }

  /// What else there is, in a line each, for reports that do not open it.
  mutating func writeCounts() {
    for words in counts { page.paragraph(words, hanging: 2) }
  }

  /// `Could not be read: business-users: …`, `2 contradictions`, `1 word unknown to us`.
  var counts: [String] {
    var parts: [String] = []
    if let first = diagnosis.gaps.first {
      let more = diagnosis.gaps.count > 1 ? "; and \(diagnosis.gaps.count - 1) more" : ""
      parts.append("Could not be read: \(GapWords.short(first))\(more)")
    }
    if !diagnosis.contradictions.isEmpty { parts.append("Contradictions: \(diagnosis.contradictions.count)") }
    if !diagnosis.unlisted.isEmpty { parts.append("Words unknown to us: \(diagnosis.unlisted.count)") }
    if let line = context.forecastWords.line { parts.append(line) }
    return parts
  }

  /// Entries of each of these sections that are told; the rest are counted.
  private static let restShown = 10

  /// A fact's value, harmless and bounded.
  static func shown(_ fact: Fact, in knowledge: KnowledgeBase) -> String {
    HarmlessText.shown(
      fact.value.text(of: knowledge.fact(fact.name)?.kind ?? .text), limit: HarmlessText.longest)
  }

  private static func whose(_ entity: String?) -> String {
    entity.map { " of " + HarmlessText.value($0, limit: 60) } ?? ""
  }

  private mutating func write(_ fact: FactIndex, _ entity: String?, _ claims: [Fact], _ used: Int) {
    page.paragraph("\(knowledge.facts[fact].name)\(Self.whose(entity))", indent: 2, hanging: 2)
    for (number, claim) in claims.enumerated() {
      let mark = number == used ? "the rules use: " : "but also: "
      page.paragraph(
        "\(mark)\(Self.shown(claim, in: knowledge)); \(EvidenceWords.line(claim.evidence))", indent: 4,
        hanging: 2)
    }
  }

  private func names(_ rules: [RuleIndex]) -> String {
    CountWords.list(rules.map { knowledge.rules[$0].address })
  }

  private mutating func writeTitle(_ title: String) {
    page.gap()
    page.paragraph(title, ink: .bold)
  }

  private mutating func writeRemaining(_ number: Int) {
    if number > Self.restShown {
      page.paragraph("…and \(number - Self.restShown) more; -o json lists them all", indent: 2, hanging: 2)
    }
  }
}
