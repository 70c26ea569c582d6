import ArgumentParser
import Casework
import Reports

/// `ticket`: a draft of the ticket, with what is missing.
struct TicketCommand: OpenedCaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "ticket",
    abstract: "Drafts the ticket: what is wrong, what was ruled out, what is still missing.",
    usage: "wabadoctor ticket [--bundle <file>] [<options>]")

  @OptionGroup(title: "What is known") var sources: FactOptions
  @OptionGroup(title: "What to look at") var scope: ScopeOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  func run(opened session: PromptSession) throws {
    let notes = session.conversation.state.notes.map { (time: $0.moment, text: $0.text) }
    session.say(
      TicketDraft(session.context, notes: notes, engine: session.conversation.engine, style: session.style)
        .text)
  }
}
