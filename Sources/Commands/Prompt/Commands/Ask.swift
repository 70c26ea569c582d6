import ArgumentParser

/// `ask`: the question that tells most for what it costs.
struct Ask: OpenedCaseCommand {
  static let configuration = CommandConfiguration(
    abstract: "Puts the next question: the one that tells most for what it costs.",
    usage: "wabadoctor ask [<options>]",
    discussion: """
      Within a topic the next question is put by itself; without one, ask looks at everything.
      """)

  @OptionGroup(title: "What is known") var sources: FactOptions
  @OptionGroup(title: "What to look at") var scope: ScopeOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  func run(opened session: PromptSession) throws {
    session.pursued = nil
    session.ask()
  }
}
