import Knowledge
import TestSupport
import Testing

@testable import Inference

@Suite struct CoverageTests {
  static let brief = BriefKnowledge(
    facts: [
      "waba.a": "yes-no", "waba.b": "yes-no", "waba.c": "yes-no", "waba.follows": "yes-no", "user.role": "choice ADMIN OTHER",
      "user.active": "yes-no", "phone_number.a": "yes-no",
    ],
    rules: [
      "f.a": #"{ "when": { "waba.a": true }, "find": "f.a" }"#,
      "infer.follows": #"{ "when": { "waba.b": true }, "infer": { "waba.follows": true } }"#,
      "f.follows": #"{ "when": { "waba.follows": true }, "find": "f.follows" }"#,
      "f.either": #"{ "when": { "waba.c": true, "any": [{ "waba.a": true }, { "waba.b": true }] }, "find": "f.either" }"#,
      "f.admins": #"{ "when": { "no": "user", "where": { "user.role": "ADMIN" } }, "find": "f.admins" }"#,
      "f.idle": #"{ "when": { "user.active": false }, "find": "f.idle" }"#,
      "f.number": #"{ "when": { "phone_number.a": true }, "find": "f.number" }"#,
    ])

  static func gap(_ call: String, _ facts: [String] = [], subject: String? = nil, entity: String? = nil) -> Gap {
    Gap(call: call, facts: facts.map { FactName($0) }, subject: subject, entity: entity, cause: .missing("page"))
  }

  static func engine(_ facts: String, _ gaps: [Gap]) throws -> InferenceEngine {
    var engine = try InferenceEngine(brief, facts)
    var collected = Collected()
    collected.gaps = gaps
    engine.add(collected)
    return engine
  }

  static func text(_ coverage: Coverage) -> String {
    "\(coverage.decided) \(coverage.waiting)" + coverage.skipped.map { " gap \($0.gap): \($0.rules)" }.joined()
  }

  static func coverage(_ facts: String, _ gaps: [Gap]) throws -> String { text(try engine(facts, gaps).diagnosis().coverage) }

  @Test func withoutGapsRulesAreDecidedOrWait() throws {
    #expect(try Self.coverage("{}", []) == "0 7")
    #expect(try Self.coverage(#"{ "waba.a": true, "waba.b": false, "waba.c": true }"#, []) == "3 4")
  }

  @Test func aRuleThatReadsWhatAGapKeepsAwayIsSkippedByIt() throws {
    // f.a and f.either read waba.a.
    #expect(try Self.coverage("{}", [Self.gap("waba", ["waba.a"])]) == "0 5 gap 0: 2")
    #expect(try Self.coverage(#"{ "waba.c": false }"#, [Self.gap("waba", ["waba.a"])]) == "1 5 gap 0: 1")
    #expect(try Self.coverage(#"{ "waba.a": true }"#, [Self.gap("waba", ["waba.a"])]) == "1 6")
  }

  @Test func aRuleThatRestsOnAnInferenceIsSkippedByTheGapOfWhatTheInferenceReads() throws {
    // infer.follows, f.follows and f.either.
    #expect(try Self.coverage("{}", [Self.gap("other"), Self.gap("waba", ["waba.b"])]) == "0 4 gap 1: 3")
    #expect(try Self.coverage(#"{ "waba.a": true, "waba.c": true }"#, [Self.gap("waba", ["waba.b"])]) == "2 3 gap 0: 2")
  }

  @Test func theFirstGapThatMattersIsNamed() throws {
    let gaps = [Self.gap("b", ["waba.b"]), Self.gap("a", ["waba.a"])]
    #expect(try Self.coverage("{}", gaps) == "0 3 gap 0: 3 gap 1: 1")
  }

  @Test func anOpenListIsSkippedByTheGapOfItsSubject() throws {
    #expect(try Self.coverage("{}", [Self.gap("users", subject: "user")]) == "0 5 gap 0: 2")
    #expect(try Self.coverage("{}", [Self.gap("users", ["user.role"], subject: "user")]) == "0 5 gap 0: 2")
    #expect(try Self.coverage(#"{ "user.complete": true }"#, [Self.gap("users", subject: "user")]) == "2 5")
  }

  @Test func aGapOfOneEntityConcernsOnlyThatEntity() throws {
    let gaps = [Self.gap("user-2", ["user.role", "user.active"], entity: "2")]
    let users = #""user": [{ "id": "1" }, { "id": "2", "role": "OTHER" }], "user.complete": true"#
    #expect(try Self.coverage("{ \(users) }", gaps) == "0 6 gap 0: 1")
    #expect(
      try Self.coverage(#"{ "user": [{ "id": "1", "active": true, "role": "OTHER" }, { "id": "2" }], "user.complete": true }"#, gaps)
        == "0 5 gap 0: 2")
  }

  @Test func aRuleThatRunsForEachIsDecidedWhenTheListIsWholeAndEachIs() throws {
    #expect(try Self.coverage(#"{ "phone_number": [{ "a": true }] }"#, []) == "0 7")
    #expect(try Self.coverage(#"{ "phone_number": [{ "a": true }], "phone_number.complete": true }"#, []) == "1 6")
    #expect(try Self.coverage(#"{ "phone_number": [{ "a": true }, {}], "phone_number.complete": true }"#, []) == "0 7")
  }

  @Test func anOpenFindingNamesTheGapThatKeepsItOpen() throws {
    let gaps = [Self.gap("other", ["waba.c"]), Self.gap("waba", ["waba.b"]), Self.gap("users", subject: "user")]
    let engine = try Self.engine("{}", gaps)
    var named: [String: Int] = [:]
    for open in engine.diagnosis().unknown { named[engine.knowledge.findings[open.verdict.finding].address] = open.gap }
    #expect(named == ["f.either": 0, "f.follows": 1, "f.admins": 2, "f.idle": 2])
  }

  @Test(arguments: 0..<20)
  func everyRuleIsDecidedWaitingOrSkippedOnce(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(5000 + seed))
    let rules = CompiledRules(try RandomKnowledge(using: &random).brief.knowledge(), now: Moment(seconds: 0))
    var engine = InferenceEngine(rules)
    for _ in 0..<30 {
      engine.take(try RandomCase.step(rules.knowledge, claims: engine.claims, using: &random))
      if Int.random(in: 0..<3, using: &random) == 0 {
        var collected = Collected()
        let fact = try RandomCase.fact(rules.knowledge, using: &random)
        let isMany = fact.entity != nil
        collected.gaps = [
          Gap(
            call: "call", facts: [fact.name], subject: isMany && Bool.random(using: &random) ? fact.name.subject : nil,
            entity: Bool.random(using: &random) ? fact.entity : nil, cause: .unreadable("x"))
        ]
        engine.add(collected)
      }
      let coverage = engine.diagnosis().coverage
      #expect(coverage.decided + coverage.waiting + coverage.skipped.reduce(0) { $0 + $1.rules } == coverage.total)
      #expect(coverage.total == rules.knowledge.rules.count)
      #expect(coverage.skipped.allSatisfy { $0.rules > 0 && engine.gaps.indices.contains($0.gap) })
      let decided = rules.knowledge.rules.indices.count { rule in
        guard let subject = rules.knowledge.rules[rule].subject.map({ rules.knowledge.subjects[$0].name }) else {
          return engine.truth(of: rule).isDecided
        }
        return engine.isComplete(subject) && engine.entities(of: subject).allSatisfy { engine.truth(of: rule, entity: $0).isDecided }
      }
      #expect(coverage.decided == decided)
    }
  }
}
