import JSONText

/// The keys that an entry of some kind may have, in the order they are written, and those it must have.
package struct EntryKeys: Sendable {
  /// The keys of its own.
  package let keys: [String]
  /// All its keys, those that every entry may have too, in the order that tidying writes them.
  package let order: [String]
  /// The keys without which an entry is not whole.
  package let required: [String]
  /// The required keys as bits, one for each position in `order`.
  private let requiredBits: UInt64

  /// `order`, in the form in which keys are compared fastest.
  private let names: [StaticString]

  private init(_ keys: StaticString..., required: [String]) {
    let isLast = { (key: StaticString) in key.description == "examples" }
    names = Self.leading + keys.filter { !isLast($0) } + Self.trailing + keys.filter(isLast)
    self.keys = keys.map(\.description)
    self.required = required
    order = names.map(\.description)
    requiredBits = order.enumerated().reduce(0) {
      $0 | (required.contains($1.element) ? 1 << UInt64($1.offset) : 0)
    }
  }

  /// What every entry may begin with.
  private static let leading: [StaticString] = ["$schema", "title", "about"]
  /// What every entry may end with.
  private static let trailing: [StaticString] = ["formerly", "retired", "cites"]

  /// Of `knowledge.json`.
  package static let settings = EntryKeys(
    "edition", "language", "subjects", "impacts", "actors", "severities", "trust", "costs", "first answer",
    "plain words",
    required: ["edition", "language", "subjects", "impacts", "actors", "trust"])
  /// Of a subject in it.
  package static let subject = EntryKeys(
    "many",
    required: ["title"])
  /// Of a fact.
  package static let fact = EntryKeys(
    "kind", "of", "values", "trust", "deprecated",
    required: ["title", "kind"])
  /// Of a question.
  package static let question = EntryKeys(
    "ask", "who", "where", "after", "answers",
    required: ["ask", "who"])
  /// Of a rule.
  package static let rule = EntryKeys(
    "since", "until", "when", "find", "suspect", "rule out", "infer", "examples",
    required: ["when"])
  /// Of a finding.
  package static let finding = EntryKeys(
    "impact", "asks", "explains", "remedies", "recheck", "prior", "terms", "routes", "attach", "stops ticket",
    required: ["title", "impact"])
  /// Of a remedy.
  package static let remedy = EntryKeys(
    "steps", "takes", "where", "needs",
    required: ["title", "steps"])
  /// Of an error code.
  package static let errorCode = EntryKeys(
    "means", "retry", "subcodes", "entity", "findings", "remedies", "also", "aliases", "tell apart",
    required: ["title", "means"])
  /// Of a table, which is a file of its own.
  package static let table = EntryKeys(
    "kind", "value", "rows",
    required: ["title", "kind", "rows"])
  /// Of a row of a table.
  package static let row = EntryKeys(
    "value", "names", "since", "until", "note",
    required: [])
  /// Of a source.
  package static let source = EntryKeys(
    "publisher", "address", "updated", "read", "confidence", "statements", "changes",
    required: ["title", "publisher", "address", "updated", "read", "confidence", "statements"])
  /// Of a topic, which is a file of its own.
  package static let topic = EntryKeys(
    "symptoms", "words", "findings",
    required: ["title", "symptoms", "words", "findings"])
  /// Of a worked case, which is a file of its own.
  package static let workedCase = EntryKeys(
    "story", "as of", "topics", "facts", "expect",
    required: ["title", "story", "facts", "expect"])
  /// Of a ticket type.
  package static let ticket = EntryKeys(
    "matter", "finding", "question type", "public", "topics", "request", "needs", "normalisations",
    required: ["title", "matter", "finding", "request", "needs"])
  /// Of something that a ticket must hold, when the name of a fact does not say enough.
  package static let need = EntryKeys(
    "any", "topic", "unless",
    required: [])
  /// Of something that is made equal on both sides of a comparison.
  package static let normalisation = EntryKeys(
    "when",
    required: ["title", "when"])
  /// Of a file of calls.
  package static let callPlan = EntryKeys(
    "version", "calls",
    required: ["calls"])
  /// Of a call.
  package static let call = EntryKeys(
    "path", "query", "token", "permissions", "pages", "limit", "each", "in", "id", "fields", "origin",
    "facts", "when refused",
    required: ["title", "path", "facts"])
  /// Of a fact in a call's answer, when a pointer does not say enough.
  package static let mapping = EntryKeys(
    "at", "as", "unless", "fixed", "field",
    required: [])

  /// What is unknown, misspelt or missing in an entry.
  package func faults(in json: JSONValue) -> [KnowledgeFault] { faults(in: json) { _, _ in } }

  /// The same, telling each known member with its position in `order` on the way.
  func faults(in json: JSONValue, visit: (_ position: Int, _ member: JSONMember) -> Void) -> [KnowledgeFault] {
    var faults: [KnowledgeFault] = []
    var expected = 0
    var missing = requiredBits
    for member in json.members {
      if let position = position(of: member, from: expected) {
        expected = position + 1
        missing &= ~(1 << UInt64(position))
        visit(position, member)
      } else {
        faults.append(Self.unknown(member, among: order))
      }
    }
    guard missing != 0 else { return faults }
    for (position, key) in order.enumerated() where missing & 1 << UInt64(position) != 0 {
      faults.append(KnowledgeFault(.missingKey, at: json.place, "\"\(key)\" is missing"))
    }
    return faults
  }

  /// The fault of a key that has no meaning where it stands.
  static func unknown(_ member: JSONMember, among keys: [String]) -> KnowledgeFault {
    let key = member.key
    return KnowledgeFault(
      .unknownKey, at: member.keyPlace,
      "unknown key \(JSONWriter.quoted(key))" + NearMiss.suggestion(for: key, among: keys))
  }

  /// Where a key stands in the order, looked for first where it is expected: most entries are tidy.
  private func position(of member: JSONMember, from expected: Int) -> Int? {
    for position in expected..<names.count where member.keyEquals(names[position]) { return position }
    for position in 0..<expected where member.keyEquals(names[position]) { return position }
    return nil
  }
}
