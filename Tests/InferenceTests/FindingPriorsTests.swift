import Knowledge
import TestSupport
import Testing

@testable import Inference

/// What closed cases teach: counts beside the declared priors.
@Suite struct FindingPriorsTests {
  private static func knowledge() throws -> KnowledgeBase {
    try BriefKnowledge(
      facts: ["waba.is_a": "{ \"title\": \"A\", \"kind\": \"yes-no\" }", "waba.is_b": "{ \"title\": \"B\", \"kind\": \"yes-no\" }"],
      findings: [
        "x.a": #"{ "title": "A", "impact": "harming", "prior": 2 }"#,
        "x.b": #"{ "title": "B", "impact": "harming", "formerly": ["x.old"] }"#,
      ],
      rules: [
        "x.a": #"{ "when": { "waba.is_a": true }, "find": "x.a" }"#, "x.b": #"{ "when": { "waba.is_b": true }, "find": "x.b" }"#,
      ]
    ).knowledge()
  }

  @Test func aCountIsAddedToWhatIsDeclared() throws {
    let knowledge = try Self.knowledge()
    let priors = FindingPriors(causes: ["x.a": 3, "x.old": 4, "x.b": 1, "nobody.knows": 9], in: knowledge)
    #expect(knowledge.findings.indices.map { priors.weight(of: $0, in: knowledge) } == [5, 6])
    #expect(knowledge.findings.indices.map { FindingPriors.declared.weight(of: $0, in: knowledge) } == [2, 1])
  }

  @Test func whatWasTheCauseOftenIsAskedForFirst() throws {
    let (knowledge, faults) = KnowledgeReader.read(KnowledgeFixture.projectFolder)
    try #require(faults.isEmpty)
    let engine = InferenceEngine(CompiledRules(knowledge, now: Moment(seconds: 1_795_252_440)))
    let topic = try #require(knowledge.topic("country"))
    let findings = Set(knowledge.findings.indices.filter { topic.covers(knowledge.findings[$0].address) })
    func asked(_ priors: FindingPriors) throws -> String {
      guard case .ask(let question) = Interview(engine: engine, findings: findings, priors: priors).next() else { return "nothing" }
      return knowledge.facts[question.reference.fact].name.description
    }
    let cause = try #require(knowledge.findingPositions["country.tax-country-sanctioned"])
    #expect(try asked(FindingPriors([cause: 10_000])) == "waba.tax_country")
    #expect(try asked(.declared) != "waba.tax_country")
  }
}
