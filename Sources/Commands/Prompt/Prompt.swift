import ArgumentParser
import Casework
import Knowledge

/// `prompt`: the conversation; what the program does when it is called without a command.
struct Prompt: Command {
  static let configuration = CommandConfiguration(
    abstract: "Opens a conversation that asks the fewest questions; the default.",
    usage: "wabadoctor prompt [<options>]",
    discussion: """
      On a terminal it puts questions and takes answers, and keeps the case after every answer. Otherwise it reads the same \
      language from standard input, without a prompt, stops at the first error, and keeps the case only with --store.

      Examples:
        wabadoctor
        wabadoctor < commands.txt
        wabadoctor case open 12
      """)

  @OptionGroup(title: "The conversation") var talk: TalkOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  /// Talks until the person leaves, or the input ends.
  func execute() throws -> ExitStatus { try talk.talk(knowledge) }
}
