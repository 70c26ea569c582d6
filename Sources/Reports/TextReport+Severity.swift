import Inference
import Knowledge

/// The suggested severity of a ticket.
extension TextReport {
  /// `Ticket   Severity 3, Standard: minor or occasional, or there is a way around   severity.standard`
  mutating func writeSeverity() {
    guard let severity = SeverityWords(context) else { return }
    let headline = Headline(word: "Ticket", title: severity.title, note: severity.address ?? "", ink: .bold)
    page.gap()
    page.headline(headline, in: HeadlineColumns([headline], width: style.width, atLeast: Self.labels))
    guard let decided = context.severity?.decided else {
      page.row("settle", severity.needs, hanging: 2)
      for (number, ask) in severity.asks.enumerated() { page.row(number == 0 ? "ask" : "", ask, hanging: 2) }
      return
    }
    let finding = knowledge.findings[decided.grade.finding]
    if let about = finding.about { page.row("about", ReportWords.prose(about)) }
    write("because", severity.because)
    let (higher, lower) = severity.moves
    for (number, line) in higher.enumerated() { page.row(number == 0 ? "higher" : "", line, hanging: 2) }
    for (number, line) in lower.enumerated() { page.row(number == 0 ? "lower" : "", line, hanging: 2) }
    writeSources(severity.sources)
    writeRemedies(finding.remedies)
  }
}
