import ArgumentParser
import Casework
import Knowledge

/// `topic`: what the conversation is about.
struct TopicCommand: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "topic",
    abstract: "Says what the conversation is about; without a name it lists the topics.",
    discussion: """
      Examples:
        topic
        topic mm-onboarding
        topic all
      """)

  @Argument(help: ArgumentHelp("Topics, or all.", valueName: "topic")) var names: [String] = []

  func run(in session: PromptSession) throws {
    let chosen = session.conversation.state.topics
    guard !names.isEmpty else {
      session.say(
        session.knowledge.topics.map {
          "\(chosen.contains($0.address) ? "* " : "  ")\($0.address): \($0.title)\n"
        }.joined())
      return
    }
    let topics = names == ["all"] ? [] : names
    _ = try TopicChoice(only: topics).findings(in: session.knowledge)
    session.change { $0.focus(on: topics) }
    if topics.isEmpty { session.say("About everything; ask puts the next question.\n") }
  }
}
