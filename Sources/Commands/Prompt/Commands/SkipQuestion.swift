import ArgumentParser

/// `skip`: the open question, later.
struct SkipQuestion: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "skip", abstract: "Puts the open question off until nothing else is left to ask.")

  func run(in session: PromptSession) throws {
    guard let question = session.question else { throw PromptError.noQuestion }
    session.change { $0.postpone(question.reference) }
  }
}
