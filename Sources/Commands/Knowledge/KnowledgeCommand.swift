import ArgumentParser

/// Commands for those who edit the knowledge base.
struct KnowledgeCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "kb",
    abstract: "Checks, tries, measures and lays out the knowledge base.",
    discussion: "The knowledge base is a folder of JSON files that people edit by hand; its README says how.",
    subcommands: [
      KnowledgeCheck.self, KnowledgeTest.self, KnowledgeTidy.self, KnowledgeStats.self, KnowledgeDocs.self,
      KnowledgeMap.self,
    ])

  /// Shows which commands there are.
  func execute() throws -> ExitStatus {
    Terminal.error.write(Wabadoctor.helpMessage(for: Self.self) + "\n")
    return .usage
  }
}
