import ArgumentParser
import Casework
import Knowledge
import Reports

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
    let words = names.flatMap { $0.split(separator: ",").map(String.init) }
    let topics = words == ["all"] ? [] : try words.map { try address($0, in: session.knowledge) }
    session.pursued = nil
    session.change { $0.focus(on: topics) }
    if topics.isEmpty { session.say("About everything; ask puts the next question.\n") }
  }

  /// The topic of that name, or the only one that begins so.
  private func address(_ word: String, in knowledge: KnowledgeBase) throws -> String {
    let known = knowledge.topics.map(\.address)
    if known.contains(word) { return word }
    let beginning = known.filter { $0.hasPrefix(word.lowercased()) }
    if beginning.count == 1 { return beginning[0] }
    let near = NearMiss.suggestion(for: word, among: known)
    let which =
      beginning.count > 1
      ? " alone; it could be \(beginning.joined(separator: " or "))"
      : near.isEmpty ? "; they are \(known.joined(separator: ", "))" : near
    throw CaseworkError(.usage, "there is no topic \(HarmlessText.shown(word))\(which)")
  }
}
