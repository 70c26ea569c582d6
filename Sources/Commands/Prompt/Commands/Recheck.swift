import ArgumentParser
import Casework
import Inference
import Knowledge

/// `recheck`: the same evidence, read anew.
struct Recheck: CaseCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads again what a finding rests on, or everything that was read.",
    discussion: """
      Files are read again, and of a live account just what the finding rests on is asked for again; what people said is listed, \
      for only they can say it anew.

      Examples:
        recheck
        recheck account.restricted
      """)

  @Argument(help: ArgumentHelp("The name of a finding.", valueName: "finding")) var finding: String?

  /// The live account, asked again for these facts.
  private func again(_ reading: CaseReading, _ facts: Set<FactName>?, in session: PromptSession) throws -> CaseReading {
    guard let live = session.live else {
      throw CaseworkError(.usage, "the account was read elsewhere; diagnose --waba \(reading.path) reads it here")
    }
    let knowledge = session.knowledge
    let bytes = try LiveReading(waba: reading.path, live: live, knowledge: knowledge, useful: facts).bundle()
    var opening = CaseOpening(knowledge: knowledge, useful: facts)
    try opening.add(recording: bytes, name: "Graph API", of: reading.path)
    return reading.renewed(by: opening.collected, of: facts)
  }

  func run(in session: PromptSession) throws {
    let finding = try finding.map { try EntryName.finding($0, in: session.knowledge) }
    let readings = session.conversation.state.readings
    let facts = finding.map { session.conversation.grounds(of: $0) }
    let concerned = readings.filter { reading in
      facts.map { names in reading.collected.facts.contains { names.contains($0.name) } } ?? true
    }
    var fresh: [CaseReading] = []
    for reading in concerned {
      fresh.append(
        reading.form == .live
          ? try again(reading, facts, in: session) : try reading.again(session.knowledge))
    }
    if !fresh.isEmpty {
      session.say(
        "Read again: \(fresh.map { $0.form == .live ? "the account \($0.path)" : $0.path }.joined(separator: ", "))\n")
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
