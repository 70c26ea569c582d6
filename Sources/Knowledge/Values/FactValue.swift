import JSONText

/// The value of a fact, of one of the kinds of `FactKind`.
package enum FactValue: Hashable, Sendable {
  case yesNo(Bool)
  /// A word that the fact's definition lists.
  case choice(String)
  /// A word from outside that the definition does not list: kept verbatim, and every condition on it waits.
  case unlisted(String)
  case text(String)
  /// A whole number or a count.
  case whole(Int64)
  /// A decimal; a percentage in hundredths (`12.5 %` is 12.5).
  case decimal(ExactDecimal)
  case date(CalendarDate)
  case moment(Moment)
  case duration(TimeSpan)
  case version(VersionNumber)
  case country(CountryCode)
  case phoneNumber(PhoneNumber)
  case list([FactValue])

  /// Whether the value, or an element of it, is outside the words that its definition lists.
  package var isUnlisted: Bool {
    switch self {
    case .unlisted: true
    case .list(let elements): elements.contains { $0.isUnlisted }
    default: false
    }
  }

  /// The value as a person writes it: `yes`, `12.5 %`, `30 days`; lists joined by commas.
  package func text(of kind: FactKind) -> String {
    switch self {
    case .yesNo(let value): value ? "yes" : "no"
    case .choice(let value), .unlisted(let value), .text(let value): value
    case .whole(let value): String(value)
    case .decimal(let value): kind.element == .percent ? "\(value) %" : "\(value)"
    case .date(let value): value.description
    case .moment(let value): value.description
    case .duration(let value): value.description
    case .version(let value): value.description
    case .country(let value): value.description
    case .phoneNumber(let value): value.description
    case .list(let elements):
      elements.isEmpty ? "none" : elements.map { $0.text(of: kind.element) }.joined(separator: ", ")
    }
  }

  /// The value as JSON in the form that facts files use.
  package func json(of kind: FactKind) -> JSONTree {
    switch self {
    case .yesNo(let value): .boolean(value)
    case .whole(let value): .integer(value)
    case .decimal(let value) where kind.element != .percent: .number(value.description)
    case .list(let elements): .array(elements.map { $0.json(of: kind.element) })
    default: .string(text(of: kind))
    }
  }
}
