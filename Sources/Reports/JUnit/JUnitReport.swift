import Inference
import Knowledge

/// A diagnosis as a suite of JUnit XML, so that continuous integration shows it: each finding is a test.
///
/// A test fails when the finding counts for the exit status, and is an error when an open question leaves the outcome open; what is
/// accepted, too light or let pass is skipped with the reason; what was ruled out passes. So a run that could not tell never passes.
struct JUnitReport {
  private let report: Report
  private let words: ReportWords
  private var context: ReportContext { report.context }
  private var knowledge: KnowledgeBase { context.knowledge }

  init(_ report: Report) {
    self.report = report
    words = ReportWords(report.context)
  }

  /// The suite.
  var suite: String {
    let tests = context.findings.map(test) + context.unknown.map(test) + context.ruledOut.map(test) + checked
    let subject = context.header.subject
    var lines = [
      Self.opening(subject.isEmpty ? "Diagnosis" : subject, tests, at: context.diagnosis.now.description), properties,
    ]
    lines += tests.map { $0.lines(in: className) }
    lines.append("    <system-out>\(XMLText.escaped(notes))</system-out>")
    if !troubles.isEmpty { lines.append("    <system-err>\(XMLText.escaped(troubles))</system-err>") }
    lines.append("  </testsuite>")
    return lines.map { $0 + "\n" }.joined()
  }

  /// Suites as a document.
  static func document(of suites: [String], warning: String?) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + (warning.map { "<!-- \($0) -->\n" } ?? "")
      + "<testsuites name=\"wabadoctor\">\n" + suites.joined() + "</testsuites>\n"
  }

  /// The suite of an account that could not be read: one error.
  static func suite(ofUnread account: String, because message: String) -> String {
    let test = Test(name: "the account can be read", outcome: .error(type: "unread", message: message, text: ""))
    let name = "WABA " + HarmlessText.value(account, limit: 40)
    return opening(name, [test], at: nil) + "\n" + test.lines(in: "wabadoctor") + "\n  </testsuite>\n"
  }

  // MARK: Tests

  /// A test and how it went.
  private struct Test {
    enum Outcome {
      case passed
      case skipped(message: String)
      case failed(type: String, message: String, text: String)
      case error(type: String, message: String, text: String)
    }

    let name: String
    let outcome: Outcome

    func lines(in className: String) -> String {
      let opening = "    <testcase classname=\"\(XMLText.escaped(className))\" name=\"\(XMLText.escaped(name))\" time=\"0\""
      let inside: String
      switch outcome {
      case .passed: return opening + "/>"
      case .skipped(let message): inside = "<skipped message=\"\(XMLText.escaped(message))\"/>"
      case .failed(let type, let message, let text): inside = Self.element("failure", type, message, text)
      case .error(let type, let message, let text): inside = Self.element("error", type, message, text)
      }
      return "\(opening)>\n      \(inside)\n    </testcase>"
    }

    private static func element(_ name: String, _ type: String, _ message: String, _ text: String) -> String {
      "<\(name) type=\"\(XMLText.escaped(type))\" message=\"\(XMLText.escaped(message))\">\(XMLText.escaped(text))</\(name)>"
    }
  }

  private static func opening(_ name: String, _ tests: [Test], at time: String?) -> String {
    func count(_ fits: (Test.Outcome) -> Bool) -> Int { tests.count { fits($0.outcome) } }
    let failures = count { if case .failed = $0 { true } else { false } }
    let errors = count { if case .error = $0 { true } else { false } }
    let skipped = count { if case .skipped = $0 { true } else { false } }
    let stamp = time.map { " timestamp=\"\($0.prefix(19))\"" } ?? ""
    return "  <testsuite name=\"\(XMLText.escaped(name))\" tests=\"\(tests.count)\" failures=\"\(failures)\""
      + " errors=\"\(errors)\" skipped=\"\(skipped)\" time=\"0\"\(stamp)>"
  }

  private var className: String {
    context.header.waba.map { "wabadoctor." + HarmlessText.value($0, limit: 40) } ?? "wabadoctor"
  }

  private func name(_ finding: FindingIndex) -> String {
    "\(knowledge.findings[finding].address): not so: \(knowledge.findings[finding].title)"
  }

  private func test(_ group: FindingGroup) -> Test {
    let finding = knowledge.findings[group.finding]
    guard group.status != .ruledOut else { return Test(name: name(group.finding), outcome: .passed) }
    let title = HarmlessText.shown(words.title(group))
    let level = words.level(finding)
    if let waiver = words.waiver(group) {
      return Test(name: name(group.finding), outcome: .skipped(message: "waived \(waiver): \(title)"))
    }
    guard report.counts(group) else {
      return Test(
        name: name(group.finding),
        outcome: .skipped(message: "\(level), which is below \(report.gate.failOn.name): \(title)"))
    }
    return Test(
      name: name(group.finding), outcome: .failed(type: finding.impact.name, message: title, text: details(group)))
  }

  private func test(_ group: UnknownGroup) -> Test {
    let finding = knowledge.findings[group.finding]
    let settle = words.settled(group.first)
    guard report.counts(group) else {
      return Test(name: name(group.finding), outcome: .skipped(message: "unknown: \(settle)"))
    }
    let asks = words.questions(group.first).map(ReportWords.ask)
    let entities = words.entities(group.entities, of: group.subject).map { ["for \($0)"] } ?? []
    return Test(
      name: name(group.finding),
      outcome: .error(
        type: "unknown", message: "\(finding.openQuestion): \(settle)", text: (entities + asks).joined(separator: "\n")))
  }

  /// A run over no rules is no pass.
  private var checked: [Test] {
    guard context.diagnosis.coverage.total == 0, !report.gate.allowUnknown else { return [] }
    return [
      Test(
        name: "something was checked",
        outcome: .error(type: "unknown", message: context.summary.sentence, text: ""))
    ]
  }

  /// The proof and what to do.
  private func details(_ group: FindingGroup) -> String {
    var lines = words.entities(group.entities, of: group.subject).map { ["for \($0)"] } ?? []
    lines += words.because(group).map { line in
      String(repeating: "  ", count: line.depth + (line.isEvidence ? 1 : 0)) + line.text
    }
    lines += words.sources(group).map { "source: \($0.line)" }
    for address in knowledge.findings[group.finding].remedies {
      lines.append("do: " + ReportWords.prose(knowledge.remedy(address)?.title ?? address))
    }
    return lines.map { HarmlessText.shown($0) }.joined(separator: "\n")
  }

  // MARK: The suite

  private var properties: String {
    var properties = [
      ("edition", knowledge.edition), ("version", context.header.toolVersion),
      ("exit_status", String(report.exitStatus)), ("summary", context.summary.sentence),
    ]
    if let severity = SeverityWords(context) { properties.append(("ticket_severity", severity.title)) }
    let lines = properties.map {
      "      <property name=\"\($0.0)\" value=\"\(XMLText.escaped($0.1))\"/>\n"
    }
    return "    <properties>\n" + lines.joined() + "    </properties>"
  }

  private var notes: String {
    ([words.provenance, CoverageWords.line(context.diagnosis)] + severity).joined(separator: "\n")
  }

  private var severity: [String] {
    guard let severity = SeverityWords(context) else { return [] }
    let moves = severity.moves
    let because = severity.because.map { "  " + String(repeating: "  ", count: $0.depth) + $0.text }
    return [severity.line] + because + moves.higher.map { "  higher: \($0)" } + moves.lower.map { "  lower: \($0)" }
  }

  /// What could not be read, what disagrees, and words unknown to us.
  private var troubles: String {
    let diagnosis = context.diagnosis
    let gaps = diagnosis.gaps.map { gap in
      let (what, loss) = words.gap(gap)
      return "could not be read: \(what)" + (loss.isEmpty ? "" : "; \(loss)")
    }
    let contradictions = diagnosis.contradictions.map { contradiction in
      let (what, lines) = words.contradiction(contradiction)
      return "contradiction: \(what): \(lines.joined(separator: "; "))"
    }
    let unlisted = diagnosis.unlisted.map { "unknown to us: \(words.unlisted($0).what)" }
    return (gaps + contradictions + unlisted).map { HarmlessText.shown($0) }.joined(separator: "\n")
  }
}
