import ArgumentParser
import Casework

/// `keep`: what was supposed is so.
struct KeepSuppositions: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "keep", abstract: "Takes what was supposed as known from now on.")

  func run(in session: PromptSession) throws {
    guard !session.conversation.state.supposed.isEmpty else {
      throw CaseworkError(.usage, "nothing is supposed")
    }
    session.change { _ = $0.keepSuppositions(at: session.clock()) }
  }
}
