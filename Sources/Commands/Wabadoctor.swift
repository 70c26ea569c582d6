import ArgumentParser
import Casework
import Glibc
import Knowledge

/// The root of all commands.
package struct Wabadoctor: Command {
  /// Every command, in the order of the help.
  package static let configuration = CommandConfiguration(
    commandName: "wabadoctor",
    abstract:
      "Diagnoses WhatsApp Business Accounts: what is wrong, why, what to do, and what could not be told.",
    discussion: """
      Facts come from a recorded account, from files, or from the command line; what follows from them stands in a \
      knowledge base that people edit. A fact that is missing is unknown and never taken for "no".

      Begin with:
        wabadoctor diagnose --bundle RECORDING
        wabadoctor diagnose --fact waba.country=CU
        wabadoctor explain INELIGIBLE_ON_BEHALF_OF_WABA

      Exit status:
      \(ExitStatus.allCases.map { $0.line }.joined(separator: "\n"))
      """,
    subcommands: [Diagnose.self, Explain.self, Search.self, KnowledgeCommand.self])

  /// What stands before every message of the argument parser.
  package static let _errorPrefix = Failure.prefix

  @Flag(name: .long, help: "Print the version of the program and the edition of its knowledge.")
  var version = false

  package init() {}

  /// Prints the version, or the help.
  package func execute() throws -> ExitStatus {
    if version {
      Terminal.output.write(Self.versionLine + "\n")
      return .answered
    }
    guard isatty(0) == 1 else {
      Terminal.error.write(Self.helpMessage() + "\n")
      return .usage
    }
    Terminal.output.write(Self.helpMessage() + "\n")
    return .answered
  }

  private static var versionLine: String {
    guard let folder = try? KnowledgeLocator(flag: nil).folder(),
      let settings = try? folder.document("knowledge.json").root,
      let edition = settings["edition"]?.string
    else { return "wabadoctor \(Program.version), no knowledge base found" }
    return "wabadoctor \(Program.version), knowledge of \(edition)"
  }
}
