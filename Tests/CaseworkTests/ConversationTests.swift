import Collectors
import Inference
import Knowledge
import TestSupport
import Testing

@testable import Casework

/// Walks through the whole knowledge base: whatever is done can be taken back exactly.
@Suite struct ConversationTests {
  static let knowledge = KnowledgeReader.read(KnowledgeFixture.projectFolder).knowledge
  static let now = Moment(seconds: 1_795_252_440)

  /// Everything that a person could notice of a case.
  static func told(_ conversation: Conversation) -> [String] {
    let diagnosis = conversation.diagnosis()
    let verdicts =
      (diagnosis.findings + diagnosis.ruledOut).map { "\($0)" } + diagnosis.unknown.map { "\($0)" }
    return verdicts + conversation.state.engine.claims.map { "\($0)" }
      + diagnosis.contradictions.map { "\($0)" }
      + [CaseFile(conversation.state, toolVersion: "test").text]
  }

  /// Takes a random step; `false` when nothing was left to do.
  static func step(_ conversation: inout Conversation, _ generator: inout SeededGenerator) -> Bool {
    guard case .ask(let question) = conversation.next() else { return false }
    let reference = question.reference
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: conversation.leaveOpen(reference)
    case 1: conversation.postpone(reference)
    case 2:
      let value = question.answers[Int.random(in: question.answers.indices, using: &generator)].value
      let fact = Fact(
        name: knowledge.facts[reference.fact].name, entity: reference.entity, value: value,
        evidence: Evidence(origin: "agent", detail: ""))
      conversation.suppose([fact])
    case 3: if !conversation.dropSuppositions() { conversation.add(CaseNote("a note", at: now)) }
    case 4:
      if let claim = conversation.state.engine.claims.last, let known = conversation.reference(of: claim) {
        _ = conversation.change(known)
      } else {
        conversation.add(CaseNote("another", at: now))
      }
    default:
      let value = question.answers[Int.random(in: question.answers.indices, using: &generator)].value
      conversation.answer(reference, value, who: question.question.who, at: now)
    }
    return true
  }

  @Test(arguments: 0..<4)
  func undoGivesExactlyTheDiagnosisBefore(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var conversation = Conversation(knowledge: Self.knowledge, now: Self.now)
    let topics = Self.knowledge.topics
    conversation.focus(on: [topics[seed * 3 % topics.count].address])
    var told = [Self.told(conversation)]
    while told.count < 8, Self.step(&conversation, &generator) { told.append(Self.told(conversation)) }
    try #require(told.count > 2)
    for expected in told.dropLast().reversed() {
      #expect(conversation.undo() != nil)
      #expect(Self.told(conversation) == expected)
    }
    for expected in told.dropFirst() {
      #expect(conversation.redo() != nil)
      #expect(Self.told(conversation) == expected)
    }
  }

  @Test(arguments: 10..<12)
  func aSavedCaseOpensAsItWas(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var conversation = Conversation(knowledge: Self.knowledge, now: Self.now)
    conversation.focus(on: [Self.knowledge.topics[seed % Self.knowledge.topics.count].address])
    for _ in 0..<5 { _ = Self.step(&conversation, &generator) }
    let text = CaseFile(conversation.state, toolVersion: "test").text
    let outcome = try CaseFileReader.read(Array(text.utf8), name: "case.json", knowledge: Self.knowledge)
    #expect(outcome.remarks == [])
    #expect(Self.told(Conversation(outcome.state)) == Self.told(conversation))
  }

  @Test func theFormOfASavedCaseIsPublished() throws {
    var conversation = Conversation(knowledge: Self.knowledge, now: Self.now)
    var opening = CaseOpening(knowledge: Self.knowledge)
    try opening.add(recording: KnowledgeFixture.projectFolder.path + "/Cases/Recordings/on-behalf-of.json")
    conversation.bring(opening, title: "a recording")
    try opening.add(flag: "waba.country=CU")
    conversation.suppose(opening.collected.facts.suffix(1))
    conversation.waive(Waiver(finding: 0, reason: "known", until: Self.now.date))
    conversation.add(CaseNote("a note", at: Self.now))
    #expect(
      try OutputSchema.problems(in: CaseFile(conversation.state, toolVersion: "0.1.0").text, by: "case-file")
        .isEmpty)
  }

  @Test func aSavedCaseOfAnotherVersionIsRefused() throws {
    #expect(throws: CaseworkError.self) {
      try CaseFileReader.read(
        Array(#"{ "schema": "wabadoctor/case", "version": 2 }"#.utf8), name: "case.json",
        knowledge: Self.knowledge)
    }
    #expect(throws: CaseworkError.self) {
      try CaseFileReader.read(Array(#"{ "a": 1 }"#.utf8), name: "case.json", knowledge: Self.knowledge)
    }
  }

  @Test func whatTheKnowledgeNoLongerHasIsTold() throws {
    let text = #"""
      { "schema": "wabadoctor/case", "version": 1, "as_of": "2026-11-21T09:14:00Z", "topics": ["gone"],
        "facts": [{ "fact": "waba.gone", "value": 1 }, { "fact": "waba.status", "value": "ACTIVE", "origin": "agent", "detail": "" }] }
      """#
    let outcome = try CaseFileReader.read(Array(text.utf8), name: "case.json", knowledge: Self.knowledge)
    #expect(outcome.remarks.count == 2)
    #expect(outcome.state.engine.claims.map(\.name.description) == ["waba.status"])
  }

  @Test func whatMetaSaidStaysWhenAnAnswerIsChanged() throws {
    let fact = try #require(Self.knowledge.factPositions["waba.status"])
    var conversation = Conversation(knowledge: Self.knowledge, now: Self.now)
    var opening = CaseOpening(knowledge: Self.knowledge)
    try opening.add(recording: KnowledgeFixture.projectFolder.path + "/Cases/Recordings/on-behalf-of.json")
    conversation.bring(opening, title: "a recording")
    let before = conversation.state.engine.value(of: fact)?.value
    conversation.answer(FactReference(fact: fact), .choice("DISABLED"), who: "customer", at: Self.now)
    #expect(conversation.state.engine.value(of: fact)?.value == before)
    #expect(conversation.change(FactReference(fact: fact)).staying > 0)
    #expect(conversation.state.engine.value(of: fact)?.value == before)
  }
}
