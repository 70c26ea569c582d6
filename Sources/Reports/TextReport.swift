import Inference
import Knowledge

/// A diagnosis as text for a person.
package struct TextReport {
  /// How much of it is told.
  package enum Detail: Sendable, CaseIterable {
    /// At most 12 lines in all, for a chat.
    case brief
    /// One line for each finding and open question; nothing is proved.
    case overview
    /// Everything, with proof, sources and remedies.
    case full
  }

  /// Open findings that are told one by one; the rest are counted.
  static let unknownShown = 10
  /// Where the text beside a label begins.
  static let labels = 11

  let context: ReportContext
  let style: TextStyle
  var page: TextPage
  /// Questions that stand on the page already, by address.
  var asked: Set<String> = []
  /// Promises of an answer that stand on the page already.
  var told: Set<String> = []
  var knowledge: KnowledgeBase { context.knowledge }
  var diagnosis: Diagnosis { context.diagnosis }
  var words: ReportWords { ReportWords(context) }

  init(_ context: ReportContext, style: TextStyle) {
    self.context = context
    self.style = style
    page = TextPage(style)
  }

  /// The report, each line ended.
  package static func text(_ context: ReportContext, detail: Detail = .full, style: TextStyle = TextStyle())
    -> String
  {
    var report = TextReport(context, style: style)
    switch detail {
    case .brief: return BriefReport(context, style: style).text
    case .overview:
      report.writeOverview()
    case .full: report.writeFull()
    }
    return report.page.text
  }

  /// One finding opened, as `how` shows it: proof, sources and remedies; empty when it is neither found, suspected nor unknown.
  package static func text(
    of finding: FindingIndex, in context: ReportContext, style: TextStyle = TextStyle()
  ) -> String {
    var report = TextReport(context, style: style)
    if let decided = context.severity?.decided, decided.grade.finding == finding { report.writeSeverity() }
    for group in context.findings where group.finding == finding {
      report.page.gap()
      report.write(group, columns: report.columns([group]))
    }
    let open = context.unknown.filter { $0.finding == finding }
    let columns = HeadlineColumns(
      open.map { report.headline($0, note: .address) }, width: style.width, atLeast: labels)
    for group in open {
      report.page.gap()
      report.write(group, columns: columns)
    }
    return report.page.text
  }

  private mutating func writeFull() {
    writeHeader()
    let findings = context.findings
    let columns = columns(findings)
    for group in findings {
      page.gap()
      write(group, columns: columns)
    }
    writeSeverity()
    writeUnknown()
    writeGaps()
    writeContradictions()
    writeUnlisted()
    writeRuledOut()
    page.gap()
    writeForecast()
    writeCoverage()
  }

  private mutating func writeOverview() {
    let findings = context.findings.map(headline)
    let unknown = context.unknown.map { headline($0, note: .needs) }
    let lines = findings + unknown.prefix(Self.unknownShown)
    let columns = HeadlineColumns(lines, width: style.width)
    for line in lines { page.headline(line, in: columns) }
    writeMore(unknown.count - Self.unknownShown)
    if let severity = SeverityWords(context) { page.paragraph(severity.line, hanging: 2) }
    if lines.isEmpty { page.paragraph(sentence + ".") }
    writeCounts()
    writeCoverage()
  }

  var sentence: String { context.summary.sentence }

  /// The summary, and below it what it rests on.
  mutating func writeHeader() {
    let subject = context.header.subject
    let lead = (subject.isEmpty ? "As of " : subject + ", as of ") + DateWords.minute(diagnosis.now)
    page.paragraph("\(lead): \(sentence)", hanging: 2, ink: .bold)
    page.paragraph(words.provenance, hanging: 2, ink: .dim)
  }

  mutating func writeCoverage() { page.paragraph(CoverageWords.line(diagnosis), hanging: 2) }
}
