import ArgumentParser
import Casework
import Inference
import Knowledge
import Reports

/// `waive`: accepted for a while.
struct Waive: CaseCommand {
  static let configuration = CommandConfiguration(
    abstract: "Accepts a finding for a while: still listed, not counted, back when it ends.",
    discussion: """
      Examples:
        waive account.pending --reason "known to the customer" --until 2026-12-01
        waive account.pending --end
        waive
      """)

  @Argument(help: ArgumentHelp("The name of a finding.", valueName: "finding")) var finding: String?
  @Option(help: ArgumentHelp("Why it is accepted.", valueName: "words")) var reason: String?
  @Option(help: ArgumentHelp("The last day it is accepted.", valueName: "date")) var until: String?
  @Option(
    name: .customLong("of"),
    help: ArgumentHelp("The entity, of findings that are about one.", valueName: "id")) var entity: String?
  @Flag(help: "Ends the waiver now.") var end = false

  func run(in session: PromptSession) throws {
    guard let name = finding else { return session.say(list(session)) }
    let finding = try EntryName.finding(name, in: session.knowledge)
    let address = session.knowledge.findings[finding].address
    if end {
      guard session.conversation.state.waivers.contains(where: { $0.finding == finding }) else {
        throw CaseworkError(.usage, "\(address) is not waived")
      }
      session.changeQuietly { _ = $0.unwaive(finding) }
      return session.say("\(address) counts again.\n")
    }
    guard let reason, !reason.isEmpty else {
      throw CaseworkError(.usage, "say why: waive \(address) --reason \"…\" --until 2026-12-01")
    }
    guard let text = until, let day = CalendarDate(text) else {
      throw CaseworkError(.usage, "say until when: --until takes \(FactKind.date.example)")
    }
    guard day >= session.conversation.now.date else {
      throw CaseworkError(
        .usage, "--until \(day) is over already; the conversation speaks of \(session.conversation.now.date)")
    }
    session.changeQuietly { $0.waive(Waiver(finding: finding, entity: entity, reason: reason, until: day)) }
    session.say("\(address) is waived until \(day).\n")
  }

  private func list(_ session: PromptSession) -> String {
    let waivers = session.conversation.state.waivers
    guard !waivers.isEmpty else { return "Nothing is waived.\n" }
    return waivers.map { waiver in
      let over = waiver.stands(at: session.conversation.now) ? "" : " (over)"
      return
        "\(session.knowledge.findings[waiver.finding].address) until \(waiver.until)\(over): \(HarmlessText.shown(waiver.reason))\n"
    }.joined()
  }
}
