import ArgumentParser
import Casework

/// `drop`: back to what is known.
struct DropSuppositions: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop", abstract: "Forgets what was only supposed.")

  func run(in session: PromptSession) throws {
    guard !session.conversation.state.supposed.isEmpty else {
      throw CaseworkError(.usage, "nothing is supposed")
    }
    session.change { _ = $0.dropSuppositions() }
  }
}
