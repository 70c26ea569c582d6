import Casework
import Knowledge
import TestSupport
import Testing

/// What may be asked for because a rule can use it.
@Suite struct UsefulFactsTests {
  private let knowledge = KnowledgeReader.read(KnowledgeFixture.projectFolder, parts: [.rules]).knowledge
  private func useful(for findings: String...) -> Set<String> {
    let chosen = Set(findings.compactMap { knowledge.findingPositions[$0] })
    return Set(UsefulFacts.read(for: chosen, in: knowledge).map(\.description))
  }

  @Test func whatTheRulesOfAFindingReadIsUseful() {
    let useful = useful(for: "country.tax-country-sanctioned")
    #expect(useful.contains("waba.tax_country"))
    #expect(!useful.contains("waba.status"))
  }

  @Test func whatARuleInfersIsUsefulWithWhatItIsInferredFrom() throws {
    let rule = try #require(
      knowledge.rules.first { rule in
        guard case .infer(let fact, _) = rule.conclusion else { return false }
        return knowledge.rules.contains { other in
          var reads = false
          other.condition.forEachTest { test, _ in reads = reads || test.reads.contains(fact) }
          return reads && other.finding != nil
        }
      })
    let all = UsefulFacts.read(for: nil, in: knowledge)
    rule.condition.forEachTest { test, _ in
      for fact in test.reads { #expect(all.contains(knowledge.facts[fact].name)) }
    }
  }

  @Test func aFactThatNoRuleReadsIsNotUseful() {
    let all = UsefulFacts.read(for: nil, in: knowledge)
    #expect(!all.contains(FactName("user.email")))
    #expect(all.contains(FactName("user.role")))
    #expect(all.contains(FactName("user")), "its list is counted")
  }
}
