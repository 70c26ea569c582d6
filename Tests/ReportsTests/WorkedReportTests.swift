import FoundationEssentials
import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Inference
@testable import Reports

/// What holds of every form of report, over the worked cases: every twenty-fourth, and with `EVERY_CASE=1` all of them, which takes minutes.
@Suite struct WorkedReportTests {
  private static let step = ProcessInfo.processInfo.environment["EVERY_CASE"] == nil ? 24 : 1
  private static let cases = Array(stride(from: 3, to: WorkedReports.knowledge.cases.count, by: step)) + (step == 1 ? [0, 1, 2] : [])

  @Test(arguments: cases)
  func everyFormSaysTheSameOfACase(position: Int) throws {
    let story = WorkedReports.knowledge.cases[position]
    let report = Report(try WorkedReports.context(story))
    try checkPage(report, story.address)
    try checkMachines(report, story.address)
    try checkBrief(report, story.address)
  }

  private func text(_ report: Report, _ format: ReportFormat, _ detail: TextReport.Detail = .full) throws -> String {
    let document = ReportDocument(format, detail: detail, toolVersion: "0.1.0")
    return try document.text(of: [document.piece(of: report)], in: WorkedReports.knowledge)
  }

  private func checkPage(_ report: Report, _ name: String) throws {
    let page = try text(report, .html)
    let check = MarkupCheck(page)
    #expect(check.problems == [], "\(name)")
    #expect(check.elements.isDisjoint(with: ["script", "link", "img", "iframe"]), "\(name): it needs nothing else")
    #expect(!check.attributes.contains { $0.hasPrefix("on") || $0 == "src" || $0 == "style" }, "\(name)")
    let markdown = try text(report, .markdown)
    for text in [page, markdown] {
      #expect(text.contains(CoverageWords.line(report.context.diagnosis).prefix(30)), "\(name)")
      for group in report.context.findings {
        #expect(text.contains(report.context.knowledge.findings[group.finding].address), "\(name)")
      }
      #expect(!text.contains("{{") && !text.contains("}}"), "\(name)")
    }
    let proofs = page.split(separator: "<ul class=\"proof\">").count - 1
    #expect(proofs == report.context.findings.count + (report.context.severity?.decided == nil ? 0 : 1), "\(name)")
  }

  private func checkMachines(_ report: Report, _ name: String) throws {
    let json = try JSONDocument(try text(report, .json), file: name).root
    let sarif = try #require(try JSONDocument(try text(report, .sarif), file: name).root.at(pointer: "/runs/0"))
    let junit = try text(report, .junit)
    let status = Int64(report.exitStatus)
    #expect(json["exit_status"]?.integer == status && sarif.at(pointer: "/invocations/0/exitCode")?.integer == status, "\(name)")
    #expect(junit.contains("<property name=\"exit_status\" value=\"\(status)\"/>"), "\(name)")
    let suite = try #require(junit.firstMatch(of: /failures="(\d+)" errors="(\d+)"/)).output
    #expect((suite.1 == "0") == (report.outcome == .open || report.outcome == .answered), "\(name): \(report.outcome), \(suite.0)")
    #expect(report.outcome != .open || suite.2 != "0", "\(name)")
    #expect(report.outcome != .answered || suite.2 == "0", "\(name)")
    let results = sarif["results"]?.elements.map(\.self) ?? []
    let kinds = results.compactMap { $0["kind"]?.string }
    #expect(kinds.count { $0 == "open" } == report.context.diagnosis.unknown.count, "\(name)")
    #expect(kinds.count { $0 == "fail" } == report.context.diagnosis.findings.count, "\(name)")
    #expect(json["findings"]?.elements.allSatisfy { $0["finding"]?.string?.hasPrefix("severity.") == false } == true, "\(name)")
    #expect(results.allSatisfy { $0["ruleId"]?.string?.hasPrefix("severity.") == false }, "\(name)")
    #expect(json["ticket_severity"]?.kind == .object, "\(name)")
    #expect(sarif.at(pointer: "/properties/ticketSeverity")?.text.isEmpty == false, "\(name)")
  }

  private func checkBrief(_ report: Report, _ name: String) throws {
    let lines = try text(report, .text, .brief).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= 12, "\(name): \(lines.count)")
    #expect(lines.contains { $0.contains("wabadoctor 0.1.0, knowledge of ") }, "\(name)")
    #expect(lines.contains { $0.hasPrefix("Ran ") }, "\(name)")
    #expect(lines.contains { $0.hasPrefix("Ticket: ") }, "\(name)")
  }
}
