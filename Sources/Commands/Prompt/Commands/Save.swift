import ArgumentParser
import Casework

/// `save`: the case into a file.
struct Save: CaseCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the case into a file, to be opened again with open.")

  @Argument(
    help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file(extensions: ["json"]))
  var file: String

  @Flag(name: .long, help: "Replace a file that is there already.") var overwrite = false

  func run(in session: PromptSession) throws {
    guard overwrite || !InputFile.exists(file) || session.savedTo.contains(file) else {
      throw CaseworkError(
        .usage, "\(file) is there already; save --overwrite \(file) replaces it, another name keeps both")
    }
    try StateFolder.write(CaseFile(session.conversation.state, toolVersion: Program.version).text, to: file)
    session.savedTo.insert(file)
    session.say("Saved to \(file).\n")
  }
}
