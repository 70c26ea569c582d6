import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Inference
@testable import Reports

/// The forms of a report that are documents: Markdown, page, SARIF and JUnit.
@Suite struct ReportFormatTests {
  private static let documents: [ReportFormat] = [.markdown, .html, .sarif, .junit]

  private func text(
    _ format: ReportFormat, of diagnosis: Diagnosis = SampleDiagnosis.everything, waivers: [Waiver] = [],
    filter: ReportFilter = ReportFilter(), gate: ReportGate = ReportGate(), charts: [ReportChart] = [],
    warning: String? = nil
  ) throws -> String {
    let plain = SampleDiagnosis.context(diagnosis)
    let context = ReportContext(
      diagnosis: diagnosis, knowledge: plain.knowledge, header: plain.header, waivers: waivers,
      filter: filter, charts: charts,
      entities: plain.entities, proof: plain.proof)
    let document = ReportDocument(format, warning: warning, toolVersion: "0.1.0")
    return try document.text(of: [document.piece(of: Report(context, gate: gate))], in: context.knowledge)
  }

  private func run(_ log: String) throws -> JSONValue {
    try #require(try JSONDocument(log, file: "log").root.at(pointer: "/runs/0"))
  }

  private let waiver = Waiver(
    finding: SampleDiagnosis.finding("onboarding.on-behalf-of"), reason: "known <to> the customer",
    until: CalendarDate(year: 2026, month: 12, day: 1)!)

  @Test(arguments: [
    (ReportFormat.markdown, "report.md"), (.html, "report.html"), (.sarif, "report.sarif.json"),
    (.junit, "report.junit.xml"),
  ])
  func aReportAsItAppears(format: ReportFormat, name: String) throws {
    #expect(Snapshot.difference(of: try text(format, waivers: [waiver]), from: name) == nil)
  }

  /// A drawing as somebody else makes it.
  private static let drawing = ReportChart(
    of: "log.csv", title: "Delivery & clicks",
    svg: #"<svg viewBox="0 0 10 10" role="img"><rect width="5" height="5"/></svg>"#)

  @Test func aDrawingGoesIntoThePageAsItIs() throws {
    let page = try text(.html, charts: [Self.drawing])
    #expect(
      page.contains(Self.drawing.svg) && page.contains("<figcaption>Delivery &amp; clicks</figcaption>"))
    let markdown = try text(.markdown, charts: [Self.drawing])
    #expect(markdown.contains("## Delivery &amp; clicks") && !markdown.contains("<svg"))
  }

  @Test func sarifTellsOpenQuestionsAndWhatIsAccepted() throws {
    let run = try run(try text(.sarif, waivers: [waiver]))
    let results = run["results"]?.elements.map(\.self) ?? []
    let open = results.filter { $0["kind"]?.string == "open" }
    #expect(open.count == 3 && open.allSatisfy { $0["level"]?.string == "none" })
    let suppressed = results.filter { $0["suppressions"] != nil }
    #expect(suppressed.compactMap { $0["ruleId"]?.string } == ["onboarding.on-behalf-of"])
    #expect(
      suppressed.first?.at(pointer: "/suppressions/0/justification")?.string
        == "until 2026-12-01: known <to> the customer")
    let levels = Set(results.filter { $0["kind"]?.string == "fail" }.compactMap { $0["level"]?.string })
    #expect(levels == ["error", "warning", "note"])
    let suspected = try #require(
      results.first { $0.at(pointer: "/properties/status")?.string == "suspected" })
    #expect(suspected.at(pointer: "/message/text")?.string?.hasPrefix("Suspected: ") == true)
    let fingerprints = results.compactMap {
      $0.at(pointer: "/partialFingerprints/findingOfEntity~1v1")?.string
    }
    #expect(Set(fingerprints).count == results.count, "each result can be told from the others")
    let rules = Set(run.at(pointer: "/tool/driver/rules")?.elements.compactMap { $0["id"]?.string } ?? [])
    #expect(results.allSatisfy { rules.contains($0["ruleId"]?.string ?? "") })
    let notes = run.at(pointer: "/invocations/0/toolExecutionNotifications")?.elements.compactMap {
      $0.at(pointer: "/message/text")?.string
    }
    #expect(notes?.first == CoverageWords.line(SampleDiagnosis.everything))
    #expect(notes?.count == 5, "coverage, a gap, two contradictions, an unknown word: \(notes ?? [])")
  }

  @Test func junitFailsWhereTheExitStatusDoes() throws {
    func counts(_ text: String) throws -> String {
      let line = try #require(text.split(separator: "\n").first { $0.contains("<testsuite ") })
      return try #require(line.firstMatch(of: /failures="(\d+)" errors="(\d+)" skipped="(\d+)"/)).output.0
        .description
    }
    #expect(try counts(text(.junit)) == #"failures="4" errors="2" skipped="1""#)
    #expect(try counts(text(.junit, waivers: [waiver])) == #"failures="3" errors="2" skipped="2""#)
    #expect(
      try counts(text(.junit, gate: ReportGate(failOn: .blocking, allowUnknown: true)))
        == #"failures="1" errors="0" skipped="6""#)
    let nothing = SampleDiagnosis.diagnosis(
      coverage: Coverage(total: 0, decided: 0, waiting: 0, skipped: [], notInForce: 0, leftOut: 9))
    #expect(
      try counts(text(.junit, of: nothing)) == #"failures="0" errors="1" skipped="0""#,
      "a run over nothing is no pass")
    #expect(
      try counts(text(.junit, of: SampleDiagnosis.diagnosis())) == #"failures="0" errors="0" skipped="0""#)
  }

  @Test(arguments: ReportFormat.allCases)
  func whatTheFilterLeavesOutIsInNoForm(format: ReportFormat) throws {
    let advice = "numbers.test-account"
    let whole = try text(format)
    let filtered = try text(format, filter: ReportFilter(least: .harming))
    #expect(
      whole.contains(advice) && !filtered.contains("\(advice)\"")
        && !filtered.contains("This is a test account"))
    #expect(filtered.contains("1 lighter finding not told here"), "and is counted")
    #expect(!whole.contains("lighter"))
  }

  @Test func theFilterStandsBeforeTheExitStatus() throws {
    let diagnosis = SampleDiagnosis.diagnosis(findings: [SampleDiagnosis.verdict("numbers.test-account")])
    func outcome(_ filter: ReportFilter) -> Outcome {
      let plain = SampleDiagnosis.context(diagnosis)
      let context = ReportContext(
        diagnosis: diagnosis, knowledge: plain.knowledge, header: plain.header, filter: filter,
        entities: plain.entities,
        proof: plain.proof)
      return Report(context, gate: ReportGate(failOn: .advice)).outcome
    }
    #expect(outcome(ReportFilter()) == .onlyAdvice)
    #expect(outcome(ReportFilter(least: .harming)) == .answered)
  }

  @Test func severalDiagnosesEndAsTheGravestDoes() {
    #expect(Outcome.together([]) == .answered)
    #expect(Outcome.together([.answered, .onlyAdvice]) == .onlyAdvice)
    #expect(Outcome.together([.open, .onlyAdvice]) == .open)
    #expect(Outcome.together([.open, .findings, .answered]) == .findings)
  }

  @Test(arguments: ReportFormat.allCases)
  func manyAccountsAreOneDocument(format: ReportFormat) throws {
    let knowledge = SampleDiagnosis.knowledge
    let document = ReportDocument(format, toolVersion: "0.1.0")
    let report = Report(SampleDiagnosis.context(SampleDiagnosis.everything))
    let pieces = [
      document.piece(of: report), document.piece(ofUnread: "13", because: "the <host> hung up"),
      document.piece(of: report),
    ]
    let text = try document.text(of: pieces, in: knowledge)
    switch format {
    case .sarif:
      let runs = try JSONDocument(text, file: "log").root["runs"]?.elements.map(\.self) ?? []
      #expect(runs.count == 3)
      #expect(runs[1].at(pointer: "/invocations/0/executionSuccessful")?.boolean == false)
    case .junit: #expect(text.split(separator: "<testsuite ").count == 4 && text.contains("errors=\"1\""))
    case .html:
      #expect(
        text.split(separator: "<main>").count == 4
          && text.contains("Could not be read: the &lt;host&gt; hung up"))
      #expect(MarkupCheck(text).problems == [])
    case .markdown:
      #expect(text.split(separator: "\n# WABA").count == 3 && text.contains("the &lt;host&gt; hung up"))
    case .text: #expect(text.contains("WABA 13 could not be read\n  the <host> hung up"))
    case .json: #expect(text.split(separator: "\"schema\"").count > 2)
    }
  }

  @Test(arguments: documents)
  func whatShowsNumbersSaysSo(format: ReportFormat) throws {
    let text = try text(format, warning: "UNREDACTED: numbers are shown")
    #expect(text.contains("UNREDACTED: numbers are shown"))
    #expect(
      text.split(separator: "UNREDACTED")[0].count < (format == .html ? 8000 : 300),
      "near the top, or right in the body")
  }

  /// Words that would be markup in some form, besides those that would fool an eye.
  private static let corpus =
    HarmlessTextTests.naughty + [
      "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
      "\"\u{301} onfocus=alert(1) x=\"",
      "</style><script>", "</title><script>", "<!--", "-->", "]]>", "<![CDATA[", "&lt;b&gt;",
      "&#60;script&#62;", "javascript:alert(1)",
      "{{title}}", "{{{svg}}}", "{{/reports}}", "[link](javascript:alert(1))",
      "![x](https://evil.example/x.png)", "# heading",
      "| a | b |", "```", "1. one", "=====", "<https://evil.example>", "\\", "%s%n", "a\u{0}b",
    ]

  @Test(arguments: corpus)
  func aHostileNameIsTextInEveryForm(name: String) throws {
    let report = Report(SampleDiagnosis.hostile(name))
    for format in Self.documents {
      let document = ReportDocument(format, toolVersion: "0.1.0")
      let text = try document.text(of: [document.piece(of: report)], in: SampleDiagnosis.knowledge)
      if format == .sarif {
        #expect(
          try JSONDocument(text, file: "log").root.at(pointer: "/runs/0/results/0/ruleId")?.string
            == "numbers.flagged")
        continue
      }
      #expect(!text.unicodeScalars.contains { $0 != "\n" && HarmlessText.isHarmful($0) }, "\(format)")
      let check = MarkupCheck(format == .markdown ? "" : text)
      #expect(check.problems == [] && check.elements.isDisjoint(with: ["script", "img", "b"]), "\(format)")
      #expect(
        !check.attributes.contains { $0.hasPrefix("on") || $0 == "src" }, "\(format): \(check.attributes)")
      if format == .markdown {
        #expect(text.ranges(of: /(^|[^\\])(!\[|\]\(|`{3}|<script|<img|<https:\/\/evil)/).isEmpty)
        #expect(text.split(separator: "\n").count { $0.hasPrefix("# ") } == 1)
      }
    }
  }
}
