import JSONText

/// The words by which a case is found: its name and account, what is known and who said it, notes, topics and waivers.
struct CaseWords {
  /// Longest text that is taken of one value, in characters: a case is found by words, not by pasted logs.
  private static let longest = 400
  private var parts: [String] = []
  private var seen: Set<String> = []

  /// The words, each piece once.
  var text: String { parts.joined(separator: "\n") }

  /// Reads a case file.
  init(_ document: JSONValue) {
    add(document["case"]?.string)
    add(document["waba"]?.string)
    for key in ["places", "topics"] { for text in list(document, key) { add(text.string) } }
    for fact in list(document, "facts") {
      add(fact["fact"]?.string)
      add(fact["entity"]?.string)
      if let value = fact["value"] { add(value: value) }
    }
    for note in list(document, "notes") { add(note["text"]?.string) }
    for waiver in list(document, "waived") { add(waiver["reason"]?.string) }
    for attachment in list(document, "attachments") { add(attachment["name"]?.string) }
  }

  private func list(_ json: JSONValue, _ key: String) -> [JSONValue] { json[key]?.elements.map { $0 } ?? [] }

  private mutating func add(value: JSONValue) {
    switch value.kind {
    case .array: for element in value.elements { add(value: element) }
    case .string: add(value.string)
    case .number: add(value.text)
    default: break
    }
  }

  /// Adds a piece of text.
  mutating func add(_ text: String?) {
    guard let text, !text.isEmpty, seen.insert(text).inserted else { return }
    parts.append(text.count > Self.longest ? String(text.prefix(Self.longest)) : text)
  }
}
