import ArgumentParser
import Casework

/// `change`: an answer that was wrong.
struct ChangeFact: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "change", abstract: "Forgets an answer, so that it can be given anew.",
    discussion: """
      What other places say stays: a change of mind does not change what Meta answered.

      Examples:
        change waba.status
        change waba.status=ACTIVE
      """)

  @Argument(help: ArgumentHelp("The name of a fact, or the fact with its new value.", valueName: "fact"))
  var fact: String

  func run(in session: PromptSession) throws {
    let name = trimmedName(fact)
    let reference = try EntryName.fact(name, in: session.knowledge)
    var told = (forgotten: 0, staying: 0)
    if fact.contains("=") {
      var opening = CaseOpening(knowledge: session.knowledge)
      try opening.add(flag: fact)
      let collected = opening.collected.stamped(session.clock())
      session.change { conversation in
        conversation.asOneStep("change \(fact)") {
          told = $0.change(reference)
          $0.tell(collected, title: fact)
        }
      }
    } else {
      session.change { told = $0.change(reference) }
      if told.forgotten == 0 { session.say("Nobody had answered \(name); it can be asked now.\n") }
    }
    if told.staying > 0 { session.say("What other places say of \(name) stays: facts \(name) shows it.\n") }
  }

  private func trimmedName(_ text: String) -> String { String(text.prefix { $0 != "=" }) }
}
