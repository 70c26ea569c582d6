import Inference
import Knowledge
import Testing
import TestSupport

@Suite struct CounterfactualTests {
  static func sample() throws -> (knowledge: KnowledgeBase, engine: InferenceEngine) {
    let knowledge = try BriefKnowledge(
      facts: [
        "waba.status": "choice ACTIVE RESTRICTED BANNED", "waba.country": "country", "waba.is_paid": "yes-no", "waba.is_signed": "yes-no",
        "waba.is_closed": "yes-no",
      ],
      findings: [
        "a.closed": #"{ "title": "Closed", "impact": "blocking", "remedies": ["admin.move"] }"#,
        "a.stopped": #"{ "title": "Stopped", "impact": "blocking", "remedies": ["meta.wait"] }"#,
        "a.either": #"{ "title": "Either", "impact": "harming", "remedies": ["developer.mend", "sender.pay"] }"#,
        "a.fit": #"{ "title": "Fit", "impact": "advice", "remedies": ["sender.go"] }"#,
      ],
      rules: [
        "a.derive": #"{ "when": { "waba.country": ["CU", "IR"] }, "infer": { "waba.is_closed": true } }"#,
        "a.closed": #"{ "when": { "waba.is_closed": true }, "find": "a.closed" }"#,
        "a.stopped": #"{ "when": { "waba.status": { "not": "ACTIVE" } }, "find": "a.stopped" }"#,
        "a.either": #"{ "when": { "any": [{ "waba.is_paid": false }, { "waba.is_signed": false }] }, "find": "a.either" }"#,
        "a.fit": #"{ "when": { "waba.status": "ACTIVE", "waba.is_paid": true, "waba.is_signed": true }, "find": "a.fit" }"#,
      ]
    ).knowledge()
    var engine = try InterviewTests.engine(knowledge)
    engine.assert(InterviewTests.fact("waba.country", .country(try #require(CountryCode("CU"))), origin: "customer"))
    engine.assert(InterviewTests.fact("waba.status", .choice("BANNED"), origin: "graph-api"))
    engine.assert(InterviewTests.fact("waba.is_paid", .yesNo(false)))
    engine.assert(InterviewTests.fact("waba.is_signed", .yesNo(false)))
    return (knowledge, engine)
  }

  static func told(_ ways: [Counterfactual.Way], _ knowledge: KnowledgeBase) -> [[String]] {
    ways.map { $0.changes.map { "\(knowledge.facts[$0.reference.fact].name.field) \($0.label) by \($0.actors.joined(separator: "/"))" } }
  }

  static func ways(_ address: String, to show: Bool = false) throws -> [[String]] {
    let (knowledge, engine) = try sample()
    let finding = try #require(knowledge.findingPositions[address])
    let goal = show ? Counterfactual.Goal.with(finding, entity: nil) : .without(finding, entity: nil)
    return told(Counterfactual(engine: engine).ways(to: goal), knowledge)
  }

  @Test func aFindingGoesAwayWithTheFactThatItsInferenceRestsOn() throws {
    #expect(try Self.ways("a.closed") == [["country another country by admin"]])
  }

  @Test func whatMetaDecidesOnlyMetaCanChange() throws {
    #expect(try Self.ways("a.stopped") == [["status ACTIVE by meta"]])
  }

  @Test func twoCausesMustBothGo() throws {
    #expect(try Self.ways("a.either") == [["is_paid yes by sender/developer", "is_signed yes by sender/developer"]])
  }

  @Test func aGoalIsReachedByTheLeastThatSuffices() throws {
    #expect(try Self.ways("a.fit", to: true) == [["status ACTIVE by sender", "is_paid yes by sender", "is_signed yes by sender"]])
  }

  @Test func whatIsReachedNeedsNoChange() throws {
    #expect(try Self.ways("a.closed", to: true) == [[]])
  }

  @Test func whatNobodyCanReachHasNoWay() throws {
    let (knowledge, engine) = try Self.sample()
    let fit = try #require(knowledge.findingPositions["a.fit"])
    #expect(Counterfactual(engine: engine).ways(to: .with(fit, entity: nil), size: 2).isEmpty)
  }
}
