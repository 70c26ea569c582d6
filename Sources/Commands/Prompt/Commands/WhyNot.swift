import ArgumentParser
import Casework
import Reports

/// `why not`: what keeps a finding from being shown.
struct WhyNot: OpenedCaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "why-not",
    abstract: "Shows what keeps a finding from being found: what fails, and what is unknown.",
    usage: "wabadoctor why-not <finding> [--of <id>] [--bundle <file>] [<options>]",
    discussion: """
      Example:
        why not account.restricted
      """)

  @Argument(help: ArgumentHelp("The name of a finding.", valueName: "finding")) var finding: String
  @Option(
    name: .customLong("of"),
    help: ArgumentHelp("The entity, of findings that are about one.", valueName: "id")) var entity: String?
  @OptionGroup(title: "What is known") var sources: FactOptions
  @OptionGroup(title: "What to look at") var scope: ScopeOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  func run(opened session: PromptSession) throws {
    let finding = try EntryName.finding(finding, in: session.knowledge)
    if session.diagnosis.findings.contains(where: {
      $0.finding == finding && (entity == nil || $0.entity == entity)
    }) {
      session.say("It is found; how \(session.knowledge.findings[finding].address) proves it.\n")
      return
    }
    let proofs = session.conversation.engine.whyNot(finding, entity: entity)
    session.say(WhyNotText.text(finding, proofs: proofs, knowledge: session.knowledge, style: session.style))
  }
}
