import ArgumentParser
import Casework
import Reports

/// `how`: a finding opened down to its proof.
struct How: OpenedCaseCommand {
  static let configuration = CommandConfiguration(
    abstract: "Opens a finding: the proof, its sources, what to do; or what would settle it.",
    usage: "wabadoctor how <finding> [--bundle <file>] [<options>]",
    discussion: """
      Example:
        how onboarding.on-behalf-of
      """)

  @Argument(
    help: ArgumentHelp(
      "The name of a finding; its last part is enough where it is clear.", valueName: "finding")) var finding: String
  @OptionGroup(title: "What is known") var sources: FactOptions
  @OptionGroup(title: "What to look at") var scope: ScopeOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  func run(opened session: PromptSession) throws {
    let finding = try EntryName.finding(finding, in: session.knowledge)
    let text = TextReport.text(of: finding, in: session.context, style: session.style)
    guard text.isEmpty else { return session.say(text) }
    let address = session.knowledge.findings[finding].address
    session.say(
      "\(session.knowledge.findings[finding].title) is ruled out; why not \(address) tells by what.\n")
  }
}
