import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Inference

/// What an interview learns from stories of which the outcome is known.
@Suite struct PrecedentsTests {
  private static let rules: KeyValuePairs<String, String> = [
    "x.one": #"{ "when": { "waba.a": true, "waba.b": true }, "find": "x.one" }"#,
    "x.two": #"{ "when": { "waba.c": true, "waba.d": true }, "find": "x.two" }"#,
    "x.number": ##"{ "when": { "phone_number.p": true, "phone_number.q": true }, "find": "x.number" }"##,
  ]

  private static func knowledge() throws -> KnowledgeBase {
    let facts = [
      "waba.a", "waba.b", "waba.c", "waba.d", "waba.e", "waba.f", "phone_number.p", "phone_number.q",
    ]
    var files = BriefKnowledge(
      facts: facts.map { ($0, "yes-no") } + [("waba.since", "date"), ("waba.at", "moment")], rules: Self.rules.map { ($0.key, $0.value) }
    ).files
    for (subject, file) in [("waba", "waba"), ("phone_number", "phone-number")] {
      let questions = facts.filter { $0.hasPrefix(subject + ".") }.map { name in
        "\"\(name.dropFirst(subject.count + 1))\": { \"ask\": \"\(name)?\", \"who\": \"agent\" }"
      }
      files["Questions/\(file).json"] = "{\(questions.joined(separator: ", "))}"
    }
    let (knowledge, faults) = KnowledgeReader.read(try KnowledgeFixture.folder(files))
    try #require(faults.map(\.description) == [])
    return knowledge
  }

  private static func story(_ facts: String, found: String, keys: String = "") throws -> WorkedCase {
    let text =
      #"{ "title": "T", "story": "S", "as of": "2026-11-01", \#(keys) "facts": \#(facts), "expect": { "found": ["\#(found)"], "suspected": [] } }"#
    return WorkedCase(address: "story", json: try JSONDocument(Array(text.utf8), file: "story.json").root)
  }

  /// A case in which nothing was said but what some facts are.
  private static func engine(_ knowledge: KnowledgeBase, _ known: KeyValuePairs<String, Bool> = [:]) throws
    -> InferenceEngine
  {
    var engine = try InterviewTests.engine(knowledge)
    engine.setComplete("phone_number", true)
    for (name, value) in known { engine.assert(InterviewTests.fact(name, .yesNo(value))) }
    return engine
  }

  private static func asked(
    _ knowledge: KnowledgeBase, _ known: KeyValuePairs<String, Bool>, _ cases: [WorkedCase]
  ) throws -> String? {
    let precedents = Precedents(cases, knowledge)
    return InterviewTests.asked(
      Interview(engine: try engine(knowledge, known), costs: [:], precedents: precedents), knowledge)
  }

  @Test func whatTurnedOutInACaseLikeThisIsAskedForFirst() throws {
    let knowledge = try Self.knowledge()
    let cases = [try Self.story(#"{ "waba.c": true, "waba.d": true, "waba.e": true }"#, found: "x.two")]
    #expect(try Self.asked(knowledge, ["waba.e": true], []) == "waba.a")
    #expect(try Self.asked(knowledge, ["waba.e": true], cases) == "waba.c")
    #expect(try Self.asked(knowledge, ["waba.e": false], cases) == "waba.a", "unlike the story")
  }

  @Test func precedentsNeverMakeAQuestionWorthAsking() throws {
    let knowledge = try Self.knowledge()
    let story = try Self.story(
      #"{ "waba.c": true, "waba.d": true, "waba.e": true, "waba.f": true }"#, found: "x.two")
    let engine = try Self.engine(knowledge)
    let plain = Interview(engine: engine)
    #expect(Interview(engine: engine, precedents: Precedents([story], knowledge)).open == plain.open)
    #expect(!InterviewTests.names(plain, knowledge).contains("waba.f"))
  }

  @Test func whatNobodyCouldTellSpeaksForStoriesThatDoNotTellItEither() throws {
    let knowledge = try Self.knowledge()
    let matches = try [
      #"{ "waba.c": true, "waba.d": true }"#, #"{ "waba.c": true, "waba.d": true, "waba.e": true }"#,
    ].map { facts -> Double in
      let story = try Self.story(facts, found: "x.two")
      let e = WorkingMemory.Slot(fact: try #require(knowledge.factPositions["waba.e"]), instance: 0)
      return try #require(
        try Self.matches("x.two", 0, story, Self.engine(knowledge), skipped: [e], knowledge).first
      ).likelihood
    }
    #expect(matches[0] > 1)
    #expect(matches[1] < 1)
  }

  @Test func agreeingInWhatIsUsualSaysLittle() throws {
    let knowledge = try Self.knowledge()
    func story(_ e: Bool) throws -> WorkedCase {
      try Self.story(#"{ "waba.c": true, "waba.d": true, "waba.e": \#(e) }"#, found: "x.two")
    }
    let stories = try (1...40).map { try story($0 > 1) }
    func likelihood(_ e: Bool) throws -> Double {
      let engine = try Self.engine(knowledge, ["waba.e": e])
      let matches = try Self.matches("x.two", 0, stories, engine, knowledge)
      return try #require(matches.map(\.likelihood).max())
    }
    // 39 of 40 tell yes, so that it is answered with (39 + 10) / (40 + 20), and no with 11 / 60; nine in ten agree.
    #expect(try abs(likelihood(true) - 0.9 * 60 / 49) < 1e-9)
    #expect(try abs(likelihood(false) - 0.9 * 60 / 11) < 1e-9)
  }

  @Test func aLargeAccountDoesNotMakeAStoryUnlikely() throws {
    let knowledge = try Self.knowledge()
    let story = try Self.story(#"{ "waba.c": true, "waba.d": true }"#, found: "x.two")
    var engine = try Self.engine(knowledge)
    for number in 1...500 {
      engine.assert(InterviewTests.fact("phone_number.p", .yesNo(true), entity: "\(number)"))
    }
    let match = try #require(try Self.matches("x.two", 0, story, engine, knowledge).first)
    #expect(match.likelihood >= 0.1)
    #expect(match.likelihood < 1)
  }

  @Test func aStoryWhoseAnswersCanNoLongerComeIsNoPrecedent() throws {
    let knowledge = try Self.knowledge()
    let story = try Self.story(#"{ "waba.c": true, "waba.e": true }"#, found: "x.two")
    #expect(
      try Self.matches("x.two", 0, story, Self.engine(knowledge), knowledge).isEmpty, "it does not tell d")
    let whole = try Self.story(#"{ "waba.c": true, "waba.d": true }"#, found: "x.two")
    #expect(try Self.matches("x.two", 0, whole, Self.engine(knowledge), knowledge).count == 1)
  }

  @Test func theEntityOfTheFindingIsTakenForTheOneAskedAbout() throws {
    let knowledge = try Self.knowledge()
    let story = try Self.story(
      #"{ "phone_number": [{ "id": "1", "p": false }, { "id": "2", "p": true, "q": true }], "phone_number.complete": true }"#,
      found: "x.number phone_number 2")
    var engine = try Self.engine(knowledge)
    for id in ["7", "8", "9"] { engine.addEntity(id, of: "phone_number") }
    let memory = engine.reading
    let p = try #require(knowledge.factPositions["phone_number.p"])
    func told(about id: String) throws -> [String: Int] {
      let instance = try #require(memory.instance(of: id, fact: p))
      let match = try #require(try Self.matches("x.number", instance, story, engine, knowledge).first)
      let answers = match.answers.filter { $0.key.fact == p }
      return Dictionary(uniqueKeysWithValues: answers.map { (memory.name(of: $0.key.instance) ?? "", $0.value) })
    }
    // Answers are yes and no. The second of the story is the one asked about, its first the one in whose place that stands.
    #expect(try told(about: "8") == ["7": 1, "8": 0])
    #expect(try told(about: "7") == ["7": 0, "8": 1])
    #expect(try told(about: "9") == ["7": 1, "9": 0])
  }

  @Test func daysAreAsFarAwayAsTheyWere() throws {
    let knowledge = try Self.knowledge()
    let story = try Self.story(
      #"{ "waba.since": "2026-10-30", "waba.c": true, "waba.d": true }"#, found: "x.two")
    let precedent = try #require(Precedents([story], knowledge).all.first)
    let since = Precedents.Place(fact: try #require(knowledge.factPositions["waba.since"]), entity: 0)
    let today = try #require(CalendarDate("2027-01-03"))
    #expect(precedent.value(since, at: Moment(seconds: today.start.seconds + 80_000)) == CalendarDate("2027-01-01").map { .date($0) })
  }

  @Test func momentsAreAsLongAgoAsTheyWere() throws {
    let knowledge = try Self.knowledge()
    let story = try Self.story(
      #"{ "waba.at": "2026-10-31T20:00:00Z", "waba.c": true, "waba.d": true }"#, found: "x.two")
    let precedent = try #require(Precedents([story], knowledge).all.first)
    let place = Precedents.Place(fact: try #require(knowledge.factPositions["waba.at"]), entity: 0)
    let now = Moment(seconds: 1_800_000_123)
    // The story speaks of the beginning of 1 November, four hours later.
    #expect(precedent.value(place, at: now) == .moment(Moment(seconds: now.seconds - 4 * 3600)))
  }

  @Test func whatWasPutOffSpeaksForNoStory() throws {
    let knowledge = try Self.knowledge()
    let stories = [try Self.story(#"{ "waba.c": true, "waba.d": true, "waba.e": true }"#, found: "x.two")]
    let engine = try Self.engine(knowledge)
    let e = FactReference(fact: try #require(knowledge.factPositions["waba.e"]))
    let c = FactReference(fact: try #require(knowledge.factPositions["waba.c"]))
    func gain(skipped: Set<FactReference> = [], postponed: Set<FactReference> = []) throws -> Double {
      let interview = Interview(
        engine: engine, skipped: skipped, postponed: postponed, costs: [:], precedents: Precedents(stories, knowledge))
      return try #require(interview.why(c)).gain
    }
    #expect(try gain(postponed: [e]) == gain())
    #expect(try gain(skipped: [e]) < gain())
  }

  @Test func aFindingOfAnEntityThatTheStoryDoesNotHaveIsLeftOut() throws {
    let knowledge = try Self.knowledge()
    let story = try Self.story(#"{ "phone_number": [{ "id": "1", "p": true }] }"#, found: "x.number phone_number 99")
    #expect(try #require(Precedents([story], knowledge).all.first).shown.isEmpty)
  }

  @Test func whatIsWrongWithTheFactsOfAStoryIsToldWithItsPlace() throws {
    let knowledge = try Self.knowledge()
    let faults = Precedents([try Self.story(#"{ "waba.c": "perhaps" }"#, found: "x.two")], knowledge).faults
    #expect(faults.count == 1)
    #expect(faults.first?.description.contains("story.json:1:") == true)
  }

  @Test func casesThatAreRetiredFaultyOrWithoutEndAreNone() throws {
    let knowledge = try Self.knowledge()
    let cases = [
      try Self.story(#"{ "waba.c": true }"#, found: "x.two", keys: #""retired": "2026-01-01","#),
      try Self.story(#"{ "waba.c": "perhaps" }"#, found: "x.two"),
      WorkedCase(
        address: "bare", json: try JSONDocument(Array(#"{ "title": "T", "facts": {} }"#.utf8), file: "b").root),
    ]
    #expect(Precedents(cases, knowledge).all.isEmpty)
  }

  @Test func oneCanBeLeftOut() throws {
    let knowledge = try Self.knowledge()
    let precedents = Precedents([try Self.story(#"{ "waba.c": true }"#, found: "x.two")], knowledge)
    #expect(precedents.without("another").all.count == 1)
    #expect(precedents.without("story").all.isEmpty)
  }

  private static func matches(
    _ finding: String, _ instance: Int, _ story: WorkedCase, _ engine: InferenceEngine,
    skipped: Set<WorkingMemory.Slot> = [], _ knowledge: KnowledgeBase
  ) throws -> [PrecedentMatch] {
    try matches(finding, instance, [story], engine, skipped: skipped, knowledge)
  }

  private static func matches(
    _ finding: String, _ instance: Int, _ stories: [WorkedCase], _ engine: InferenceEngine,
    skipped: Set<WorkingMemory.Slot> = [], _ knowledge: KnowledgeBase
  ) throws -> [PrecedentMatch] {
    let outlook = InterviewOutlook(InterviewFacts(engine.reading, skipped: skipped))
    let scenarios = InterviewScenarios(outlook)
    let index = try #require(knowledge.findingPositions[finding])
    let ways = scenarios.ways(of: index, instance)
    let matcher = PrecedentMatcher(Precedents(stories, knowledge), outlook, nil, invented: [])
    return matcher.matches(index, instance, ways, scenarios.slots).0
  }
}
