import ArgumentParser
import Casework

/// `attach`: a file that belongs to the case.
struct Attach: CaseCommand {
  static let configuration = CommandConfiguration(
    abstract: "Notes a file that belongs to the case: its name and hash are kept, its content is not.")

  @Argument(help: ArgumentHelp("The file.", valueName: "file"), completion: .file()) var file: String

  func run(in session: PromptSession) throws {
    let attachment = try CaseAttachment(file: file, at: session.clock())
    session.changeQuietly { $0.attach(attachment) }
    session.say("Attached \(attachment.name), \(attachment.bytes) bytes, SHA-256 \(attachment.sha256.prefix(17))…\n")
  }
}
