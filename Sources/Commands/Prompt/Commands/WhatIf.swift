import ArgumentParser
import Casework
import Inference
import Reports

/// `what if`: the smallest changes that would make it otherwise.
struct WhatIf: OpenedCaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if", abstract: "Tells the least that would have to change, and who can change it.",
    usage: "wabadoctor what-if <goal> [--of <id>] [--bundle <file>] [<options>]",
    discussion: """
      Of a finding that is shown: so that it goes away. Of one that is not: so that it is shown. Of a fact: so that it gets the value.

      Examples:
        what if onboarding.on-behalf-of
        what if waba.can_send=yes
      """)

  @Argument(help: ArgumentHelp("A finding, or a fact and its value.", valueName: "goal")) var goal: String
  @Option(
    name: .customLong("of"),
    help: ArgumentHelp("The entity, of findings that are about one.", valueName: "id")) var entity: String?
  @OptionGroup(title: "What is known") var sources: FactOptions
  @OptionGroup(title: "What to look at") var scope: ScopeOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  func run(opened session: PromptSession) throws {
    let engine = session.conversation.engine
    let (wanted, words) = try goal(in: session)
    let ways = Counterfactual(engine: engine).ways(to: wanted)
    session.say(WhatIfText.text(ways, goal: words, knowledge: session.knowledge, style: session.style))
  }

  private func goal(in session: PromptSession) throws -> (Counterfactual.Goal, String) {
    if goal.contains("=") {
      guard let fact = try FactFlag.read(goal, knowledge: session.knowledge).facts.first,
        let position = session.knowledge.factPositions[fact.name.description]
      else { throw CaseworkError(.usage, "expected a fact and its value such as waba.country=CU") }
      return (.fact(FactReference(fact: position, entity: fact.entity), fact.value), "So that \(goal)")
    }
    let finding = try EntryName.finding(goal, in: session.knowledge)
    let title = session.knowledge.findings[finding].title
    let isShown = session.diagnosis.findings.contains {
      $0.finding == finding && (entity == nil || $0.entity == entity)
    }
    return isShown
      ? (.without(finding, entity: entity), "No longer: \(title)")
      : (.with(finding, entity: entity), "So that it is found: \(title)")
  }
}
