import ArgumentParser

/// Commands for recordings of accounts.
struct BundleCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Shows what a recorded account holds, and hides what others must not see.",
    discussion:
      "A bundle is what collect writes: each request to the Graph API with its raw answer, in one JSON file.",
    subcommands: [BundleShow.self, BundleRedact.self])

  /// Shows which commands there are.
  func execute() throws -> ExitStatus {
    Terminal.error.write(Wabadoctor.helpMessage(for: Self.self) + "\n")
    return .usage
  }
}
