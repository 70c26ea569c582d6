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
      """)

  @OptionGroup(title: "The report") var length: LengthOptions
  @OptionGroup(title: "The report") var report: ReportOptions

  func run(in session: PromptSession) throws {
    let context = session.context
    let outcome = Outcome.of(session.diagnosis, knowledge: session.knowledge, waivers: context.waivers)
    let style = report.outputFile == nil ? session.style : report.style
    try report.write(
      text: TextReport.text(context, detail: length.detail, style: style),
      json: JSONReport.tree(context, exitStatus: Int(ExitStatus(outcome).rawValue)))
    if let file = report.outputFile { session.say("Written to \(file).\n") }
  }
}
