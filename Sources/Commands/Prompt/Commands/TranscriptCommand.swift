import ArgumentParser
import Casework

/// `transcript`: what was typed and shown, into a file.
struct TranscriptCommand: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "transcript", abstract: "Writes all that was typed and shown into a file, tokens hidden.")

  @Argument(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file()) var file: String

  func run(in session: PromptSession) throws {
    try StateFolder.write(session.screen.log, to: file)
    session.say("Written to \(file).\n")
  }
}
