import ArgumentParser
import Casework

/// `undo`: as it was before the last change.
struct Undo: CaseCommand {
  static let configuration = CommandConfiguration(
    abstract: "Takes back the last change; everything is exactly as it was before.")

  func run(in session: PromptSession) throws {
    guard let title = session.conversation.past.last?.title else {
      throw CaseworkError(.usage, "there is nothing to take back")
    }
    session.say("Taken back: \(title)\n")
    session.change { _ = $0.undo() }
  }
}
