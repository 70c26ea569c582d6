import ArgumentParser
import Casework

/// `new`: another customer.
struct NewCase: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Begins another case; the one before stays saved.")

  func run(in session: PromptSession) throws {
    if let path = session.keptAt, !session.conversation.past.isEmpty {
      session.say("The case before is saved in \(path).\n")
    }
    session.beginAnew()
    session.say("A new case. Tell the symptom, or type topic.\n")
  }
}
