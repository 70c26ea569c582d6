import Inference
import Knowledge
import Reports
import TestSupport
import Testing

/// Every combination of what decides the severity of a ticket has one severity, or names what would settle it.
@Suite struct SeverityTests {
  /// What is known of an incident; `nil` is what nobody said.
  private struct Incident: Hashable {
    var production: Bool?
    var workaround: Bool?
    var canSend: Bool?
    var canRegister: Bool?
    /// Percent of the sends that fail, in tenths.
    var failing: Int?
    var cured: Bool?
  }

  private static let knowledge = KnowledgeReader.read(KnowledgeFixture.projectFolder).knowledge
  private static let severities = knowledge.findings.indices.filter {
    knowledge.findings[$0].address.hasPrefix("severity.")
  }
  private static let rules = CompiledRules(
    knowledge, now: Moment(seconds: 1_795_252_440), findings: Set(severities))

  private static let answers: [Bool?] = [nil, true, false]
  private static let shares: [Int?] = [nil, 0, 500, 501, 1000]

  private static let incidents: [Incident] = answers.flatMap { production in
    answers.flatMap { workaround in
      answers.flatMap { canSend in
        answers.flatMap { canRegister in
          shares.flatMap { failing in
            answers.map {
              Incident(
                production: production, workaround: workaround, canSend: canSend, canRegister: canRegister,
                failing: failing, cured: $0)
            }
          }
        }
      }
    }
  }

  /// Whether all that is known can be so at once: nothing can be sent just when every send fails.
  private static func isPossible(_ incident: Incident) -> Bool {
    guard let canSend = incident.canSend, let failing = incident.failing else { return true }
    return canSend == (failing < 1000)
  }

  /// Meta's criteria (`domain/tickets.md`, section 4), for an incident of which everything is known.
  private static func severity(_ incident: Incident) -> String {
    let failing = incident.failing ?? 0
    let isProduction = incident.production ?? false
    let worst =
      if !isProduction || incident.workaround ?? false {
        "standard"
      } else if failing == 1000
        || incident.canRegister == false
      { "critical" } else if failing > 500 { "urgent" } else { "standard" }
    return (incident.cured ?? false) && worst != "standard" ? "severity.mitigated" : "severity.\(worst)"
  }

  private static let wholes = incidents.filter {
    $0.production != nil && $0.workaround != nil && $0.canSend != nil && $0.canRegister != nil
      && $0.failing != nil
      && $0.cured != nil && isPossible($0)
  }

  /// The severities that an incident may still turn out to have.
  private static func possible(_ incident: Incident) -> Set<String> {
    func agrees<Value: Equatable>(_ known: Value?, _ whole: Value?) -> Bool { known == nil || known == whole }
    return Set(
      wholes.filter {
        agrees(incident.production, $0.production) && agrees(incident.workaround, $0.workaround)
          && agrees(incident.canSend, $0.canSend) && agrees(incident.canRegister, $0.canRegister)
          && agrees(incident.failing, $0.failing) && agrees(incident.cured, $0.cured)
      }.map(severity))
  }

  private static func engine(_ incident: Incident) -> InferenceEngine {
    var engine = InferenceEngine(rules)
    func tell(_ field: String, _ value: FactValue?) {
      guard let value else { return }
      engine.assert(
        Fact(
          name: FactName("incident." + field), value: value,
          evidence: Evidence(origin: "agent", detail: "told")))
    }
    tell("in_production", incident.production.map(FactValue.yesNo))
    tell("workaround", incident.workaround.map(FactValue.yesNo))
    tell("can_send", incident.canSend.map(FactValue.yesNo))
    tell("can_register_numbers", incident.canRegister.map(FactValue.yesNo))
    tell(
      "failing_sends",
      incident.failing.flatMap { ExactDecimal("\($0 / 10).\($0 % 10)") }.map(FactValue.decimal))
    tell("cured_with_requests_open", incident.cured.map(FactValue.yesNo))
    return engine
  }

  @Test(arguments: answers)
  func everyCombinationHasOneSeverityOrSaysWhatSettlesIt(_ production: Bool?) {
    for incident in Self.incidents where incident.production == production && Self.isPossible(incident) {
      let diagnosis = Self.engine(incident).diagnosis()
      let found = diagnosis.findings.map { Self.knowledge.findings[$0.finding].address }
      let possible = Self.possible(incident)
      #expect(found.count <= 1, "\(incident): \(found)")
      #expect(possible.isSuperset(of: found), "\(incident): \(found), possible \(possible.sorted())")
      #expect(found.isEmpty == (possible.count > 1), "\(incident): \(found), possible \(possible.sorted())")
      guard found.isEmpty else { continue }
      let open = Set(diagnosis.unknown.map { Self.knowledge.findings[$0.verdict.finding].address })
      #expect(
        open.isSuperset(of: possible), "\(incident): open \(open.sorted()), possible \(possible.sorted())")
      for unknown in diagnosis.unknown {
        #expect(!unknown.toConfirm.isEmpty || !unknown.toRuleOut.isEmpty, "\(incident): \(unknown.verdict)")
      }
    }
  }

  @Test func whatIsKnownWholeIsDecidedWhole() {
    #expect(Self.wholes.count == 64)
    #expect(Set(Self.wholes.map(Self.severity)).count == Self.severities.count)
    for incident in Self.wholes {
      let found = Self.engine(incident).diagnosis().findings.map {
        Self.knowledge.findings[$0.finding].address
      }
      #expect(found == [Self.severity(incident)], "\(incident)")
    }
  }

  /// `explain` and the proof of a diagnosis say what would raise or lower it.
  @Test(arguments: severities)
  func eachSaysWhatWouldRaiseAndLowerIt(_ finding: FindingIndex) throws {
    let address = Self.knowledge.findings[finding].address
    let incident = try #require(Self.wholes.first { Self.severity($0) == address })
    let engine = Self.engine(incident)
    let context = ReportContext(engine.diagnosis(), engine: engine, header: ReportHeader(toolVersion: "0"))
    let text = TextReport.text(of: finding, in: context)
    #expect(text.contains("because  incident."), "a proof: \(text)")
    for words in [text, EntryPages.answer(address, in: Self.knowledge).text()] {
      #expect(words.lowercased().contains("higher") && words.lowercased().contains("lower"), "\(words)")
      #expect(words.contains("source"))
    }
  }

  /// What a report says would raise or lower it is so: made true, the rules give just that severity; and nothing less of it does.
  @Test(arguments: severities)
  func whatWouldRaiseOrLowerItDoes(_ finding: FindingIndex) throws {
    let address = Self.knowledge.findings[finding].address
    for incident in Self.wholes where Self.severity(incident) == address {
      let engine = Self.engine(incident)
      let context = ReportContext(engine.diagnosis(), engine: engine, header: ReportHeader(toolVersion: "0"))
      let severity = try #require(context.severity)
      let now = try #require(severity.decided).grade
      let (higher, lower) = severity.moves(context)
      #expect(
        higher.allSatisfy { $0.grade.number < now.number }
          && lower.allSatisfy { $0.grade.number > now.number })
      #expect(!higher.isEmpty || now.number == 1, "\(incident)")
      #expect(!lower.isEmpty || now.number == 4 || now.key == "standard", "\(incident)")
      for move in higher + lower {
        var other = engine
        for change in move.way.changes {
          let name = Self.knowledge.facts[change.reference.fact].name
          for claim in engine.claims where claim.name == name { other.withdraw(claim) }
          other.assert(
            Fact(name: name, value: change.to[0], evidence: Evidence(origin: "agent", detail: "told")))
        }
        let found = other.diagnosis().findings.map { Self.knowledge.findings[$0.finding].address }
        #expect(found.contains(Self.knowledge.findings[move.grade.finding].address), "\(incident): \(move)")
      }
    }
  }

  /// Nobody opened a ticket yet, so a report tells the severity that the ticket will have; of one that was opened it waits to be told.
  @Test func aReportAndATicketTellTheSameSeverity() throws {
    let type = try #require(Self.knowledge.ticketType(named: "api-error"))
    let untold = Self.wholes.filter { $0.cured == false }.map { whole in
      var incident = whole
      incident.cured = nil
      return incident
    }
    var settled = 0
    for incident in untold {
      let engine = Self.engine(incident)
      let header = ReportHeader(toolVersion: "0")
      let context = ReportContext(engine.diagnosis(), engine: engine, header: header)
      let ticket = TicketWriter(TicketCase(engine, header: header, typed: type)).ticket(for: .meta)
      let decided = try #require(context.severity?.decided, "\(incident)").grade
      #expect(decided == ticket.severity, "\(incident)")
      guard decided.key != "standard" else { continue }
      settled += 1
      #expect(TextReport.text(context, detail: .full).contains("the ticket is new"), "\(incident)")
      var opened = engine
      opened.assert(
        Fact(
          name: FactName("incident.ticket_opened_at"), value: .moment(Moment(seconds: 1_795_250_000)),
          evidence: Evidence(origin: "agent", detail: "told")))
      let later = ReportContext(opened.diagnosis(), engine: opened, header: header)
      #expect(later.severity?.decided == nil && later.severity?.needs.count == 1, "\(incident)")
    }
    #expect(settled > 3)
  }

  /// No form of report calls the severity of a ticket by the word for the level of a finding, or the other way round.
  @Test func aSeverityIsNoLevelInAnyForm() throws {
    let incident = try #require(Self.wholes.first { Self.severity($0) == "severity.critical" })
    let engine = Self.engine(incident)
    let context = ReportContext(engine.diagnosis(), engine: engine, header: ReportHeader(toolVersion: "0"))
    #expect(context.diagnosis.findings.isEmpty && context.diagnosis.unknown.isEmpty)
    for format in ReportFormat.allCases {
      let document = ReportDocument(format, toolVersion: "0")
      let text = try document.text(of: [document.piece(of: Report(context))], in: Self.knowledge)
      #expect(text.contains("Severity 1, Critical"), "\(format)")
      #expect(text.contains("incident.in_production"), "\(format): with its proof")
      #expect(text.lowercased().contains("lower"), "\(format): and what would lower it")
      for level in ["Blocks", "Harms", "Advice", "\"impact\": \"advice\"", "class=\"finding"] {
        #expect(!text.contains(level), "\(format): \(level)")
      }
    }
  }
}
