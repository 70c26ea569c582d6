import ArgumentParser
import Casework
import Inference
import Reports

/// `report`: the diagnosis as it stands.
struct ReportCommand: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Tells the diagnosis as it stands: all of it, or in short.",
    discussion: """
      Examples:
        report
        report --brief
        report -o json --output-file report.json
        report --output html --output-file report.html
      """)

  @OptionGroup(title: "The report") var length: LengthOptions
  @OptionGroup(title: "The report") var report: DiagnosisReportOptions

  @OptionGroup(title: "The exit status that it tells") var gate: GateOptions

  func validate() throws { try ModeOptions.validate(report, length) }

  func run(in session: PromptSession) throws {
    let file = report.place.outputFile
    try report.write(
      Report(session.context(filter: report.filter), gate: gate.gate), detail: length.detail,
      style: file == nil ? session.style : report.place.style)
    if let file { session.say("Written to \(file).\n") }
  }
}
