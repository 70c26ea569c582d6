import ArgumentParser
import Reports

/// `facts`: what is known, and who says so.
struct FactList: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "facts", abstract: "Lists what is known, with who says so.",
    discussion: """
      Examples:
        facts
        facts waba.
      """)

  @Argument(help: ArgumentHelp("Only facts whose name holds this.", valueName: "part")) var part: String?

  func run(in session: PromptSession) throws {
    let conversation = session.conversation
    session.say(
      FactListText(conversation.engine, style: session.style).text(
        holding: part, unsure: conversation.state.unsure.sorted().map(conversation.name),
        supposed: conversation.state.supposed.count))
  }
}
