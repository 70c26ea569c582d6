import Casework
import Inference
import Knowledge
import Reports

/// The ticket of the case, and what it still lacks, asked for one after the other.
extension PromptSession {
  /// The case as a ticket sees it.
  ///
  /// - Parameters:
  ///   - type: the kind that was asked for; `nil` to choose by what is known.
  ///   - notes: what was written down besides.
  func ticketCase(_ type: TicketType?, notes: [(time: Moment, text: String)] = []) -> TicketCase {
    let state = conversation.state
    let context = context
    return TicketCase(
      conversation.engine, header: context.header, waivers: context.waivers,
      notes: state.notes.map { (time: $0.moment, text: $0.text) } + notes, topics: state.topics, typed: type,
      skipped: state.unsure)
  }

  /// Asks for the first thing that a ticket lacks and somebody may know.
  func askFor(_ pursuit: TicketPursuit) {
    let missing = ticketCase(pursuit.type).missing
    let passed = conversation.state.unsure.union(conversation.state.postponed)
    let asked = missing.first { need in need.question != nil && need.reference.map { !passed.contains($0) } ?? false }
    guard let reference = asked?.reference, let question = asked?.question else {
      pursued = nil
      say(
        missing.isEmpty
          ? "Nothing is missing any more; ticket writes it.\n"
          : "Still missing, and nobody could tell: \(missing.map(\.title).joined(separator: ", ")). ticket says so in its first line.\n")
      return
    }
    say("The ticket lacks \(missing.count == 1 ? "1 thing" : "\(missing.count) things").\n")
    put(NextQuestion(about: reference, question, purpose: "the ticket needs it; - leaves it open, ask goes back to the interview"))
  }
}

/// A ticket that is being made ready.
struct TicketPursuit {
  /// The kind that was asked for; `nil` to choose by what is known.
  let type: TicketType?
}
