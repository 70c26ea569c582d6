import Casework
import Inference
import Knowledge
import TestSupport
import Testing

@testable import Reports

/// Every ticket type of the knowledge base: with everything it needs it is ready; without any one thing it names it and asks for it.
@Suite struct TicketReadinessTests {
  private static let knowledge = KnowledgeReader.read(KnowledgeFixture.projectFolder).knowledge
  private static let rules = CompiledRules(
    knowledge, now: Moment(seconds: 1_795_252_440),
    findings: Set(
      knowledge.findings.indices.filter { index in
        ["severity.", "route.", "availability."].contains { knowledge.findings[index].address.hasPrefix($0) }
      }))
  static let types = knowledge.tickets.filter { $0.retired == nil }
  private static let header = ReportHeader(toolVersion: "0.1.0")

  private static func fact(_ name: String, _ value: FactValue, of entity: String? = nil) -> Fact {
    Fact(
      name: FactName(name), entity: entity, value: value, evidence: Evidence(origin: "agent", detail: "told"))
  }

  /// Some value of a fact for which nothing that the type needs is waived.
  private static func sample(_ name: String, _ type: TicketType) throws -> Fact {
    let definition = try #require(knowledge.fact(FactName(name)), "\(name)")
    let waived = type.needs.compactMap(\.unless).filter { $0.fact == name }.flatMap(\.words)
    let words = definition.options.filter { !waived.contains($0) }
    let value: FactValue =
      switch definition.kind {
      case .yesNo: .yesNo(true)
      case .choice: .choice(try #require(words.first))
      case .list(let element):
        element == .choice ? .list([.choice(try #require(words.first))]) : .list([.text("a")])
      case .wholeNumber: .whole(1)
      case .count: .whole(1)
      case .decimal, .percent: .decimal(try #require(ExactDecimal("1")))
      case .date: .date(try #require(CalendarDate("2026-11-20")))
      case .moment: .moment(Moment(seconds: 1_795_250_000))
      case .duration: .duration(try #require(TimeSpan("1 hour")))
      case .version: .version(try #require(VersionNumber("1.2.3")))
      case .country: .country(try #require(CountryCode("IN")))
      case .phoneNumber: .phoneNumber(try #require(PhoneNumber("+5300001234")))
      case .text: .text("something")
      }
    return fact(name, value, of: knowledge.subjects[definition.subject].isMany ? Interview.firstEntity : nil)
  }

  /// What meets a need, one way of it.
  private static func facts(_ need: TicketNeed, _ name: String?, _ type: TicketType) throws -> [Fact] {
    guard let name else {
      return [("in_production", true), ("workaround", false), ("can_send", false)].map {
        fact("incident.\($0.0)", .yesNo($0.1))
      }
    }
    return knowledge.factPositions[name] == nil ? [] : [try sample(name, type)]
  }

  /// The ways to meet a need: names, or `nil` for a decided topic.
  private static func ways(_ need: TicketNeed) -> [String?] { need.topic == nil ? need.names : [nil] }

  /// The ticket of a type of which everything but one need is met; a need is met in its first way that is a fact, or as told.
  private static func story(
    _ type: TicketType, without left: Int? = nil, meeting met: (need: Int, way: String?)? = nil
  ) throws
    -> TicketCase
  {
    var engine = InferenceEngine(rules)
    for (position, need) in type.needs.enumerated() where position != left {
      let usual = ways(need).first { way in way.map { knowledge.factPositions[$0] != nil } ?? true } ?? nil
      let way = met.flatMap { $0.need == position ? $0.way : usual } ?? usual
      if let way, knowledge.factPositions[way] == nil { engine.addEntity("106", of: way) }
      for fact in try facts(need, way, type) { engine.assert(fact) }
    }
    return TicketCase(engine, header: header, typed: type)
  }

  @Test(arguments: types.indices)
  func withEverythingItIsReady(_ index: Int) throws {
    let type = Self.types[index]
    let ticket = TicketWriter(try Self.story(type)).ticket(for: .meta)
    #expect(ticket.missing.map(\.title) == [])
    #expect(ticket.isReady)
    #expect(ticket.heading == "Ticket for Meta: \(type.title)")
  }

  @Test(arguments: types.indices)
  func withoutAnyOneThingItNamesAndAsksForIt(_ index: Int) throws {
    let type = Self.types[index]
    #expect(!type.needs.isEmpty)
    for (position, need) in type.needs.enumerated() {
      let story = try Self.story(type, without: position)
      #expect(
        story.missing.map(\.title) == [need.title(in: Self.knowledge)], "\(type.address) without \(position)")
      let missing = try #require(story.missing.first)
      #expect(missing.question != nil, "\(type.address): nobody is asked for \(missing.title)")
      let asked = try #require(missing.reference)
      let name = Self.knowledge.facts[asked.fact].name.description
      #expect(need.topic != nil || need.names.contains(name), "\(name) does not meet \(missing.title)")
      for voice in [TicketVoice.meta, .partner] {
        let ticket = TicketWriter(story).ticket(for: voice)
        #expect(!ticket.isReady)
        for form in TicketForm.allCases where position == 0 || form == .plain {
          let text = try ticket.text(form, in: Self.knowledge)
          let first = text.prefix { $0 != "\n" }
          #expect(first.contains("NOT READY, 1 thing missing"), "\(text)")
          #expect(text.contains(form == .plain ? "- missing: \(missing.title)" : "- **Missing:** "))
        }
      }
    }
  }

  /// Where one of several things is enough, each of them is.
  @Test(arguments: types.indices)
  func everyWayOfMeetingANeedIsEnough(_ index: Int) throws {
    let type = Self.types[index]
    for (position, need) in type.needs.enumerated() {
      for way in Self.ways(need) {
        let story = try Self.story(type, meeting: (position, way))
        #expect(story.missing.map(\.title) == [], "\(type.address): \(way ?? "")")
      }
    }
  }

  /// What stands in brackets beside a missing thing can be given with `--fact` as it stands, and a choice names its words.
  @Test(arguments: types.indices)
  func whatIsMissingSaysHowItIsGiven(_ index: Int) throws {
    let type = Self.types[index]
    let text = try TicketWriter(TicketCase(InferenceEngine(Self.rules), header: Self.header, typed: type))
      .ticket(for: .meta)
      .text(.plain, in: Self.knowledge)
    for need in TicketCase(InferenceEngine(Self.rules), header: Self.header, typed: type).missing {
      let typed = try #require(need.typed, "\(type.address): \(need.title)")
      #expect(text.contains("[\(typed)"), "\(typed)")
      let reference = try #require(need.reference)
      let definition = Self.knowledge.facts[reference.fact]
      let sample = try Self.sample(definition.name.description, type).value.text(of: definition.kind)
      #expect(throws: Never.self, "\(typed)=\(sample)") {
        try FactFlag.read("\(typed)=\(sample)", knowledge: Self.knowledge)
      }
      for option in definition.options {
        #expect(need.answers?.contains(option) == true, "\(typed): \(option)")
      }
    }
  }

  @Test func whatIsWaivedIsNotAskedFor() throws {
    let type = try #require(Self.knowledge.ticketType(named: "delivery"))
    var engine = InferenceEngine(Self.rules)
    engine.assert(Self.fact("message.category", .choice("service"), of: "1"))
    let titles = TicketCase(engine, header: Self.header, typed: type).missing.map(\.title)
    #expect(!titles.contains("Template name"))
    #expect(!titles.contains("Id of the template"))
    #expect(titles.contains("Id of one message"))
  }

  @Test func aQuestionThatNobodyCouldAnswerStaysMissing() throws {
    let type = try #require(Self.knowledge.ticketType(named: "billing"))
    let fact = try #require(Self.knowledge.factPositions["incident.transaction_id"])
    let story = TicketCase(
      InferenceEngine(Self.rules), header: Self.header, typed: type, skipped: [FactReference(fact: fact)])
    #expect(story.missing.map(\.title).contains("Transaction id"))
  }

  @Test func aQuestionForTheForumHoldsNoIds() throws {
    let type = try #require(Self.knowledge.ticketType(named: "question"))
    var engine = InferenceEngine(Self.rules)
    for (name, value) in [
      ("waba.id", "102290129340398"), ("incident.wanted", "How?"), ("incident.fbtrace_id", "Az8"),
    ] {
      engine.assert(Self.fact(name, .text(value)))
    }
    let header = ReportHeader(waba: "102290129340398", toolVersion: "0.1.0")
    let text = try TicketWriter(TicketCase(engine, header: header, typed: type)).ticket(for: .meta).text(
      .plain, in: Self.knowledge)
    #expect(text.contains("How?"))
    #expect(!text.contains("102290129340398") && !text.contains("Az8"))
  }

  @Test(arguments: [
    "2026-11-21T09:14:00Z", "2026-11-21 09:14 UTC", "2026-11-21 11:14 +02:00", "2026-11-21 04:14 -05:00",
    "2026-11-21 09:14utc",
  ])
  func aMomentIsTakenAsPeopleWriteIt(_ text: String) throws {
    let type = try #require(Self.knowledge.ticketType(named: "violation"))
    let missing = TicketCase(InferenceEngine(Self.rules), header: Self.header, typed: type).missing
    let began = try #require(missing.first { $0.names == ["incident.began_at"] })
    let asked = NextQuestion(
      about: try #require(began.reference), try #require(began.question), purpose: "a test")
    #expect(
      try AnswerReading(asked, in: Self.knowledge).read(text) == .moment(Moment(seconds: 1_795_252_440)))
  }

  @Test func aTimeWithoutAZoneIsRefusedWithTwoThatWouldDo() throws {
    let fact = try #require(Self.knowledge.factPositions["incident.began_at"])
    let question = try #require(Self.knowledge.question(FactName("incident.began_at")))
    let asked = NextQuestion(about: FactReference(fact: fact), question, purpose: "a test")
    for text in ["2026-11-20 14:00", "yesterday", "14:00 UTC"] {
      let error = #expect(throws: CaseworkError.self) {
        try AnswerReading(asked, in: Self.knowledge).read(text)
      }
      #expect(
        error?.lines.joined().contains(
          "with its day and its zone, such as 2026-11-21 09:14 UTC or 2026-11-21 14:44 +05:30") == true)
    }
  }

  @Test func blanksAreNoAnswer() throws {
    let type = try #require(Self.knowledge.ticketType(named: "billing"))
    var engine = InferenceEngine(Self.rules)
    engine.assert(Self.fact("incident.transaction_id", .text("  ")))
    #expect(
      TicketCase(engine, header: Self.header, typed: type).missing.map(\.title).contains("Transaction id"))
  }

  @Test func aKnownOutageStopsEveryTicket() throws {
    for type in Self.types {
      var engine = InferenceEngine(Self.rules)
      engine.assert(Self.fact("incident.status_page", .choice("outage")))
      let story = TicketCase(engine, header: Self.header, typed: type)
      let ticket = TicketWriter(story).ticket(for: .meta)
      #expect(!ticket.isReady)
      #expect(
        try ticket.text(.plain, in: Self.knowledge).hasPrefix(
          "NO TICKET: Meta's status page shows an outage\n"))
      let message = TicketWriter(story).ticket(for: .customer)
      #expect(try message.text(.plain, in: Self.knowledge).contains("Meta's status page shows an outage"))
    }
  }

  @Test func aDisruptionOrAGreenPageStopsNothing() throws {
    let type = try #require(Self.knowledge.ticketType(named: "api-error"))
    for word in ["no issue", "disruption"] {
      var engine = InferenceEngine(Self.rules)
      engine.assert(Self.fact("incident.status_page", .choice(word)))
      #expect(
        TicketWriter(TicketCase(engine, header: Self.header, typed: type)).ticket(for: .meta).stop == nil)
    }
  }

  /// Each of the four is met, not met or unknown by its own facts, and the figures stand beside it.
  @Test(arguments: [
    (0, "comparison.same_send_hour", FactValue.yesNo(false)), (1, "comparison.random_split", .yesNo(false)),
    (2, "comparison.template_active", .yesNo(false)), (3, "comparison.rate_counts", .choice("all attempts")),
  ])
  func whatIsMadeEqualIsToldWithItsFigures(_ position: Int, _ name: String, _ wrong: FactValue) throws {
    let type = try #require(Self.knowledge.ticketType(named: "comparison"))
    let story = try #require(
      Self.knowledge.cases.first { $0.address == "delivery-really-lower" }?.json["facts"])
    let rules = CompiledRules(Self.knowledge, now: Moment(seconds: 1_795_252_440))
    let read = FactsReader.read(story, knowledge: Self.knowledge, values: .authored, evidence: "facts-file")
    func told(_ change: ([Fact]) -> [Fact]) -> [String] {
      var engine = InferenceEngine(rules)
      for fact in change(read.collected.facts) { engine.assert(fact) }
      let ticket = TicketWriter(TicketCase(engine, header: Self.header, typed: type)).ticket(for: .meta)
      return ticket.sections[.comparison]?.map(\.text) ?? []
    }
    #expect(told { $0 } == ["met", "met", "met", "met"])
    let spoilt = Self.fact(name, wrong)
    let unequal = told {
      $0.filter {
        $0.name != spoilt.name && !$0.name.description.hasSuffix("normalised_rate")
          && !$0.name.description.hasSuffix("retry_share")
      } + [spoilt]
    }
    #expect(unequal[position] != "met")
    let unknown = told { facts in
      facts.filter {
        $0.name != spoilt.name && !$0.name.description.hasSuffix("normalised_rate")
          && !$0.name.description.hasSuffix("retry_share")
      }
    }
    #expect(unknown[position] == "unknown")
    #expect(
      unequal.enumerated().allSatisfy { $0.offset == position || $0.element == "met" || $0.offset == 3 })
  }
}
