import Knowledge
import TestSupport
import Testing

@testable import Inference

@Suite struct InferenceEngineTests {
  static let now = Moment(seconds: 0)

  // MARK: The order of facts

  @Test(arguments: 0..<25)
  func theOrderOfClaimsDoesNotMatter(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(1000 + seed))
    let trust = seed % 3 == 2 ? #"["graph-api", "rule", "customer"]"# : nil
    let rules = CompiledRules(try RandomKnowledge(using: &random, trust: trust).brief.knowledge(), now: Self.now)
    var claims = try (0..<40).map { _ in try RandomCase.fact(rules.knowledge, using: &random) }
    claims += claims.prefix(5)
    var first: InferenceEngine?
    for _ in 0..<4 {
      var engine = InferenceEngine(rules)
      if seed.isMultiple(of: 2) { engine.addEntity("2", of: "phone_number") }
      for claim in claims { engine.assert(claim) }
      engine.setComplete("user", true)
      if let first {
        let difference = WholeAnswer.difference(first, engine)
        #expect(difference == nil)
      }
      first = first ?? engine
      claims.shuffle(using: &random)
    }
  }

  @Test func aValueWrittenInTwoWaysIsShownAlikeInAnyOrder() throws {
    let brief = BriefKnowledge(facts: ["waba.version": "version", "waba.words": "list of text"])
    let empty = try InferenceEngine(brief)
    for name in ["waba.version", "waba.words"] {
      let values = name == "waba.version" ? [#""2.0""#, #""2""#] : [#"["a, b"]"#, #"["a", "b"]"#]
      let facts = try values.map { try Told.fact(name, $0, empty.knowledge) }
      var (one, other) = (empty, empty)
      for fact in facts { one.assert(fact) }
      for fact in facts.reversed() { other.assert(fact) }
      #expect(WholeAnswer.difference(one, other) == nil)
      one.withdraw(facts[1])
      other.withdraw(facts[0])
      other.withdraw(facts[1])
      other.assert(facts[0])
      #expect(WholeAnswer.difference(one, other) == nil)
    }
  }

  // MARK: Withdrawing

  @Test(arguments: 0..<25)
  func whatIsWithdrawnLeavesNoTrace(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(2000 + seed))
    let trust = seed % 3 == 2 ? #"["graph-api", "rule", "customer"]"# : nil
    let rules = CompiledRules(try RandomKnowledge(using: &random, trust: trust).brief.knowledge(), now: Self.now)
    var engine = InferenceEngine(rules)
    for _ in 0..<25 {
      let step = try RandomCase.step(rules.knowledge, claims: engine.claims, using: &random)
      engine.take(step)
      let before = engine
      let facts = try (0..<Int.random(in: 1...4, using: &random)).map { _ in try RandomCase.fact(rules.knowledge, using: &random) }
      for fact in facts { engine.assert(fact) }
      for fact in facts.shuffled(using: &random) { engine.withdraw(fact) }
      let difference = WholeAnswer.difference(before, engine)
      #expect(difference == nil, "after \(facts)")
      #expect(before.claims == engine.claims)
      if difference != nil { return }
    }
  }

  static let brief = BriefKnowledge(
    facts: [
      "waba.status": "choice A B", "waba.good": "yes-no", "phone_number.status": "choice A B", "phone_number.good": "yes-no",
    ],
    rules: [
      "infer.good": #"{ "when": { "waba.status": "A" }, "infer": { "waba.good": true } }"#,
      "infer.number":
        #"{ "when": { "any": [{ "phone_number.status": "A" }, { "waba.status": "A" }] }, "infer": { "phone_number.good": true } }"#,
      "f.good": #"{ "when": { "waba.good": true }, "find": "f.good" }"#,
      "f.number": #"{ "when": { "phone_number.good": true }, "find": "f.number" }"#,
      "f.some": #"{ "when": { "some": "phone_number", "where": { "phone_number.good": true } }, "find": "f.some" }"#,
      "f.any": #"{ "when": { "some": "phone_number" }, "find": "f.any" }"#,
    ])

  @Test func theFirstFactOfAnEntityTakesTheEntityWithItWhenItGoes() throws {
    var engine = try InferenceEngine(Self.brief, #"{ "waba.status": "A" }"#)
    let before = engine
    let fact = try Told.fact("phone_number.status", #""B""#, entity: "7", engine.knowledge)
    engine.assert(fact)
    #expect(engine.entities(of: "phone_number") == ["7"])
    // It is good because of the account, although nothing good is known of it.
    #expect(engine.verdicts.contains("found f.number phone_number 7"))
    #expect(engine.verdicts.contains("found f.some"))
    engine.withdraw(fact)
    #expect(engine.entities(of: "phone_number").isEmpty)
    #expect(WholeAnswer.difference(before, engine) == nil)
    engine.assert(try Told.fact("phone_number.status", #""A""#, entity: "8", engine.knowledge))
    #expect(engine.entities(of: "phone_number") == ["8"])
  }

  @Test func anEntityMadeKnownByNameStaysWhenItsFactsGo() throws {
    var engine = try InferenceEngine(Self.brief, #"{ "phone_number": [{ "id": "7" }] }"#)
    let fact = try Told.fact("phone_number.status", #""A""#, entity: "7", engine.knowledge)
    engine.assert(fact)
    engine.withdraw(fact)
    #expect(engine.entities(of: "phone_number") == ["7"])
  }

  @Test func aFactAssertedTwiceMustBeWithdrawnTwice() throws {
    var engine = try InferenceEngine(Self.brief)
    let fact = try Told.fact("waba.status", #""A""#, engine.knowledge)
    engine.assert(fact)
    engine.assert(fact)
    engine.withdraw(fact)
    #expect(engine.verdicts.contains("found f.good"))
    engine.withdraw(fact)
    #expect(engine.verdicts.contains("unknown f.good"))
    engine.withdraw(fact)
    #expect(engine.claims.isEmpty)
  }

  @Test func whatAnInferenceSaidComesBackWhenTheClaimOverItGoes() throws {
    var engine = try InferenceEngine(Self.brief, #"{ "waba.status": "A" }"#)
    let before = engine
    let fact = try Told.fact("waba.good", "false", engine.knowledge)
    engine.assert(fact)
    #expect(engine.verdicts.contains("ruled out f.good"))
    engine.withdraw(fact)
    #expect(WholeAnswer.difference(before, engine) == nil)
  }

  @Test func aFactThatIsNotDefinedIsKeptAndSaysNothing() throws {
    var engine = try InferenceEngine(Self.brief)
    let before = engine
    let evidence = Evidence(origin: "customer", detail: "")
    let strays = [
      Fact(name: FactName("waba.nonsense"), value: .yesNo(true), evidence: evidence),
      Fact(name: FactName("phone_number.nonsense"), entity: "7", value: .yesNo(true), evidence: evidence),
      Fact(name: FactName("phone_number.good"), value: .yesNo(true), evidence: evidence),
    ]
    for stray in strays { engine.assert(stray) }
    #expect(engine.claims == strays)
    #expect(WholeAnswer.difference(before, engine) == nil)
    // A stray does not keep an entity known.
    let fact = try Told.fact("phone_number.good", "true", entity: "7", engine.knowledge)
    engine.assert(fact)
    engine.withdraw(fact)
    #expect(WholeAnswer.difference(before, engine) == nil)
    for stray in strays { engine.withdraw(stray) }
    #expect(engine.claims.isEmpty)
  }

  // MARK: Values

  @Test func aCopyMayBeChangedWithoutATrace() throws {
    let engine = try InferenceEngine(Self.brief, #"{ "waba.status": "A", "phone_number": [{ "id": "7", "status": "B" }] }"#)
    let before = WholeAnswer(engine).lines
    var copy = engine
    copy.withdraw(engine.claims[0])
    copy.assert(try Told.fact("phone_number.status", #""A""#, entity: "8", engine.knowledge))
    copy.setComplete("phone_number", true)
    copy.addEntity("9", of: "phone_number")
    #expect(WholeAnswer(engine).lines == before)
    #expect(WholeAnswer(copy).lines != before)
    var second = copy
    second.addEntity("10", of: "phone_number")
    #expect(copy.entities(of: "phone_number") == ["7", "9", "8"])
    #expect(second.entities(of: "phone_number") == ["7", "9", "10", "8"])
  }

  @Test func entitiesKnownOnlyFromFactsStandByNumberThenById() throws {
    var engine = try InferenceEngine(Self.brief)
    for id in ["b", "10", "9", "a", "100"] {
      engine.assert(try Told.fact("phone_number.good", "true", entity: id, engine.knowledge))
    }
    #expect(engine.entities(of: "phone_number") == ["9", "10", "100", "a", "b"])
    engine.addEntity("a", of: "phone_number")
    #expect(engine.entities(of: "phone_number") == ["a", "9", "10", "100", "b"])
  }

  @Test func aFactOfTheCaseIsTheSameForEveryEntity() throws {
    let engine = try InferenceEngine(Self.brief, #"{ "waba.status": "A", "phone_number": [{ "id": "7" }] }"#)
    let fact = try #require(engine.knowledge.factPositions["waba.status"])
    #expect(engine.value(of: fact, entity: "7")?.value == .choice("A"))
    let good = try #require(engine.knowledge.rules.firstIndex { $0.address == "f.good" })
    #expect(engine.truth(of: good, entity: "7") == .holds)
    #expect(engine.proof(of: good, entity: "7").entity == nil)
  }

  @Test func withoutAnEntityARuleThatRunsForEachHoldsIfItHoldsForOne() throws {
    var engine = try InferenceEngine(Self.brief)
    let rule = try #require(engine.knowledge.rules.firstIndex { $0.address == "f.number" })
    #expect(engine.truth(of: rule) == .unknown)
    engine.setComplete("phone_number", true)
    #expect(engine.truth(of: rule) == .fails)
    try engine.tell(#"{ "phone_number": [{ "id": "1", "good": false }, { "id": "2" }] }"#)
    #expect(engine.truth(of: rule) == .unknown)
    try engine.tell(#"{ "phone_number": [{ "id": "3", "good": true }] }"#)
    #expect(engine.truth(of: rule) == .holds)
    #expect(engine.truth(of: rule, entity: "1") == .fails)
    #expect(engine.truth(of: rule, entity: "nobody") == .unknown)
    #expect(engine.proof(of: rule, entity: "nobody").steps.isEmpty)
  }
}
