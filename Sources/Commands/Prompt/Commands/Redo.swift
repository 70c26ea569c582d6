import ArgumentParser
import Casework

/// `redo`: what `undo` took back.
struct Redo: CaseCommand {
  static let configuration = CommandConfiguration(abstract: "Does again what undo took back.")

  func run(in session: PromptSession) throws {
    guard let title = session.conversation.future.last?.title else {
      throw CaseworkError(.usage, "nothing was taken back, so there is nothing to do again")
    }
    session.say("Done again: \(title)\n")
    session.change { _ = $0.redo() }
  }
}
