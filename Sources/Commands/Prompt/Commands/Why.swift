import ArgumentParser
import Casework
import Inference

/// `why`: what is at stake in a question.
struct Why: CaseCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows which findings a question is about, and what each answer would mean.",
    discussion: """
      Without a name it is the open question.

      Example:
        why waba.status
      """)

  @Argument(help: ArgumentHelp("The name of a fact.", valueName: "fact")) var fact: String?

  func run(in session: PromptSession) throws {
    guard let fact else {
      guard let question = session.question else { throw PromptError.noQuestion }
      session.say(session.text(of: question).why)
      return
    }
    let reference = try EntryName.fact(fact, in: session.knowledge)
    guard let question = session.conversation.why(reference) else {
      session.say(
        "Knowing \(session.conversation.name(reference)) would change nothing that is still open.\n")
      return
    }
    session.say(session.text(of: question).why)
  }
}
