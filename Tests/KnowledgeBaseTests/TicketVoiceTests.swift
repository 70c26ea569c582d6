import Casework
import FoundationEssentials
import Inference
import JSONText
import Knowledge
import Reports
import TestSupport
import Testing

/// The three voices over every worked case, and a handful as they read.
@Suite struct TicketVoiceTests {
  private static let knowledge = KnowledgeReader.read(KnowledgeFixture.projectFolder).knowledge
  /// Rules by the day of a case and its topics: what else there is to find says nothing new about a ticket.
  private static let compiled: [String: CompiledRules] = {
    var compiled: [String: CompiledRules] = [:]
    for entry in knowledge.cases where compiled[key(entry)] == nil {
      let topics = (entry.texts("topics") + ["severity", "route", "availability"]).compactMap(knowledge.topic)
      let findings = knowledge.findings.indices.filter { index in
        topics.contains { $0.covers(knowledge.findings[index].address) }
      }
      compiled[key(entry)] = CompiledRules(knowledge, now: day(entry).start, findings: Set(findings))
    }
    return compiled
  }()

  private static func key(_ entry: WorkedCase) -> String { "\(day(entry)) \(entry.texts("topics"))" }

  private static func day(_ story: WorkedCase) -> CalendarDate {
    story.text("as of").flatMap { CalendarDate($0) } ?? CalendarDate(knowledge.edition) ?? CalendarDate(
      year: 2026, month: 11, day: 21)!
  }

  /// A worked case as a ticket sees it.
  private static func story(_ entry: WorkedCase, extra: [Fact] = []) -> TicketCase? {
    guard let rules = compiled[key(entry)], let facts = entry.json["facts"] else { return nil }
    let read = FactsReader.read(facts, knowledge: knowledge, values: .authored, evidence: "facts-file")
    var engine = InferenceEngine(rules)
    engine.add(read.collected)
    for fact in extra { engine.assert(fact) }
    return TicketCase(engine, header: ReportHeader(toolVersion: "0.1.0"), topics: entry.texts("topics"))
  }

  /// A ticket speaks of one matter: what else was found stands behind it, and never in its first line.
  @Test func whatItIsAboutIsOfItsMatter() throws {
    func facts(_ told: [(String, FactValue, String?)]) -> [Fact] {
      told.map { name, value, entity in
        Fact(
          name: FactName(name), entity: entity, value: value,
          evidence: Evidence(origin: "agent", detail: "told"))
      }
    }
    let type = try #require(Self.knowledge.ticketType(named: "delivery"))
    func text(_ told: [Fact]) throws -> String {
      var engine = InferenceEngine(CompiledRules(Self.knowledge, now: Moment(seconds: 1_795_252_440)))
      for fact in told { engine.assert(fact) }
      return try TicketWriter(TicketCase(engine, header: ReportHeader(toolVersion: "0.1.0"), typed: type))
        .ticket(for: .meta)
        .text(.plain, in: Self.knowledge)
    }
    let other = facts([("waba.marketing_messages_onboarding_status", .choice("ELIGIBLE"), nil)])
    let own = facts([("message.error_code", .whole(131049), "1")])
    #expect(try text(other).contains("- About: A message that was not delivered\n"))
    let both = try text(other + own)
    #expect(both.contains("- About: The person has had enough marketing messages for now\n"), "\(both)")
    let lines = both.split(separator: "\n").map(String.init)
    let found = lines[try #require(lines.firstIndex(of: "WHAT WE FOUND"))...]
    let (first, second) = (
      found.firstIndex { $0.contains("has had enough") },
      found.firstIndex { $0.contains("may onboard but has not") }
    )
    #expect(try #require(first) < (try #require(second)))
  }

  /// Words that a customer need not know.
  private static let jargon = [
    "WABA", "Graph API", "Cloud API", "endpoint", "payload", "webhook", "fbtrace_id", "wamid", "token",
    "JSON", "HTTP", "subcode",
    "callback", "incident.", "waba.",
  ]

  @Test func theVoicesOverEveryCase() throws {
    #expect(Self.knowledge.cases.count > 300)
    let validator = JSONSchemaValidator(try OutputSchema.schema("ticket"))
    for entry in Self.knowledge.cases {
      guard let story = Self.story(entry) else { continue }
      let writer = TicketWriter(story)
      for voice in TicketVoice.allCases {
        let ticket = writer.ticket(for: voice)
        let text = try ticket.text(.plain, in: Self.knowledge)
        #expect(
          !text.unicodeScalars.contains { $0 != "\n" && HarmlessText.isHarmful($0) }, "\(entry.address)")
        #expect(!Redaction.holdsToken(text), "\(entry.address)")
        #expect(!text.contains("\n\n\n"), "\(entry.address)")
        #expect(!text.contains("{{"), "\(entry.address)")
        #expect(ticket.isReady || text.hasPrefix("NO"), "\(entry.address): \(text.prefix(80))")
        #expect(!(ticket.isReady && text.hasPrefix("NO")), "\(entry.address)")
        if voice == .customer { Self.expectPlain(text, entry.address) }
        let json = JSONWriter.text(ticket.json(story.reportContext), layout: .compact)
        #expect(
          validator.problems(in: try JSONDocument(json, file: "ticket").root).map(\.description) == [],
          "\(entry.address)")
      }
    }
  }

  private static func expectPlain(_ text: String, _ address: String) {
    for word in jargon { #expect(!text.contains(word), "\(address): \(word) in\n\(text)") }
    for word in text.split(whereSeparator: { $0.isWhitespace || ",.;:()".contains($0) }) {
      #expect(!word.contains("_"), "\(address): \(word)")
      #expect(!(word.count >= 5 && word.allSatisfy(\.isNumber)), "\(address): \(word)")
    }
    for severity in ["Severity", "Blocks", "blocking", "harming"] {
      #expect(!text.contains(severity), "\(address): \(severity)")
    }
  }

  /// The severity of a ticket and the level of a finding are different words.
  @Test func severityAndLevelAreDifferentWords() {
    let levels = Self.knowledge.impactTitles.flatMap { [$0.key, $0.value] }.map { $0.lowercased() }
    let severities =
      Self.knowledge.json?["severities"]?.members.flatMap { [$0.key, $0.value["title"]?.string ?? ""] } ?? []
    #expect(!severities.isEmpty)
    #expect(severities.allSatisfy { !levels.contains($0.lowercased()) })
  }

  @Test(arguments: [
    "on-behalf-of-account", "payment-direct", "all-sends-fail-no-other-number", "delivery-really-lower",
    "outage-on-the-status-page",
  ])
  func aTicketAsItReads(_ name: String) throws {
    let entry = try #require(Self.knowledge.cases.first { $0.address == name })
    let story = try #require(Self.story(entry))
    for voice in TicketVoice.allCases {
      let text = try TicketWriter(story).ticket(for: voice).text(
        voice == .partner ? .markdown : .plain, in: Self.knowledge)
      let file = "\(name)-\(voice.rawValue).\(voice == .partner ? "md" : "txt")"
      #expect(Self.difference(of: text, from: file) == nil)
    }
  }

  /// A text without its counts of all rules and findings, which every entry of the knowledge changes.
  private static func told(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false).filter {
      !$0.hasPrefix("Ran ") && !$0.hasPrefix("- and ")
    }
  }

  /// Whether a text is as it stands in `Tickets/`; `RECORD=1` rewrites it and fails, so that the change is read.
  private static func difference(of text: String, from name: String) -> String? {
    let folder = (#filePath).split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Tickets"
    let path = folder + "/" + name
    let written = (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
    guard written.map(told) != told(text) else { return nil }
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try? Data(text.utf8).write(to: URL(filePath: path))
    }
    return "\(name) reads otherwise; RECORD=1 rewrites it:\n\(text)"
  }

  @Test func textFromOutsideStaysText() throws {
    let entry = try #require(Self.knowledge.cases.first { $0.address == "on-behalf-of-account" })
    let evil =
      "x\u{1B}[2J\u{202E}\n# NOT A HEADING\n- missing: nothing\n{{heading}} <script>alert(1)</script> [a](http://b) **c**"
    let facts = ["incident.business_impact", "portfolio.name", "incident.request"].map {
      Fact(name: FactName($0), value: .text(evil), evidence: Evidence(origin: "agent", detail: "told\u{7}"))
    }
    let story = try #require(Self.story(entry, extra: facts))
    for voice in TicketVoice.allCases {
      let ticket = TicketWriter(story).ticket(for: voice)
      let plain = try ticket.text(.plain, in: Self.knowledge)
      #expect(!plain.unicodeScalars.contains { $0 != "\n" && HarmlessText.isHarmful($0) })
      #expect(!plain.contains("\n# NOT A HEADING") && !plain.contains("\n- missing: nothing"))
      let markdown = try ticket.text(.markdown, in: Self.knowledge)
      #expect(
        !markdown.contains("<script>") && !markdown.contains("\n# NOT") && !markdown.contains("[a](http")
          && !markdown.contains("**c**"))
    }
  }

  @Test func aMomentHasItsOffsetAndAPlaceNoFolders() throws {
    let entry = try #require(Self.knowledge.cases.first { $0.address == "on-behalf-of-account" })
    let began = Fact(
      name: FactName("incident.began_at"), value: .moment(Moment(seconds: 1_795_252_440)),
      evidence: Evidence(origin: "facts-file", detail: "/home/ada/customers/facts.json:3:14"))
    let text = try TicketWriter(try #require(Self.story(entry, extra: [began]))).ticket(for: .meta).text(
      .plain, in: Self.knowledge)
    #expect(text.contains("When it began: 2026-11-21T09:14:00+00:00\n    facts.json:3:14\n"))
    #expect(!text.contains("/home/"))
  }
}
