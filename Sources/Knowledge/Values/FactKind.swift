/// What kind of value a fact takes.
package indirect enum FactKind: Hashable, Sendable {
  /// Yes or no; `true` and `false` in JSON.
  case yesNo
  /// One of a list of words, compared exactly; the words stand in the fact's definition.
  case choice
  /// Any text.
  case text
  /// A whole number, negative too.
  case wholeNumber
  /// A whole number, 0 or more.
  case count
  /// A decimal number, kept exactly.
  case decimal
  /// A share of a hundred, written with its sign: `12.5 %`.
  case percent
  /// A day: `2026-11-21`.
  case date
  /// An instant: `2026-11-21T09:14:00Z`.
  case moment
  /// A length of time with its unit: `30 days`.
  case duration
  /// Dotted numbers compared part by part: `2.21.15.15`.
  case version
  /// ISO 3166-1 alpha-2 or ISO 3166-2: `CU`, `UA-43`.
  case country
  /// E.164: `+5300001234`.
  case phoneNumber
  /// Several values of one of the kinds above.
  case list(FactKind)

  /// The kinds that stand for themselves, as they are spelled in the knowledge base.
  package static let scalars: [(name: String, kind: FactKind)] = [
    ("yes-no", .yesNo), ("choice", .choice), ("text", .text), ("whole number", .wholeNumber),
    ("count", .count),
    ("decimal", .decimal), ("percent", .percent), ("date", .date), ("moment", .moment),
    ("duration", .duration),
    ("version", .version), ("country", .country), ("phone number", .phoneNumber),
  ]

  /// The kind of that name; a list is named by the kind of its elements.
  package init?(named name: String) {
    guard let kind = Self.scalars.first(where: { $0.name == name })?.kind else { return nil }
    self = kind
  }

  /// The name as spelled in the knowledge base; `list of …` for lists.
  package var name: String {
    if case .list(let element) = self { return "list of " + element.name }
    return Self.scalars.first { $0.kind == self }?.name ?? ""
  }

  /// The kind of the elements of a list, or the kind itself.
  package var element: FactKind {
    if case .list(let element) = self { return element }
    return self
  }

  /// Whether the values have an order that `at least`, `above`, … can use.
  package var isOrdered: Bool {
    switch self {
    case .wholeNumber, .count, .decimal, .percent, .duration, .version: true
    default: false
    }
  }

  /// Whether the values lie in time.
  package var isInTime: Bool { self == .date || self == .moment }

  /// What a value looks like, for messages: `a day such as 2026-11-21`.
  package var example: String {
    switch self {
    case .yesNo: "true or false"
    case .choice: "one of its values"
    case .text: "text"
    case .wholeNumber: "a whole number such as 141006"
    case .count: "a count such as 3"
    case .decimal: "a number such as 0.25"
    case .percent: "a percentage with its sign such as \"12.5 %\""
    case .date: "a day such as \"2026-11-21\""
    case .moment: "a moment with its zone such as \"2026-11-21T09:14:00Z\""
    case .duration: "a duration with its unit such as \"30 days\""
    case .version: "a version such as \"2.21.15.15\""
    case .country: "a country such as \"CU\" or a region such as \"UA-43\""
    case .phoneNumber: "a phone number such as \"+5300001234\""
    case .list(let element): "a list, each element " + element.example
    }
  }
}
