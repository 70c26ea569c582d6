import ArgumentParser
import Casework
import Inference
import Knowledge

/// `recheck`: the same evidence, read anew.
struct Recheck: CaseCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads again what a finding rests on, or everything that was read.",
    discussion: """
      Files are read again; what people said is listed, for only they can say it anew.

      Examples:
        recheck
        recheck account.restricted
      """)

  @Argument(help: ArgumentHelp("The name of a finding.", valueName: "finding")) var finding: String?

  func run(in session: PromptSession) throws {
    let finding = try finding.map { try EntryName.finding($0, in: session.knowledge) }
    let readings = session.conversation.state.readings
    let facts = finding.map { session.conversation.grounds(of: $0) }
    let concerned = readings.filter { reading in
      facts.map { names in reading.collected.facts.contains { names.contains($0.name) } } ?? true
    }
    var fresh: [CaseReading] = []
    for reading in concerned { fresh.append(try reading.again(session.knowledge)) }
    if !fresh.isEmpty {
      session.say("Read again: \(fresh.map(\.path).joined(separator: ", "))\n")
      session.change { $0.refresh(fresh) }
    }
    let said = session.conversation.state.engine.claims.filter { claim in
      ["agent", "customer"].contains(claim.evidence.origin) && facts?.contains(claim.name) != false
    }
    if !said.isEmpty {
      session.say(
        "Said by people: \(said.map(\.name.description).joined(separator: ", ")); change FACT asks again.\n")
    } else if fresh.isEmpty {
      session.say("Nothing that it rests on can be read again.\n")
    }
  }
}
