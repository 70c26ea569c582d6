import ArgumentParser
import Casework

/// `fact`: something known, told without being asked.
struct FactCommand: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "fact", abstract: "Takes a fact: waba.country=CU, phone_number[ID].status=CONNECTED.",
    discussion: """
      The word may be left out: a line that names a fact and gives it a value is taken so.

      Examples:
        fact waba.country=CU
        user.complete=yes
      """)

  @Argument(help: ArgumentHelp("The fact and its value.", valueName: "name=value")) var facts: [String]

  func run(in session: PromptSession) throws {
    let facts = Self.joined(facts)
    var opening = CaseOpening(knowledge: session.knowledge)
    for text in facts { try opening.add(flag: text) }
    let collected = opening.collected.stamped(session.clock())
    session.change { $0.tell(collected, title: facts.joined(separator: ", ")) }
  }

  /// Words put together again that spaces around an equals sign had parted.
  static func joined(_ words: [String]) -> [String] {
    var facts: [String] = []
    for word in words {
      if let last = facts.last, word.hasPrefix("=") != last.hasSuffix("=") || (word == "=" && !last.contains("=")) {
        facts[facts.count - 1] = last + word
      } else {
        facts.append(word)
      }
    }
    return facts
  }
}
