import Knowledge
import TestSupport
import Testing

@testable import Inference

@Suite struct CompiledRulesTests {
  static let brief = BriefKnowledge(
    facts: [
      "waba.a": "yes-no", "waba.b": "choice A B", "waba.c": "yes-no", "waba.seen": "date", "phone_number.a": "yes-no",
      "phone_number.b": "yes-no",
    ],
    rules: [
      "infer.b": #"{ "when": { "waba.a": true }, "infer": { "waba.b": "A" } }"#,
      "infer.c": #"{ "when": { "waba.b": "A" }, "infer": { "waba.c": true } }"#,
      "infer.number": #"{ "when": { "phone_number.a": true, "waba.c": true }, "infer": { "phone_number.b": true } }"#,
      "f.chain": #"{ "when": { "some": "phone_number", "where": { "phone_number.b": true } }, "find": "f.chain" }"#,
      "f.middle": #"{ "when": { "waba.c": true }, "find": "f.middle" }"#,
      "f.plain": #"{ "when": { "waba.a": false }, "find": "f.plain" }"#,
      "f.old": #"{ "when": { "waba.a": true }, "until": "2024-05-14", "find": "f.dated" }"#,
      "f.new": #"{ "when": { "waba.a": false }, "since": "2024-05-15", "find": "f.dated" }"#,
      "f.retired": #"{ "when": { "waba.a": true }, "retired": "2025-01-01", "find": "f.plain" }"#,
      "f.aged": #"{ "when": { "waba.seen": { "older than": "1 days" } }, "find": "f.aged" }"#,
    ])

  static func rules(_ day: String, findings: Set<String>? = nil) throws -> CompiledRules {
    let knowledge = try brief.knowledge()
    let now = try #require(Moment(day + "T12:00:00Z"))
    return CompiledRules(knowledge, now: now, findings: findings.map { Set($0.compactMap { knowledge.findingPositions[$0] }) })
  }

  @Test func aRuleIsInForceFromItsFirstDayToItsLast() throws {
    for (day, count, found) in [("2024-05-14", 8, "found f.dated"), ("2024-05-15", 8, "ruled out f.dated")] {
      let rules = try Self.rules(day)
      #expect(rules.count == count && rules.notInForce == 2)
      var engine = InferenceEngine(rules)
      try engine.tell(#"{ "waba.a": true }"#)
      #expect(engine.verdicts.contains(found))
      #expect(engine.diagnosis().coverage.notInForce == 2)
    }
  }

  @Test func aRuleThatIsNotRunIsUnknown() throws {
    var engine = InferenceEngine(try Self.rules("2024-05-15"))
    try engine.tell(#"{ "waba.a": true }"#)
    let old = try #require(engine.knowledge.rules.firstIndex { $0.address == "f.old" })
    #expect(engine.truth(of: old) == .unknown)
  }

  @Test func theMomentOfTheRulesIsNow() throws {
    var engine = InferenceEngine(try Self.rules("2024-05-15"))
    try engine.tell(#"{ "waba.seen": "2024-05-14" }"#)
    #expect(engine.verdicts.contains("found f.aged"))
    engine = InferenceEngine(try Self.rules("2024-05-14"))
    try engine.tell(#"{ "waba.seen": "2024-05-14" }"#)
    #expect(engine.verdicts.contains("ruled out f.aged"))
    #expect(engine.diagnosis().now == Moment("2024-05-14T12:00:00Z"))
  }

  @Test func choosingFindingsPullsInTheInferencesTheyNeed() throws {
    let chain = try Self.rules("2026-01-01", findings: ["f.chain"])
    #expect(chain.count == 4 && chain.leftOut == 4)
    let plain = try Self.rules("2026-01-01", findings: ["f.plain"])
    #expect(plain.count == 1 && plain.leftOut == 7)
    #expect(try Self.rules("2026-01-01", findings: []).count == 0)
    var engine = InferenceEngine(chain)
    try engine.tell(#"{ "waba.a": true, "phone_number": [{ "id": "1", "a": true }] }"#)
    #expect(engine.verdicts == ["found f.chain"])
  }

  /// Whatever is chosen, its verdict is the one that all rules together give.
  @Test(arguments: 0..<15)
  func aChoiceOfFindingsGivesTheSameVerdictsAsTheWhole(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(4000 + seed))
    let knowledge = try RandomKnowledge(using: &random).brief.knowledge()
    let whole = InferenceEngine(CompiledRules(knowledge, now: Moment(seconds: 0)))
    let facts = try (0..<30).map { _ in try RandomCase.fact(knowledge, using: &random) }
    func verdicts(_ engine: InferenceEngine) -> Set<Verdict> {
      var engine = engine
      for fact in facts { engine.assert(fact) }
      let diagnosis = engine.diagnosis()
      return Set(diagnosis.findings + diagnosis.ruledOut + diagnosis.unknown.map(\.verdict))
    }
    let expected = verdicts(whole)
    for finding in knowledge.findings.indices {
      let rules = CompiledRules(knowledge, now: Moment(seconds: 0), findings: [finding])
      #expect(rules.count + rules.leftOut == knowledge.rules.count)
      #expect(verdicts(InferenceEngine(rules)) == expected.filter { $0.finding == finding })
    }
  }

  @Test func factsRankByTheInferencesTheyRestOn() throws {
    let rules = try Self.rules("2026-01-01")
    func rank(_ name: String) -> Int32? { rules.knowledge.factPositions[name].map { rules.rank[$0] } }
    #expect(rank("waba.a") == 0 && rank("waba.b") == 1 && rank("waba.c") == 2 && rank("phone_number.b") == 3)
  }
}
