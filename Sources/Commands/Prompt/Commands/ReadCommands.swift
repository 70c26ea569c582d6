import ArgumentParser
import Casework

/// `read`: commands from a file, as if they were typed.
struct ReadCommands: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Takes a file's lines as if they were typed; stops at the first error.")

  @Argument(help: ArgumentHelp("A file of commands and answers.", valueName: "file"), completion: .file())
  var file: String

  func run(in session: PromptSession) throws { try session.read(file) }
}
