import Inference
import Knowledge

/// For whom a ticket is written.
package enum TicketVoice: String, Sendable, CaseIterable {
  /// Meta's support: everything that it asks for.
  case meta
  /// The customer's WhatsApp partner: what is wrong and what the partner has to do.
  case partner
  /// The customer: what is wrong and what they must do, in plain words.
  case customer

  /// `Meta`, `the partner`, `the customer`.
  package var reader: String {
    switch self {
    case .meta: "Meta"
    case .partner: "the partner"
    case .customer: "the customer"
    }
  }
}

/// A ticket: what it says under each heading, and what it still lacks.
package struct Ticket: Sendable {
  /// A line, with what it rests on.
  package struct Line: Sendable, Hashable {
    /// What the line is about; `nil` where the text says so itself.
    package let label: String?
    package let text: String
    /// Evidence and reasons, one each.
    package let notes: [String]

    package init(_ label: String? = nil, _ text: String, notes: [String] = []) {
      self.label = label
      self.text = text
      self.notes = notes
    }
  }

  /// The headings there are; a voice uses some of them.
  package enum Heading: String, Sendable, CaseIterable {
    case summary, impact, ids, exchange, comparison, state, found, excluded, steps, attach
    /// What the reader has to do.
    case duties
    /// What the reader has to answer.
    case questions
    /// What others do meanwhile, and when news is to be expected.
    case next
  }

  package let voice: TicketVoice
  /// The kind of ticket; `nil` when nothing tells what it is about.
  package let type: TicketType?
  /// How the type was chosen, in words; `nil` when somebody said what the ticket is about.
  package let choice: String?
  /// The finding because of which no ticket is written: Meta knows already.
  package let stop: Finding?
  /// What it still lacks, in the order in which it is asked for.
  package let missing: [MissingNeed]
  /// Whether part of it is only supposed.
  package let isSupposed: Bool
  /// What had better be done before it is sent.
  package let warnings: [String]
  /// The lines under each heading; a heading without lines is not there.
  package let sections: [Heading: [Line]]
  /// The severity by Meta's criteria, when it is decided.
  package let severity: TicketSeverity.Grade?
  /// Where it goes, in the order to try.
  let routes: [TicketRoute]
  /// How much of the rules could be decided.
  package let coverage: String

  /// Whether it may be sent: nothing is missing, nothing stops it, and nothing in it is only supposed. A customer is told of what stops it.
  package var isReady: Bool {
    missing.isEmpty && !isSupposed && (voice == .customer || (type != nil && stop == nil))
  }

  /// The first line; a ticket that is not whole says so here.
  package var heading: String {
    let what =
      (voice == .customer ? "message for the customer" : "ticket for \(voice.reader)")
      + (type.map { ": \($0.title)" } ?? "")
    if let stop, voice != .customer { return "NO TICKET: \(stop.title)" }
    if isReady { return what.prefix(1).uppercased() + what.dropFirst() }
    if isSupposed { return "NOT READY, part of it is only supposed: \(what)" }
    guard type != nil else { return "NOT READY, nobody said what it is about: \(what)" }
    return "NOT READY, \(CountWords.count(missing.count, "thing")) missing: \(what)"
  }
}

/// Something that a ticket lacks.
package struct MissingNeed: Sendable {
  package let title: String
  /// The fact to ask for; `nil` when nobody can be asked.
  package let reference: FactReference?
  package let question: Question?
  /// Names of the facts one of which would do; the one that is asked for first.
  package let names: [String]
  /// The first of them as it is typed with `--fact`, of an entity with its id: `message[1].sent_at`.
  let typed: String?
  /// What it may be, where there is a choice or a form to keep to: `no issue, disruption or outage`.
  let answers: String?

  init(
    title: String, reference: FactReference? = nil, question: Question? = nil, names: [String] = [],
    in knowledge: KnowledgeBase
  ) {
    (self.title, self.reference, self.question, self.names) = (title, reference, question, names)
    let name = names.first.map(FactName.init)
    typed = name.map { name in
      reference?.entity.map { "\(name.subject)[\($0)].\(name.field)" } ?? name.description
    }
    answers = name.flatMap { knowledge.fact($0) }.flatMap(Self.answers)
  }

  private static func answers(_ fact: FactDefinition) -> String? {
    switch fact.kind {
    case .yesNo: "yes or no"
    case .choice: CountWords.list(fact.options, joined: "or")
    case .list(let element) where element == .choice: "some of " + fact.options.joined(separator: ", ")
    case .moment: "such as 2026-11-21T09:14:00Z"
    case .percent: "such as 12.5 %"
    default: nil
    }
  }
}
