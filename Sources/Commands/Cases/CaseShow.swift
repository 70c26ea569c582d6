import ArgumentParser
import CaseStore
import Casework
import JSONText
import Knowledge
import Reports

/// `case show`: everything kept of one case.
struct CaseShow: KeptCaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Tells everything kept of a case: facts and who said them, findings, notes, outcome.",
    usage: "wabadoctor case show <number> [<options>]",
    discussion: "At the prompt the number may be left out, for the case that is talked through.")

  @Argument(help: ArgumentHelp("The number of the case.", valueName: "number")) var number: Int64?
  @OptionGroup(title: "The cases") var place: StoreOptions
  @OptionGroup(title: "The report") var report: ReportOptions

  func run(with session: PromptSession?) throws -> ExitStatus {
    let number = try number(number, session)
    let record = try place.opened(.reading, in: session).record(number).record
    let style = report.outputFile == nil ? session?.style ?? report.style : report.style
    try report.write(text: KeptCaseText(record, number: number).text(style: style), json: record.json())
    return .answered
  }
}
