import ArgumentParser
import Casework
import Knowledge

/// The root of all commands.
package struct Wabadoctor: ParsableCommand {
  /// Every command, in the order of the help.
  package static let configuration = CommandConfiguration(
    commandName: "wabadoctor",
    abstract:
      "Diagnoses WhatsApp Business Accounts: what is wrong, why, what to do, and what could not be told.",
    discussion: """
      Facts come from a recorded account, from files, or from the command line; what follows from them stands in a \
      knowledge base that people edit. A fact that is missing is unknown and never taken for "no".

      Alone on a terminal it opens a conversation; otherwise it reads the same language from standard input.

      Begin with:
        wabadoctor
        wabadoctor diagnose --waba ID --token-file FILE
        wabadoctor diagnose --bundle RECORDING
        wabadoctor diagnose --fact waba.country=CU
        wabadoctor explain INELIGIBLE_ON_BEHALF_OF_WABA

      Exit status:
      \(ExitStatus.allCases.map { $0.line }.joined(separator: "\n"))
      """,
    subcommands: [
      Prompt.self, Diagnose.self, Collect.self, Compare.self, How.self, WhyNot.self, WhatIf.self, TicketCommand.self,
      CaseGroup.self, BundleCommand.self, Explain.self, Search.self, KnowledgeCommand.self,
    ],
    defaultSubcommand: Prompt.self)

  /// What stands before every message of the argument parser.
  package static let _errorPrefix = Failure.prefix

  @Flag(name: .long, help: "Print the version of the program and the edition of its knowledge.")
  var version = false

  package init() {}

  /// Answers `--version`, whatever else is there.
  package func validate() throws {
    if version { throw CleanExit.message(Self.versionLine) }
  }

  private static var versionLine: String {
    guard let folder = try? KnowledgeLocator(flag: nil).folder(),
      let settings = try? folder.document("knowledge.json").root,
      let edition = settings["edition"]?.string
    else { return "wabadoctor \(Program.version), no knowledge base found" }
    return "wabadoctor \(Program.version), knowledge of \(edition)"
  }
}
