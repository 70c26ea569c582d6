import ArgumentParser

/// `say`: a symptom in somebody's own words, also while a question is open.
struct Say: FreeTextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Takes a symptom in the customer's own words and finds its topic.",
    usage: "say <words>",
    discussion: """
      Words that are no command are taken so anyway, unless a question is open.

      Example:
        say the customer sees ineligible next to MM API
      """)

  @Argument(help: "What the customer says.") var words: [String]

  func run(in session: PromptSession) throws { try session.hear(words.joined(separator: " ")) }
}
