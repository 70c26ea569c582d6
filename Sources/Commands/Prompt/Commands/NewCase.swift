import ArgumentParser
import Casework

/// `new`: another customer.
struct NewCase: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Begins another case; the one before is kept.")

  func run(in session: PromptSession) throws {
    if let number = session.keeper?.number { session.say("The case before is kept as \(number); case open \(number) goes on with it.\n") }
    session.beginAnew()
    session.say("A new case. Tell the symptom, or type topic.\n")
  }
}
