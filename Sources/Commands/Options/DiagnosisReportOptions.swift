import ArgumentParser
import Casework
import Knowledge
import Reports

extension ReportFormat: ExpressibleByArgument {}

/// The form of the report of a diagnosis, what it tells, and where it goes.
struct DiagnosisReportOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The form of the report (default: text). html is one page that needs nothing else, sarif and junit are for what collects findings.",
      valueName: "form"))
  var output: ReportFormat?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Tell only findings of this impact or graver; lighter ones are counted, and do not touch the exit status.",
      valueName: "impact"))
  var least = GateOptions.Threshold.advice
  @OptionGroup var place: PlaceOptions

  var format: ReportFormat { output ?? .text }
  /// What the report tells.
  var filter: ReportFilter { ReportFilter(least: least.impact) }

  /// A document in the form that was asked for.
  func document(detail: TextReport.Detail, style: TextStyle) -> ReportDocument {
    ReportDocument(
      format, detail: detail, style: style, warning: PlaceOptions.warning, toolVersion: Program.version)
  }

  /// Writes the report of one case.
  ///
  /// - Throws: `CaseworkError` when it cannot be written, `KnowledgeFault` when a template has a mistake.
  func write(_ report: Report, detail: TextReport.Detail, style: TextStyle) throws {
    let document = document(detail: detail, style: style)
    try place.write(document.text(of: [document.piece(of: report)], in: report.context.knowledge))
  }

  /// What a report needs to know beyond the rules.
  func parts(detail: TextReport.Detail) -> KnowledgeParts {
    var parts: KnowledgeParts = []
    if format != .text || detail == .full { parts.formUnion([.remedies, .sources, .questions]) }
    if format.template != nil { parts.insert(.templates) }
    return parts
  }
}
