import ArgumentParser
import Casework

/// `save`: the case into a file.
struct Save: CaseCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the case into a file, to be opened again with open.")

  @Argument(
    help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file(extensions: ["json"]))
  var file: String

  func run(in session: PromptSession) throws {
    try StateFolder.write(CaseFile(session.conversation.state, toolVersion: Program.version).text, to: file)
    session.say("Saved to \(file).\n")
  }
}
