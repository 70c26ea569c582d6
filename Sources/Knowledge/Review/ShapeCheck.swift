import JSONText

/// Members of entries that are not of the kind their key calls for (`wrong-kind`, `bad-value`).
///
/// A text where a list is expected would be passed over in silence: `"remedies": "partner.wait"` is no remedy at all.
enum ShapeCheck {
  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    var faults = context.knowledge.json.map { settings($0) } ?? []
    for reviewed in context.entries {
      faults += members(of: reviewed.entry.json, EntryShape.shapes(of: reviewed.kind))
    }
    return faults
  }

  private static func settings(_ json: JSONValue) -> [KnowledgeFault] {
    members(of: json, EntryShape.settings)
  }

  /// The faults of the members that have a shape.
  static func members(of json: JSONValue, _ shapes: [String: EntryShape]) -> [KnowledgeFault] {
    json.members.flatMap { member in shapes[member.key].map { $0.faults(member.value) } ?? [] }
  }
}

/// What a member of an entry is to be.
indirect enum EntryShape: Sendable {
  /// Text that is not empty.
  case text
  /// A list of texts.
  case texts
  /// A list of texts that is not empty.
  case someTexts
  case day
  case yesNo
  /// One of a few words.
  case word([String])
  /// A number above zero.
  case number
  /// A whole number, 0 or more.
  case count
  /// An object whose values all have a shape.
  case each(EntryShape)
  /// A list whose elements all have a shape.
  case list(EntryShape)
  /// An object some of whose members have a shape; which keys it may have is checked when it is read.
  case members([String: EntryShape])
  /// An object with these keys, each with a shape; the first must be there.
  case object([(key: String, shape: EntryShape)])

  /// What is wrong with a value.
  func faults(_ json: JSONValue) -> [KnowledgeFault] {
    switch self {
    case .text: json.string.map { !$0.isEmpty } ?? false ? [] : [wrong(json, "text in quotes")]
    case .texts: list(json, .text)
    case .someTexts:
      json.kind == .array && json.elements.isEmpty
        ? [wrong(json, "a list with at least one text")] : list(json, .text)
    case .day: json.string.flatMap { CalendarDate($0) } != nil ? [] : [wrong(json, FactKind.date.example)]
    case .yesNo: json.boolean != nil ? [] : [wrong(json, "true or false")]
    case .word(let words): words.contains(json.string ?? "") ? [] : [other(json, words)]
    case .number: (json.number?.double ?? 0) > 0 ? [] : [wrong(json, "a number above 0")]
    case .count: (json.integer ?? -1) >= 0 ? [] : [wrong(json, "a count such as 3")]
    case .list(let shape): list(json, shape)
    case .each(let shape):
      json.kind == .object
        ? json.members.flatMap { shape.faults($0.value) } : [wrong(json, "an object in braces")]
    case .members(let shapes): ShapeCheck.members(of: json, shapes)
    case .object(let members): object(json, members)
    }
  }

  private func list(_ json: JSONValue, _ shape: EntryShape) -> [KnowledgeFault] {
    json.kind == .array ? json.elements.flatMap(shape.faults) : [wrong(json, "a list in brackets")]
  }

  private func object(_ json: JSONValue, _ members: [(key: String, shape: EntryShape)]) -> [KnowledgeFault] {
    guard json.kind == .object else { return [wrong(json, "an object in braces")] }
    let shapes = Dictionary(members.map { ($0.key, $0.shape) }, uniquingKeysWith: { first, _ in first })
    let unknown = json.members.filter { shapes[$0.key] == nil }.map {
      EntryKeys.unknown($0, among: members.map(\.key))
    }
    let first = members.first.map(\.key) ?? ""
    let missing =
      json[first] == nil ? [KnowledgeFault(.missingKey, at: json.place, "\"\(first)\" is missing")] : []
    return unknown + missing + ShapeCheck.members(of: json, shapes)
  }

  private func other(_ json: JSONValue, _ words: [String]) -> KnowledgeFault {
    KnowledgeFault(
      .badValue, at: json.place,
      "\(json.shown) is not one of the words for it" + NearMiss.choice(for: json.string ?? "", among: words))
  }

  private func wrong(_ json: JSONValue, _ expected: String) -> KnowledgeFault {
    KnowledgeFault(.wrongKind, at: json.place, "expected \(expected), but there is \(json.shown)")
  }
}

extension EntryShape {
  /// The members of `knowledge.json`.
  static let settings: [String: EntryShape] = [
    "language": .text, "actors": .each(.text), "impacts": .each(.text), "trust": .someTexts,
    "costs": .each(.number), "plain words": .each(.text),
    "first answer": .object([
      ("within", .text), ("days", .someTexts), ("route", .text), ("opened", .text), ("answered", .text),
      ("country", .text), ("clocks", .text), ("about", .text),
    ]),
    "severities": .each(.object([("title", .text), ("number", .count), ("about", .text)])),
    "subjects": .each(.object([("title", .text), ("many", .yesNo), ("about", .text)])),
  ]

  /// The members of the entries of a kind.
  static func shapes(of kind: EntryKind) -> [String: EntryShape] {
    own(kind).merging(common) { own, _ in own }
  }

  private static let common: [String: EntryShape] = [
    "$schema": .text, "title": .text, "about": .text, "formerly": .texts, "retired": .day, "cites": .texts,
  ]

  private static let row: [String: EntryShape] = [
    "names": .texts, "since": .day, "until": .day, "note": .text, "title": .text, "about": .text,
    "cites": .texts,
  ]

  private static func own(_ kind: EntryKind) -> [String: EntryShape] {
    switch kind {
    case .fact:
      ["kind": .text, "of": .text, "values": .each(.text), "trust": .someTexts, "deprecated": .text]
    case .question: ["ask": .text, "who": .text, "where": .text, "after": .text, "answers": .each(.text)]
    case .rule: [:]
    case .finding:
      [
        "asks": .text, "explains": .texts, "remedies": .texts, "prior": .number, "terms": .text,
        "routes": .someTexts, "attach": .someTexts, "stops ticket": .yesNo,
      ]
    case .remedy: ["steps": .someTexts, "takes": .text, "where": .text]
    case .errorCode:
      [
        "means": .text, "retry": .word(["never", "back off", "later", "after 24 hours"]), "subcodes": .each(.text), "entity": .text,
        "findings": .texts,
        "remedies": .texts,
        "also": .texts, "aliases": .texts, "tell apart": .text,
      ]
    case .table: ["kind": .text, "value": .text, "rows": .each(.members(row))]
    case .call:
      [
        "path": .text, "query": .each(.text), "token": .yesNo, "permissions": .texts, "pages": .yesNo,
        "limit": .count, "each": .text,
        "in": .text, "id": .text, "fields": .yesNo, "origin": .text,
      ]
    case .source:
      [
        "publisher": .text, "address": .text, "confidence": .text,
        "statements": .each(.object([("says", .text), ("under", .text)])),
        "changes": .list(.object([("statement", .text), ("supersedes", .text), ("since", .text)])),
      ]
    case .topic: ["symptoms": .someTexts, "words": .someTexts, "findings": .someTexts]
    case .workedCase: ["story": .text, "topics": .texts]
    case .ticket:
      [
        "matter": .text, "finding": .text, "question type": .text, "public": .yesNo, "topics": .someTexts,
        "request": .text,
      ]
    }
  }
}
