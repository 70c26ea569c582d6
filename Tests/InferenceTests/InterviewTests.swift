import Inference
import Knowledge
import Testing
import TestSupport

@Suite struct InterviewTests {
  /// Knowledge with a question for each fact named, and who answers it.
  static func knowledge(
    facts: KeyValuePairs<String, String>, rules: KeyValuePairs<String, String>, asked: KeyValuePairs<String, String>,
    findings: KeyValuePairs<String, String> = [:], after: [String: String] = [:]
  ) throws -> KnowledgeBase {
    var files = BriefKnowledge(facts: facts, findings: findings, rules: rules).files
    for subject in ["waba", "phone_number"] {
      let questions = asked.filter { $0.key.hasPrefix(subject + ".") }.map { name, who -> String in
        let first = after[name].map { ", \"after\": \"\($0)\"" } ?? ""
        return "\"\(name.dropFirst(subject.count + 1))\": { \"ask\": \"\(name)?\", \"who\": \"\(who)\"\(first) }"
      }
      files["Questions/\(subject == "waba" ? subject : "phone-number").json"] = "{\(questions.joined(separator: ", "))}"
    }
    let folder = try KnowledgeFixture.folder(files)
    let (knowledge, faults) = KnowledgeReader.read(folder)
    try #require(faults.map(\.description) == [])
    return knowledge
  }

  static func engine(_ knowledge: KnowledgeBase) throws -> InferenceEngine {
    InferenceEngine(CompiledRules(knowledge, now: try #require(CalendarDate("2026-11-21")).start))
  }

  static func fact(_ name: String, _ value: FactValue, entity: String? = nil, origin: String = "agent") -> Fact {
    Fact(name: FactName(name), entity: entity, value: value, evidence: Evidence(origin: origin, detail: "test"))
  }

  /// What is asked next, by name; `nil` when it is over.
  static func asked(_ interview: Interview, _ knowledge: KnowledgeBase) -> String? {
    guard case .ask(let question) = interview.next() else { return nil }
    return knowledge.facts[question.reference.fact].name.description
  }

  static func names(_ interview: Interview, _ knowledge: KnowledgeBase) -> [String] {
    interview.open.map { knowledge.facts[$0.fact].name.description }
  }

  static func statusOrBill() throws -> KnowledgeBase {
    try knowledge(
      facts: ["waba.status": "choice A B C D E", "waba.is_unpaid": "yes-no", "waba.is_odd": "yes-no"],
      rules: [
        "a.first": #"{ "when": { "waba.status": "A" }, "find": "a.first" }"#,
        "a.second": #"{ "when": { "waba.status": "B" }, "find": "a.second" }"#,
        "a.third": #"{ "when": { "waba.status": "C" }, "find": "a.third" }"#,
        "a.bill": #"{ "when": { "waba.is_unpaid": true }, "find": "a.bill" }"#,
      ],
      asked: ["waba.status": "customer", "waba.is_unpaid": "agent", "waba.is_odd": "agent"])
  }

  @Test func theQuestionThatTellsMostComesFirst() throws {
    let knowledge = try Self.statusOrBill()
    let interview = Interview(engine: try Self.engine(knowledge), costs: [:])
    guard case .ask(let question) = interview.next() else {
      Issue.record("nothing is asked")
      return
    }
    #expect(question.question.ask == "waba.status?")
    // Weights 0.2^0.3 three times and 0.5^0.3: three of 0.2317 and 0.3050. It finishes the three: 0.6950. Each of A to C is answered
    // with 0.2317 + 0.3050 / 5 = 0.2927; moved are 3 · 0.2317 · (1 - 0.2927) + 0.3050 · 3 · (0.2927 - 0.2) = 0.5764.
    #expect(abs(question.gain - 1.2714) < 0.0005)
    #expect(question.split == "separates 3 of 4")
    #expect(question.answers.map(\.label) == ["A", "B", "C", "D", "E"])
    #expect(question.answers.map(\.shows.count) == [1, 1, 1, 0, 0])
    #expect(question.answers.map(\.rulesOut.count) == [2, 2, 2, 3, 3])
    #expect(question.answers.allSatisfy { $0.leavesPossible.isEmpty })
    let bill = try #require(interview.why(FactReference(fact: knowledge.factPositions["waba.is_unpaid"] ?? 0)))
    // 0.3050, and yes is answered with 0.3050 + 0.6950 / 2 = 0.6525: moved are 0.3050 · 0.3475 + 0.6950 · 0.1525.
    #expect(abs(bill.gain - 0.5170) < 0.0005)
  }

  @Test func aQuestionThatTakesAFactForKnownComesAfterIt() throws {
    func asked(_ known: KeyValuePairs<String, Bool> = [:], skipped: [String] = []) throws -> String? {
      let knowledge = try Self.knowledge(
        facts: ["waba.a": "yes-no", "waba.b": "yes-no", "waba.c": "yes-no"],
        rules: [
          "x.one": #"{ "when": { "waba.a": true, "waba.b": true }, "find": "x.one" }"#,
          "x.two": #"{ "when": { "waba.a": true, "waba.c": true }, "find": "x.two" }"#,
        ],
        asked: ["waba.a": "agent", "waba.b": "customer", "waba.c": "agent"], after: ["waba.a": "waba.b"])
      var engine = try Self.engine(knowledge)
      for (name, value) in known { engine.assert(Self.fact(name, .yesNo(value))) }
      let passed = skipped.compactMap { knowledge.factPositions[$0].map { FactReference(fact: $0) } }
      return Self.asked(Interview(engine: engine, skipped: Set(passed), costs: ["customer": 9, "agent": 1]), knowledge)
    }
    #expect(try asked() == "waba.b", "though a tells more and costs less")
    #expect(try asked(["waba.b": false]) == "waba.a")
    #expect(try asked(skipped: ["waba.b"]) == "waba.a", "nobody could tell, so it waits no longer")
  }

  @Test func aDearQuestionWaitsForACheapOne() throws {
    let knowledge = try Self.statusOrBill()
    let engine = try Self.engine(knowledge)
    #expect(Self.asked(Interview(engine: engine, costs: ["customer": 2, "agent": 1]), knowledge) == "waba.status")
    #expect(Self.asked(Interview(engine: engine, costs: ["customer": 3, "agent": 1]), knowledge) == "waba.is_unpaid")
  }

  @Test func aQuestionThatNoRuleReadsIsNeverAsked() throws {
    let knowledge = try Self.statusOrBill()
    var engine = try Self.engine(knowledge)
    #expect(Self.names(Interview(engine: engine), knowledge) == ["waba.status", "waba.is_unpaid"])
    engine.assert(Self.fact("waba.status", .choice("D")))
    engine.assert(Self.fact("waba.is_unpaid", .yesNo(false)))
    guard case .done(.settled) = Interview(engine: engine).next() else {
      Issue.record("the interview goes on")
      return
    }
  }

  @Test func whatIsSkippedIsNotAskedAgainAndTheInterviewSaysWhatStaysOpen() throws {
    let knowledge = try Self.statusOrBill()
    let engine = try Self.engine(knowledge)
    let all = Set(Interview(engine: engine).open)
    guard case .done(.nothingToAsk(open: 4)) = Interview(engine: engine, skipped: all).next() else {
      Issue.record("the interview goes on, or forgets what is open")
      return
    }
  }

  @Test func onlyTheTopicIsAskedAbout() throws {
    let knowledge = try Self.statusOrBill()
    let bill = try #require(knowledge.findingPositions["a.bill"])
    let started = try Self.engine(knowledge)
    #expect(Self.names(Interview(engine: started, findings: [bill]), knowledge) == ["waba.is_unpaid"])
  }

  @Test func aQuestionThatOnlyPreparesAVerdictIsAsked() throws {
    let letters = ["waba.a": "yes-no", "waba.b": "yes-no", "waba.c": "yes-no", "waba.d": "yes-no"] as KeyValuePairs
    let knowledge = try Self.knowledge(
      facts: letters,
      rules: [
        "x.pair": """
        { "when": { "all": [{ "any": [{ "waba.a": true }, { "waba.b": true }] }, { "any": [{ "waba.c": true }, { "waba.d": true }] }] },
          "find": "x.pair" }
        """
      ], asked: ["waba.a": "agent", "waba.b": "agent", "waba.c": "agent", "waba.d": "agent"])
    var engine = try Self.engine(knowledge)
    #expect(Self.asked(Interview(engine: engine), knowledge) == "waba.a")
    engine.assert(Self.fact("waba.a", .yesNo(true)))
    #expect(Self.names(Interview(engine: engine), knowledge) == ["waba.c", "waba.d"])
  }

  @Test func whatCannotHelpBecauseSomethingElseCannotBeAskedIsNotAsked() throws {
    let knowledge = try Self.knowledge(
      facts: ["waba.a": "yes-no", "waba.b": "yes-no", "waba.secret": "yes-no"],
      rules: [
        "x.open":
          #"{ "when": { "any": [{ "waba.a": true, "waba.secret": true }, { "waba.secret": false, "waba.b": true }] }, "find": "x.open" }"#,
        "x.out": #"{ "when": { "waba.b": true, "waba.secret": true }, "find": "x.out" }"#,
      ], asked: ["waba.a": "agent", "waba.b": "agent"])
    let engine = try Self.engine(knowledge)
    let open = try #require(knowledge.findingPositions["x.open"])
    // Both parts can be ruled out together.
    #expect(Self.names(Interview(engine: engine, findings: [open]), knowledge) == ["waba.a", "waba.b"])
    // Once one part waits on the secret alone, the other is of no use.
    var later = engine
    later.assert(Self.fact("waba.a", .yesNo(true)))
    #expect(Self.names(Interview(engine: later, findings: [open]), knowledge) == [])
    let out = try #require(knowledge.findingPositions["x.out"])
    #expect(Self.names(Interview(engine: engine, findings: [out]), knowledge) == ["waba.b"])
  }

  @Test func whatRulesInferIsAskedThroughWhatTheyRead() throws {
    let knowledge = try Self.knowledge(
      facts: ["waba.country": "country", "waba.is_closed": "yes-no"],
      rules: [
        "x.derive": #"{ "when": { "waba.country": ["CU", "IR"] }, "infer": { "waba.is_closed": true } }"#,
        "x.closed": #"{ "when": { "waba.is_closed": true }, "find": "x.closed" }"#,
      ], asked: ["waba.country": "customer"])
    guard case .ask(let question) = Interview(engine: try Self.engine(knowledge)).next() else {
      Issue.record("nothing is asked")
      return
    }
    #expect(question.answers.map(\.label) == ["CU, IR", "another country"])
    #expect(question.answers.map(\.shows.count) == [1, 0])
  }

  @Test func numbersAreAskedByTheStretchesThatRulesTellApart() throws {
    let knowledge = try Self.knowledge(
      facts: ["waba.numbers": "count", "waba.share": "percent", "waba.begun": "date", "waba.version": "version"],
      rules: [
        "x.many": #"{ "when": { "waba.numbers": { "at least": 5 } }, "find": "x.many" }"#,
        "x.two": #"{ "when": { "waba.numbers": 2 }, "find": "x.two" }"#,
        "x.share": #"{ "when": { "waba.share": { "above": "12.5 %" } }, "find": "x.share" }"#,
        "x.late": #"{ "when": { "waba.begun": { "after": "2026-01-31" } }, "find": "x.late" }"#,
        "x.old": #"{ "when": { "waba.version": { "older than": "2.21.15" } }, "find": "x.old" }"#,
      ], asked: ["waba.numbers": "agent", "waba.share": "agent", "waba.begun": "agent", "waba.version": "agent"])
    let interview = Interview(engine: try Self.engine(knowledge))
    let labels = interview.open.compactMap { interview.why($0)?.answers.map(\.label) }
    #expect(
      labels == [
        ["below 2", "2", "above 2, below 5", "at least 5"], ["at most 12.5 %", "above 12.5 %"],
        ["until 2026-01-31", "after 2026-01-31"], ["below 2.21.15", "at least 2.21.15"],
      ])
  }

  @Test func entitiesAreAskedOneByOneAndTheFirstBeforeAnyIsKnown() throws {
    let knowledge = try Self.knowledge(
      facts: ["phone_number.status": "choice CONNECTED BANNED"],
      rules: ["x.banned": #"{ "when": { "phone_number.status": "BANNED" }, "find": "x.banned" }"#],
      asked: ["phone_number.status": "dashboard"])
    var engine = try Self.engine(knowledge)
    #expect(Interview(engine: engine).open.map(\.entity) == [Interview.firstEntity])
    engine.addEntity("7", of: "phone_number")
    engine.addEntity("9", of: "phone_number")
    #expect(Interview(engine: engine).open.map(\.entity) == ["7", "9"])
    engine.assert(Self.fact("phone_number.status", .choice("BANNED"), entity: "7"))
    #expect(Interview(engine: engine).open.map(\.entity) == ["9"])
  }

  @Test func theGravestFindingBreaksATie() throws {
    let knowledge = try Self.knowledge(
      facts: ["waba.a": "yes-no", "waba.b": "yes-no"],
      rules: [
        "x.light": #"{ "when": { "waba.a": true }, "find": "x.light" }"#, "x.grave": #"{ "when": { "waba.b": true }, "find": "x.grave" }"#,
      ], asked: ["waba.a": "agent", "waba.b": "agent"],
      findings: ["x.light": #"{ "title": "Light", "impact": "advice" }"#, "x.grave": #"{ "title": "Grave", "impact": "blocking" }"#])
    let started = try Self.engine(knowledge)
    #expect(Self.asked(Interview(engine: started), knowledge) == "waba.b")
  }

  @Test func aFrequentCauseIsAskedAboutFirst() throws {
    let knowledge = try Self.knowledge(
      facts: ["waba.a": "yes-no", "waba.b": "yes-no"],
      rules: [
        "x.rare": #"{ "when": { "waba.a": true }, "find": "x.rare" }"#, "x.often": #"{ "when": { "waba.b": true }, "find": "x.often" }"#,
      ], asked: ["waba.a": "agent", "waba.b": "agent"],
      findings: [
        "x.rare": #"{ "title": "Rare", "impact": "harming" }"#, "x.often": #"{ "title": "Often", "impact": "harming", "prior": 3 }"#,
      ])
    let started = try Self.engine(knowledge)
    #expect(Self.asked(Interview(engine: started), knowledge) == "waba.b")
  }

  @Test func whatNobodyHasNamedIsAskedAboutLater() throws {
    let knowledge = try Self.knowledge(
      facts: ["waba.a": "yes-no", "phone_number.b": "yes-no"],
      rules: [
        "x.number": #"{ "when": { "phone_number.b": true }, "find": "x.number" }"#,
        "x.account": #"{ "when": { "waba.a": true }, "find": "x.account" }"#,
      ], asked: ["waba.a": "agent", "phone_number.b": "agent"])
    var engine = try Self.engine(knowledge)
    #expect(Self.asked(Interview(engine: engine), knowledge) == "waba.a")
    engine.addEntity("7", of: "phone_number")
    #expect(Self.asked(Interview(engine: engine), knowledge) == "phone_number.b")
  }

  @Test func onceSomethingIsShownWhatAReportWouldPutBeforeItIsAskedFirst() throws {
    let knowledge = try Self.knowledge(
      facts: ["waba.a": "yes-no", "waba.b": "yes-no", "waba.c": "yes-no"],
      rules: [
        "x.first": #"{ "when": { "waba.a": true }, "find": "x.first" }"#,
        "x.second": #"{ "when": { "waba.b": true }, "find": "x.second" }"#,
        "x.third": #"{ "when": { "waba.c": true }, "find": "x.third" }"#,
      ], asked: ["waba.a": "agent", "waba.b": "agent", "waba.c": "agent"],
      findings: [
        "x.first": #"{ "title": "First", "impact": "harming" }"#, "x.second": #"{ "title": "Second", "impact": "harming" }"#,
        "x.third": #"{ "title": "Third", "impact": "harming", "prior": 3 }"#,
      ])
    var engine = try Self.engine(knowledge)
    #expect(Self.asked(Interview(engine: engine), knowledge) == "waba.c")
    engine.assert(Self.fact("waba.b", .yesNo(true)))
    #expect(Self.asked(Interview(engine: engine), knowledge) == "waba.a")
  }

  /// What the choice is measured by in `Benchmarks/`.
  @Test func theWaysTellWhatEachOpenFindingStillNeeds() throws {
    let knowledge = try Self.statusOrBill()
    var engine = try Self.engine(knowledge)
    engine.assert(Self.fact("waba.is_unpaid", .yesNo(false)))
    let ways = Interview(engine: engine).ways
    #expect(ways.map { knowledge.findings[$0.stake.finding].address } == ["a.first", "a.second", "a.third"])
    #expect(ways.map { $0.needs.map(\.allowed) } == [[[0]], [[1]], [[2]]])
    #expect(abs(ways.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
  }

  @Test func takingAnAnswerBackBringsTheQuestionBack() throws {
    let knowledge = try Self.statusOrBill()
    var engine = try Self.engine(knowledge)
    let before = Interview(engine: engine)
    let answer = Self.fact("waba.status", .choice("D"))
    engine.assert(answer)
    #expect(Self.asked(Interview(engine: engine), knowledge) == "waba.is_unpaid")
    engine.withdraw(answer)
    let after = Interview(engine: engine)
    #expect(Self.asked(before, knowledge) == Self.asked(after, knowledge))
    #expect(before.open == after.open)
  }
}
