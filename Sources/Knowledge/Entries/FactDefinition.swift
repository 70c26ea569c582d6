import JSONText

/// Position of a fact's definition in `KnowledgeBase.facts`.
package typealias FactIndex = Int

/// What can be known: a fact's kind, its words, and whom to trust about it.
package struct FactDefinition: Entry {
  package let name: FactName
  package let kind: FactKind
  /// The words of a choice, in order; empty for other kinds.
  package let options: [String]
  /// Position of its subject in `KnowledgeBase.subjects`.
  package let subject: Int
  /// Origins, most trusted first; the knowledge base's order unless the fact declares its own.
  package let trust: [String]
  package let json: JSONValue

  package var address: String { name.description }
  /// The fact to use in place of this one, when Meta has deprecated it.
  package var deprecated: FactName? { text("deprecated").map(FactName.init) }
  /// What a word of the choice means.
  package func meaning(of option: String) -> String? { json["values"]?[option]?.string }

  package init(
    name: FactName, kind: FactKind, options: [String], subject: Int, trust: [String], json: JSONValue
  ) {
    self.name = name
    self.kind = kind
    self.options = options
    self.subject = subject
    self.trust = trust
    self.json = json
  }
}

/// What facts are about: one account per case, or many phone numbers.
package struct Subject: Sendable, Hashable {
  /// As it stands before the dot in a fact's name: `phone_number`.
  package let name: String
  /// For people: `Phone number`.
  package let title: String
  /// Whether a case may have several, each with its `id`.
  package let isMany: Bool

  package init(name: String, title: String, isMany: Bool) {
    self.name = name
    self.title = title
    self.isMany = isMany
  }
}

/// What to ask about a fact, of whom, and where the answer is to be found. Its address is the fact's name.
package struct Question: Entry {
  package let address: String
  package let json: JSONValue

  /// The question itself.
  package var ask: String { text("ask") ?? address }
  /// Who can answer: `agent`, `dashboard`, `customer` or `meta`.
  package var who: String { text("who") ?? "customer" }
  /// Where to look.
  package var `where`: String? { text("where") }
  /// The fact that is asked for first, because this question takes it for known.
  package var after: String? { text("after") }
  /// The label of an answer; the value itself when it has none.
  package func label(of value: String) -> String? { json["answers"]?[value]?.string }

  package init(address: String, json: JSONValue) {
    self.address = address
    self.json = json
  }
}
