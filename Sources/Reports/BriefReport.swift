import Inference
import Knowledge

/// A diagnosis in at most twelve lines, for a chat: what there is no room for is counted, never dropped.
struct BriefReport {
  /// Lines in all.
  static let mostLines = 12

  private let report: TextReport
  private let style: TextStyle

  init(_ context: ReportContext, style: TextStyle) {
    report = TextReport(context, style: style)
    self.style = style
  }

  /// The report, each line ended.
  var text: String {
    let top = wrapped(summary, .bold, atMost: 2)
    let bottom =
      wrapped(CoverageWords.line(report.diagnosis, reasons: 1), .plain, atMost: 2) + [style.inked(clipped(versions), .dim)]
    let severity = SeverityWords(report.context).map { [clipped($0.line)] } ?? []
    let rest = severity + report.counts.map(clipped)
    let room = Self.mostLines - top.count - bottom.count - rest.count
    let lines = top + middle(room: room) + rest + bottom
    return lines.map { $0 + "\n" }.joined()
  }

  /// What it was made with.
  private var versions: String {
    "wabadoctor \(report.context.header.toolVersion), knowledge of \(report.knowledge.edition)"
  }

  private var summary: String {
    let subject = report.context.header.subject
    return (subject.isEmpty ? "" : subject + ", ") + DateWords.minute(report.diagnosis.now) + ": "
      + report.sentence
  }

  /// Findings first; open questions get what is left, but always a line.
  private func middle(room: Int) -> [String] {
    let unknown = report.context.unknown.map { report.headline($0, note: .needs) }
    let findings = report.context.findings.map(report.headline)
    let forUnknown = unknown.isEmpty ? 0 : max(1, min(unknown.count, room - findings.count))
    return listed(findings, room: room - forUnknown, of: "finding")
      + listed(unknown, room: forUnknown, of: "unknown")
  }

  /// As many headlines as there is room for; the last line counts the rest, or names the gravest when it is the only one.
  private func listed(_ headlines: [Headline], room: Int, of status: String) -> [String] {
    guard headlines.count > room else { return headlines.map(line) }
    let rest = headlines.count - max(0, room - 1)
    let noun = status == "finding" && rest > 1 ? "findings" : status
    guard room > 1 else { return [clipped("\(rest) \(noun), the gravest: \(headlines[0].title)")] }
    return headlines.prefix(room - 1).map(line) + [clipped("…and \(rest) more \(noun)")]
  }

  private func line(_ headline: Headline) -> String {
    let word = TextWrap.padded(HarmlessText.shown(headline.word), to: TextReport.labels)
    return style.inked(word, headline.ink)
      + TextWrap.clipped(HarmlessText.shown(headline.title), to: style.width - TextReport.labels)
  }

  private func clipped(_ text: String) -> String {
    TextWrap.clipped(HarmlessText.shown(text), to: style.width)
  }

  private func wrapped(_ text: String, _ ink: TextStyle.Ink, atMost limit: Int) -> [String] {
    var lines = TextWrap.lines(HarmlessText.shown(text), width: style.width)
    if lines.count > limit {
      lines = Array(lines.prefix(limit))
      lines[limit - 1] = TextWrap.clipped(lines[limit - 1] + " …", to: style.width)
    }
    return lines.map { style.inked($0, ink) }
  }
}
