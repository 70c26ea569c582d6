import Knowledge
import TestSupport
import Testing

@testable import Inference

/// How rules become verdicts.
@Suite struct DiagnosisMakerTests {
  static let facts: KeyValuePairs = [
    "waba.a": "yes-no", "waba.b": "yes-no", "waba.c": "yes-no", "waba.d": "yes-no", "phone_number.a": "yes-no", "phone_number.b": "yes-no",
    "user.a": "yes-no",
  ]

  static func rule(_ word: String, _ fact: String, _ finding: String = "f.x") -> String {
    #"{ "when": { "\#(fact)": true }, "\#(word)": "\#(finding)" }"#
  }

  /// One finding with a rule of every word.
  static let one = BriefKnowledge(
    facts: facts,
    rules: [
      "f.x": rule("find", "waba.a"), "f.x.suspected": rule("suspect", "waba.b"), "f.x.excluded": rule("rule out", "waba.c"),
      "f.x.more": rule("find", "waba.d"),
    ])

  static func name(_ truth: Truth) -> String? { truth == .unknown ? nil : truth == .holds ? "true" : "false" }

  /// Every combination of what the four rules may say.
  @Test func theVerdictIsFoundThenRuledOutThenSuspectedThenAllFailedThenUnknown() throws {
    let values: [Truth] = [.holds, .fails, .unknown]
    let empty = try InferenceEngine(Self.one)
    for first in values {
      for suspect in values {
        for exclude in values {
          for second in values {
            let told = zip(["waba.a", "waba.b", "waba.c", "waba.d"], [first, suspect, exclude, second])
              .compactMap { name, truth in Self.name(truth).map { "\"\(name)\": \($0)" } }
            var engine = empty
            try engine.tell("{ \(told.joined(separator: ", ")) }")
            let expected: Verdict.Status =
              if first == .holds || second == .holds { .found } else if exclude == .holds { .ruledOut } else if suspect == .holds {
                .suspected
              } else if first == .fails && second == .fails && suspect == .fails { .ruledOut } else { .unknown }
            #expect(engine.verdicts == ["\(expected.rawValue) f.x"], "\(told)")
            let isDisputed = expected == .found && exclude == .holds
            #expect(engine.diagnosis().contradictions.isEmpty == !isDisputed)
          }
        }
      }
    }
  }

  @Test func aVerdictNamesTheRulesThatDecideIt() throws {
    func rules(_ facts: String) throws -> [String] {
      let engine = try InferenceEngine(Self.one, facts)
      let diagnosis = engine.diagnosis()
      let verdict = try #require((diagnosis.findings + diagnosis.ruledOut + diagnosis.unknown.map(\.verdict)).first)
      return verdict.rules.map { engine.knowledge.rules[$0].address }
    }
    #expect(try rules(#"{ "waba.a": true, "waba.b": true, "waba.d": true }"#) == ["f.x", "f.x.more"])
    #expect(try rules(#"{ "waba.b": true }"#) == ["f.x.suspected"])
    #expect(try rules(#"{ "waba.b": true, "waba.c": true }"#) == ["f.x.excluded"])
    #expect(try rules(#"{ "waba.a": false, "waba.b": false, "waba.d": false }"#) == ["f.x", "f.x.suspected", "f.x.more"])
    #expect(try rules(#"{ "waba.a": false }"#) == [])
  }

  @Test func foundAndRuledOutAtOnceIsAContradiction() throws {
    let engine = try InferenceEngine(Self.one, #"{ "waba.a": true, "waba.c": true, "waba.d": true }"#)
    guard case .rules(let finding, let entity, let holding, let excluding)? = engine.diagnosis().contradictions.first else {
      Issue.record("no contradiction")
      return
    }
    #expect(finding == 0 && entity == nil)
    #expect(holding.map { engine.knowledge.rules[$0].address } == ["f.x", "f.x.more"])
    #expect(excluding.map { engine.knowledge.rules[$0].address } == ["f.x.excluded"])
  }

  @Test func aFindingThatRulesCanOnlyExcludeStaysUnknown() throws {
    let brief = BriefKnowledge(facts: Self.facts, rules: ["f.x": Self.rule("rule out", "waba.a")])
    #expect(try InferenceEngine(brief, #"{ "waba.a": false }"#).verdicts == ["unknown f.x"])
    let open = try #require(try InferenceEngine(brief).diagnosis().unknown.first)
    #expect(open.toConfirm.isEmpty && open.toRuleOut.count == 1)
  }

  /// It is worked out when it is asked for, and the engine may have learned more by then.
  @Test func whatWouldSettleAFindingIsToldOfTheCaseAsItWas() throws {
    let both = #"{ "when": { "waba.a": true, "waba.b": true }, "find": "f.x" }"#
    var engine = try InferenceEngine(BriefKnowledge(facts: Self.facts, rules: ["f.x": both]))
    let before = engine.diagnosis()
    engine.assert(Fact(name: FactName("waba.a"), value: .yesNo(true), evidence: Evidence(origin: "agent", detail: "said")))
    let after = engine.diagnosis()
    #expect(before.unknown.map(\.toConfirm.count) == [2] && before.unknown.map(\.toRuleOut.count) == [1])
    #expect(after.unknown.map(\.toConfirm.count) == [1] && after.unknown.map(\.toRuleOut.count) == [1])
  }

  @Test func aFindingWithoutRulesIsNotSpokenOf() throws {
    let brief = BriefKnowledge(facts: Self.facts, findings: ["f.lonely": #"{ "title": "Lonely", "impact": "advice" }"#])
    #expect(try InferenceEngine(brief).verdicts.isEmpty)
  }

  // MARK: Entities

  static let perNumber = BriefKnowledge(
    facts: facts, rules: ["f.x": rule("find", "phone_number.a"), "f.x.excluded": rule("rule out", "phone_number.b")])

  @Test func eachEntityHasItsVerdict() throws {
    let engine = try InferenceEngine(
      Self.perNumber,
      #"{ "phone_number": [{ "id": "3", "a": true }, { "id": "1", "a": false }, { "id": "2" }, { "id": "4", "a": true, "b": true }, { "id": "5", "b": true }] }"#
    )
    #expect(
      engine.verdicts == [
        "found f.x phone_number 3", "found f.x phone_number 4", "ruled out f.x phone_number 1", "ruled out f.x phone_number 5",
        "unknown f.x phone_number 2",
      ])
  }

  @Test func withoutEntitiesTheListDecides() throws {
    var engine = try InferenceEngine(Self.perNumber)
    #expect(engine.verdicts == ["unknown f.x"])
    let open = try #require(engine.diagnosis().unknown.first)
    #expect(open.verdict.entity == nil && open.verdict.subject == "phone_number")
    #expect(open.toConfirm.map(\.openList) == ["phone_number"] && open.toRuleOut.map(\.openList) == ["phone_number"])
    engine.setComplete("phone_number", true)
    #expect(engine.verdicts == ["ruled out f.x"])
  }

  static let mixed = BriefKnowledge(
    facts: facts,
    rules: ["f.x": rule("find", "waba.a"), "f.x.number": rule("find", "phone_number.a"), "f.x.excluded": rule("rule out", "waba.c")])

  @Test func whatRulesOfTheCaseSayIsSaidOfEveryEntity() throws {
    let numbers = #""phone_number": [{ "id": "1", "a": true }, { "id": "2" }, { "id": "3", "a": false }]"#
    #expect(
      try InferenceEngine(Self.mixed, "{ \(numbers) }").verdicts
        == ["found f.x phone_number 1", "unknown f.x phone_number 2", "unknown f.x phone_number 3"])
    #expect(
      try InferenceEngine(Self.mixed, #"{ "waba.a": false, \#(numbers) }"#).verdicts
        == ["found f.x phone_number 1", "ruled out f.x phone_number 3", "unknown f.x phone_number 2"])
    #expect(
      try InferenceEngine(Self.mixed, #"{ "waba.c": true, \#(numbers) }"#).verdicts
        == ["found f.x phone_number 1", "ruled out f.x phone_number 2", "ruled out f.x phone_number 3"])
    #expect(
      try InferenceEngine(Self.mixed, #"{ "waba.a": true, \#(numbers) }"#).verdicts
        == ["found f.x phone_number 1", "found f.x phone_number 2", "found f.x phone_number 3"])
  }

  @Test func whatRulesOfTheCaseSayIsSaidOfTheCaseWhileThereIsNoEntity() throws {
    #expect(try InferenceEngine(Self.mixed, #"{ "waba.a": true }"#).verdicts == ["found f.x"])
    #expect(try InferenceEngine(Self.mixed, #"{ "waba.a": false }"#).verdicts == ["unknown f.x"])
    #expect(try InferenceEngine(Self.mixed, #"{ "waba.a": false, "phone_number.complete": true }"#).verdicts == ["ruled out f.x"])
    let open = try #require(try InferenceEngine(Self.mixed, #"{ "phone_number.complete": true }"#).diagnosis().unknown.first)
    // The whole and empty list needs not be asked for again, and a rule that excludes confirms nothing.
    #expect(open.toConfirm.map(\.openList) == [nil] && open.toConfirm == open.toRuleOut.filter { open.toConfirm.contains($0) })
    #expect(open.toRuleOut.count == 1 && open.toRuleOut[0].openList == nil)
  }

  @Test func aFindingToldForTwoSubjectsIsRefused() throws {
    let brief = BriefKnowledge(
      facts: Self.facts, rules: ["f.x": Self.rule("find", "phone_number.a"), "f.x.user": Self.rule("find", "user.a")])
    #expect(try brief.read().faults.map(\.kind) == [.mixedSubjects])
  }

  @Test func unknownFindingsStandByImpactThenInFileOrder() throws {
    let brief = BriefKnowledge(
      facts: Self.facts,
      findings: [
        "f.advice": #"{ "title": "1", "impact": "advice" }"#, "f.block": #"{ "title": "2", "impact": "blocking" }"#,
        "f.harm": #"{ "title": "3", "impact": "harming" }"#, "f.block-too": #"{ "title": "4", "impact": "blocking" }"#,
      ],
      rules: [
        "f.advice": Self.rule("find", "waba.a", "f.advice"), "f.block": Self.rule("find", "waba.a", "f.block"),
        "f.harm": Self.rule("find", "waba.a", "f.harm"), "f.block-too": Self.rule("find", "waba.a", "f.block-too"),
      ])
    #expect(try InferenceEngine(brief).verdicts == ["unknown f.block", "unknown f.block-too", "unknown f.harm", "unknown f.advice"])
  }
}
