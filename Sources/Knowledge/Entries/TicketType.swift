import JSONText

/// A kind of ticket: what it is about, where Meta's form files it, and everything without which it comes back.
package struct TicketType: Entry {
  package let address: String
  package let json: JSONValue

  /// What must be made equal before two rates are compared, in the order in which it is told.
  package let normalisations: [TicketNormalisation]

  package init(address: String, json: JSONValue, normalisations: [TicketNormalisation] = []) {
    self.address = address
    self.json = json
    self.normalisations = normalisations
  }

  /// Its name in its file: `delivery`.
  package var key: String { String(address.drop { $0 != "." }.dropFirst()) }
  /// The word of `incident.matter` that it belongs to.
  package var matter: String { text("matter") ?? "" }
  /// The finding that says what has to be attached.
  package var finding: String { text("finding") ?? "" }
  /// Meta's question type, as its form shows it: a key of the table `ticket-topics`; `nil` where none is known.
  package var questionType: String? { text("question type") }
  /// Topics of a conversation that lead to it when nobody said what the ticket is about.
  package var topics: [String] { texts("topics") }
  /// What Meta is asked to do, in a sentence.
  package var request: String { text("request") ?? "" }
  /// Whether everybody can read it, so that ids, names and what was found stay out of it.
  package var isPublic: Bool { json["public"]?.boolean ?? false }
  /// What it must hold, in the order in which it is asked for.
  package var needs: [TicketNeed] { json["needs"]?.elements.compactMap(TicketNeed.init) ?? [] }
}

/// One thing that is made equal on both sides before their rates are compared, and when it is.
package struct TicketNormalisation: Sendable {
  package let title: String
  package let condition: Condition
}

/// One thing that a ticket must hold.
package struct TicketNeed: Sendable {
  /// Names of facts and of many-subjects, one of which is enough; empty for a need that a topic settles.
  package let names: [String]
  /// The topic one of whose findings must be found, by address.
  package let topic: String?
  /// A fact and the words for which the thing is not needed.
  package let unless: (fact: String, words: [String])?
  /// As it stands in its file.
  package let json: JSONValue

  /// Reads a need: the name of a fact, or an object with `any` or `topic`; `nil` for anything else.
  package init?(_ json: JSONValue) {
    self.json = json
    if let name = json.string {
      (names, topic, unless) = ([name], nil, nil)
      return
    }
    guard json.kind == .object else { return nil }
    names = json["any"]?.elements.compactMap(\.string) ?? []
    topic = json["topic"]?.string
    unless = json["unless"]?.members.map { $0 }.first.map { member in
      (member.key, member.value.string.map { [$0] } ?? member.value.elements.compactMap(\.string))
    }
    guard !names.isEmpty || topic != nil else { return nil }
  }

  /// What it is called: its own title, or that of its first fact.
  package func title(in knowledge: KnowledgeBase) -> String {
    if let title = json["title"]?.string { return title }
    return names.lazy.compactMap { knowledge.fact(FactName($0))?.title }.first ?? names.first ?? topic ?? ""
  }
}

extension KnowledgeBase {
  /// The ticket type of a word of `incident.matter`.
  package func ticketType(ofMatter matter: String) -> TicketType? {
    tickets.first { $0.retired == nil && $0.matter == matter }
  }

  /// The ticket type that a typed word means: its address, its key, a former address or its matter.
  package func ticketType(named name: String) -> TicketType? {
    let name = name.lowercased()
    return tickets.first {
      $0.retired == nil && ([$0.address, $0.key, $0.matter] + $0.formerly).contains(name)
    }
  }
}
