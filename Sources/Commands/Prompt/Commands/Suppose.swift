import ArgumentParser
import Casework

/// `suppose`: for the sake of argument.
struct Suppose: CaseCommand {
  static let configuration = CommandConfiguration(
    abstract: "Takes facts to be so for the sake of argument, until drop or keep.",
    discussion: """
      Example:
        suppose waba.status=ACTIVE
      """)

  @Argument(help: ArgumentHelp("The fact and its value.", valueName: "name=value")) var facts: [String]

  func run(in session: PromptSession) throws {
    var opening = CaseOpening(knowledge: session.knowledge)
    for text in facts { try opening.add(flag: text) }
    guard !opening.collected.facts.isEmpty else {
      throw CaseworkError(
        .usage,
        "only the values of facts can be supposed; say \(facts.joined(separator: " ")) as a fact and undo takes it back"
      )
    }
    session.change { $0.suppose(opening.collected.facts) }
    session.say(
      "Only supposed: \(session.conversation.state.supposed.map(\.name.description).joined(separator: ", ")); drop forgets it, keep makes it known.\n"
    )
  }
}
