import Inference
import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Reports

/// Where a ticket goes, when it is answered and what it must hold, told by reports over the project's own knowledge.
@Suite struct TicketTests {
  private static let knowledge = KnowledgeReader.read(KnowledgeFixture.projectFolder).knowledge
  private static let rules: CompiledRules = {
    let now = Moment("2026-11-21T10:00:00Z") ?? Moment(seconds: 0)
    let findings = knowledge.findings.indices.filter {
      let address = knowledge.findings[$0].address
      return address.hasPrefix("route.") || address.hasPrefix("severity.")
    }
    return CompiledRules(knowledge, now: now, findings: Set(findings))
  }()

  private func context(_ facts: [(String, FactValue)]) -> ReportContext {
    var engine = InferenceEngine(Self.rules)
    for (name, value) in facts {
      engine.assert(Fact(name: FactName(name), value: value, evidence: Evidence(origin: "agent", detail: "told")))
    }
    return ReportContext(engine.diagnosis(), engine: engine, header: SampleDiagnosis.header)
  }

  private func moment(_ text: String) -> FactValue { .moment(Moment(text) ?? Moment(seconds: 0)) }

  private let asked: [(String, FactValue)] = [
    ("incident.asker", .choice("solution provider")), ("incident.matter", .choice("webhooks")),
  ]

  @Test func aTicketSaysWhereWhenAndWhat() throws {
    let india = try #require(CountryCode("IN"))
    let context = context(
      asked + [
        ("portfolio.country", .country(india)),
        ("incident.ticket_opened_at", moment("2026-11-20T20:00:00Z")), ("incident.ticket_answered", .yesNo(false)),
      ])
    let text = words(TextReport.text(context))
    #expect(text.contains("where Direct Support (solution providers and managed partners;"))
    #expect(text.contains("attach - app id and account id - the answer of subscribed_apps - the callback address"))
    let due = "answer due by 2026-11-23 18:30 UTC: 24 hours on business days (Monday to Friday in IN; public holidays are not known here"
    #expect(text.split(separator: due, maxSplits: 9).count == 2, "the promise is told once: \(text)")
    let json = JSONReport.text(context, exitStatus: 0)
    #expect(try OutputSchema.problems(in: json, by: "diagnosis") == [])
    let findings = try JSONDocument(json, file: "f").root["findings"]?.elements.map(\.self) ?? []
    let finding = try #require(findings.first { $0["finding"]?.string == "route.ticket-webhooks" })
    #expect(finding.at(pointer: "/first_answer/due_by")?.string == "2026-11-23T18:30:00Z")
    #expect(finding.at(pointer: "/first_answer/due_from")?.string == "2026-11-23T18:30:00Z")
    #expect(finding.at(pointer: "/routes/0/route")?.string == "direct-support")
    #expect(finding.at(pointer: "/attach/0")?.string == "app id and account id")
  }

  @Test func withoutTheMomentThePromiseSaysWhatTellsIt() {
    let text = words(TextReport.text(context(asked)))
    #expect(
      text.contains(
        "answer due within 24 hours on business days (Monday to Friday in the customer's country; public holidays are not known here, each adds a day); incident.ticket_opened_at tells since when"
      ))
  }

  @Test func withoutTheCountryEveryClockIsAllowedFor() {
    let text = words(TextReport.text(context(asked + [("incident.ticket_opened_at", moment("2026-11-21T09:00:00Z"))])))
    #expect(text.contains("answer due between 2026-11-23 10:00 UTC and 2026-11-24 09:00 UTC, by the place and its clocks"))
    #expect(text.contains("portfolio.country tells more exactly"))
  }

  @Test func aMomentThatHasPassedIsToldSo() throws {
    let germany = try #require(CountryCode("DE"))
    let opened = moment("2026-11-18T09:00:00Z")
    let open = asked + [("portfolio.country", .country(germany)), ("incident.ticket_opened_at", opened)]
    #expect(words(TextReport.text(context(open))).contains("answer was due by 2026-11-19 09:00 UTC"))
    let answered = words(TextReport.text(context(open + [("incident.ticket_answered", .yesNo(true))])))
    #expect(!answered.contains("due by"))
  }

  @Test func aWayWithoutAPromiseHasNoAnswer() throws {
    let context = context([
      ("incident.asker", .choice("developer")), ("incident.matter", .choice("question")),
      ("incident.ticket_opened_at", moment("2026-11-20T20:00:00Z")),
    ])
    let text = words(TextReport.text(context))
    #expect(text.contains("where Community forum"))
    #expect(!text.contains("answer due"))
  }

  @Test func thePageOfAFindingShowsThemToo() throws {
    let answer = EntryPages.answer("route.ticket-webhooks", in: Self.knowledge)
    let page = try #require(answer.pages.first)
    #expect(page.rows.contains { $0.label == "where" && $0.text.hasPrefix("Direct Support") })
    #expect(page.rows.contains { $0.label == "answer" && $0.text.hasPrefix("due within 24 hours") })
    #expect(page.rows.count { $0.label == "attach" } == 4)
    let json = JSONWriter.text(answer.json(edition: "2026-11-21", toolVersion: "0.1.0"), layout: .canonical)
    #expect(try OutputSchema.problems(in: json, by: "explain") == [])
  }

  /// The text with its line breaks and columns taken out.
  private func words(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }
}
