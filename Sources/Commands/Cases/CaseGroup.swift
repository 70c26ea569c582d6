import ArgumentParser

/// `case`: what was talked through before.
struct CaseGroup: Command {
  static let configuration = CommandConfiguration(
    commandName: "case",
    abstract: "Lists, opens, closes and hands over the cases that were kept.",
    discussion: """
      The prompt keeps its case after every answer, in one SQLite file; secrets, phone numbers and e-mail addresses are hidden \
      before that. --keep-nothing turns it off.
      """,
    subcommands: [
      CaseList.self, CaseShow.self, CaseOpen.self, CaseExport.self, CaseImport.self, CaseClose.self, CaseReplayCommand.self,
      CaseRemove.self,
    ])

  /// Shows which commands there are.
  func execute() throws -> ExitStatus {
    Terminal.complain(Wabadoctor.helpMessage(for: Self.self) + "\n")
    return .usage
  }
}
