import JSONText

/// Position of a finding in `KnowledgeBase.findings`.
package typealias FindingIndex = Int

/// How much a finding weighs, gravest first; the first key of a report's order.
package enum Impact: Int, CaseIterable, Comparable, Sendable {
  /// Nothing works until it is cured.
  case blocking
  /// Something works worse than it could.
  case harming
  /// Good to know or to do.
  case advice

  /// As spelled in the knowledge base.
  package var name: String {
    switch self {
    case .blocking: "blocking"
    case .harming: "harming"
    case .advice: "advice"
    }
  }
  /// The impact of that name.
  package init?(named name: String) {
    switch name {
    case "blocking": self = .blocking
    case "harming": self = .harming
    case "advice": self = .advice
    default: return nil
    }
  }
  package static func < (left: Impact, right: Impact) -> Bool { left.rawValue < right.rawValue }
}

/// What we say when its rules hold.
package struct Finding: Entry {
  package let address: String
  package let impact: Impact
  package let json: JSONValue

  /// The findings that are effects of this one, by address.
  package var explains: [String] { texts("explains") }
  /// What to do, in the order to try, by address.
  package var remedies: [String] { texts("remedies") }
  /// How often it is the cause, relative to the others of its topic.
  package var prior: Double { json["prior"]?.number?.double ?? 1 }
  /// Where a ticket about it goes, by key of the table `routes`, in the order to try.
  package var routes: [String] { texts("routes") }
  /// What a ticket about it must hold, one thing each.
  package var attach: [String] { texts("attach") }
  /// Whether a ticket about it would be in vain, because Meta knows already.
  package var stopsTicket: Bool { json["stops ticket"]?.boolean ?? false }
  /// The open question, when it is not known whether it holds.
  package var openQuestion: String { text("asks") ?? "Whether \(Self.insideSentence(title))" }

  package init(address: String, impact: Impact, json: JSONValue) {
    self.address = address
    self.impact = impact
    self.json = json
  }

  /// A title as it reads inside a sentence: its first letter small when the first word is one that is no name.
  private static func insideSentence(_ title: String) -> String {
    let first = title.prefix { $0 != " " }
    guard ordinary.contains(String(first)) else { return title }
    return first.lowercased() + title.dropFirst(first.count)
  }

  /// Words that begin titles and are no names; a title that begins otherwise keeps its letters, or has an `asks` of its own.
  private static let ordinary: Set<String> = [
    "A", "An", "Another", "Both", "In", "Less", "More", "Most", "No", "Nobody", "Nothing", "One", "Only", "Other", "Part",
    "Several", "Some", "Somebody", "Someone", "Something", "That", "The", "These", "This", "Those", "Too", "Two", "Until",
    "Where",
  ]
}

/// What to do, and who does it: the file names the actor.
package struct Remedy: Entry {
  package let address: String
  package let json: JSONValue

  /// Who acts: `partner`, `admin`, …
  package var actor: String { String(address.prefix { $0 != "." }) }
  /// What to do, step by step.
  package var steps: [String] { texts("steps") }
  /// How long it takes, in words.
  package var takes: String? { text("takes") }

  package init(address: String, json: JSONValue) {
    self.address = address
    self.json = json
  }
}
