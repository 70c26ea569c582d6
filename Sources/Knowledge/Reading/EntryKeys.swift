import JSONText

/// The keys that an entry of some kind may have, in the order they are written.
package struct EntryKeys: Sendable {
  package let keys: [String]

  private init(_ keys: String...) { self.keys = keys }

  /// Keys that every entry may have, after its own.
  private static let common: Set<String> = ["$schema", "title", "about", "formerly", "retired", "cites"]

  package static let settings = EntryKeys(
    "edition", "language", "subjects", "impacts", "actors", "severities", "trust", "costs")
  package static let fact = EntryKeys("kind", "of", "values", "trust", "deprecated")
  package static let question = EntryKeys("ask", "who", "where", "answers")
  package static let rule = EntryKeys(
    "since", "until", "when", "find", "suspect", "rule out", "infer", "examples")
  package static let finding = EntryKeys(
    "impact", "asks", "explains", "remedies", "prior", "terms", "routes", "attach")
  package static let remedy = EntryKeys("steps", "takes", "where", "needs")
  package static let errorCode = EntryKeys(
    "means", "retry", "subcodes", "entity", "findings", "remedies", "also", "aliases", "tell apart")
  package static let table = EntryKeys("kind", "value", "rows")
  package static let row = EntryKeys("value", "names", "since", "until", "note")
  package static let source = EntryKeys(
    "publisher", "address", "updated", "read", "confidence", "statements", "changes")
  package static let topic = EntryKeys("symptoms", "words", "findings")
  package static let workedCase = EntryKeys("story", "as of", "topics", "facts", "expect")
  package static let call = EntryKeys(
    "path", "query", "token", "permissions", "pages", "limit", "each", "in", "id", "fields", "origin",
    "facts", "when refused")

  /// What is unknown, misspelt or missing in an entry.
  package func faults(in json: JSONValue, required: [String]) -> [KnowledgeFault] {
    var faults: [KnowledgeFault] = []
    var missing = required
    for member in json.members {
      let key = member.key
      if let position = missing.firstIndex(of: key) { missing.remove(at: position) }
      guard !keys.contains(key), !Self.common.contains(key) else { continue }
      faults.append(
        KnowledgeFault(
          .unknownKey, at: member.keyPlace,
          "unknown key \"\(key)\"" + NearMiss.suggestion(for: key, among: keys + Self.common.sorted())))
    }
    for key in missing { faults.append(KnowledgeFault(.missingKey, at: json.place, "\"\(key)\" is missing")) }
    return faults
  }
}
