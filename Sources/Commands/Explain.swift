import ArgumentParser
import Casework
import JSONText
import Knowledge
import Reports

/// `explain`: what the knowledge base holds about a name.
struct Explain: Command {
  static let configuration = CommandConfiguration(
    abstract: "Explains a finding, a fact, a value that Meta sends, an error code, or any other name.",
    usage: "wabadoctor explain <name> [--output text|json] [<options>]",
    discussion: """
      Examples:
        wabadoctor explain onboarding.on-behalf-of
        wabadoctor explain INELIGIBLE_ON_BEHALF_OF_WABA
        wabadoctor explain waba.status
        wabadoctor explain 131049
        wabadoctor explain 190/463
      """)

  @Argument(
    help: ArgumentHelp(
      "A finding, rule, fact, value, error code, remedy, table, topic, source or call.", valueName: "name"))
  var words: [String]

  @OptionGroup(title: "The report") var report: ReportOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  /// Shows every page of the name; ends with 66 when there is none.
  func execute() throws -> ExitStatus {
    let knowledge = try knowledge.read(.everything.subtracting(.cases))
    let answer = EntryPages.answer(words.joined(separator: " "), in: knowledge)
    if answer.pages.isEmpty, report.output != .json {
      Terminal.complain(answer.text(style: TextStyle()))
      return .noSuchInput
    }
    try report.write(
      text: answer.text(style: report.style),
      json: answer.json(edition: knowledge.edition, toolVersion: Program.version))
    return answer.pages.isEmpty ? .noSuchInput : .answered
  }
}
