import JSONText

/// Who wrote a value: what is an error from a knowledge editor is kept verbatim from Meta.
package enum ValueOrigin: Sendable {
  /// A rule, example, case or answer of the knowledge base, a flag, or a person: a word outside a choice is an error.
  case authored
  /// Meta, or a file of facts somebody else made: a word outside a choice is kept as `.unlisted`.
  case outside
}

/// A scalar before its kind is known.
package enum RawScalar: Sendable {
  case string(String)
  case number(JSONNumber)
  case boolean(Bool)

  /// The scalar of a JSON value; `nil` for null, arrays and objects.
  package init?(_ value: JSONValue) {
    switch value.kind {
    case .string: self = .string(value.string ?? "")
    case .number:
      guard let number = value.number else { return nil }
      self = .number(number)
    case .boolean: self = .boolean(value.boolean ?? false)
    default: return nil
    }
  }

  /// The scalar as written.
  package var text: String {
    switch self {
    case .string(let text): text
    case .number(let number): number.text
    case .boolean(let value): value ? "true" : "false"
    }
  }
}

/// Why a value could not be read as a fact's kind.
package struct ValueError: Error, Hashable, Sendable {
  /// What was expected and what was there, a lower-case phrase with the remedy.
  package let message: String
}

extension FactValue {
  /// Reads one scalar as a kind; `options` are the words of a choice.
  ///
  /// - Throws: `ValueError` when the scalar is not of the kind, has no unit where one is needed, or, if authored, is outside the choice.
  package init(
    _ raw: RawScalar, kind: FactKind, options: [String] = [], origin: ValueOrigin
  ) throws(ValueError) {
    switch (kind.element, raw) {
    case (.yesNo, .boolean(let value)): self = .yesNo(value)
    case (.yesNo, .string(let text)):
      switch text.lowercased() {
      case "yes", "true", "y": self = .yesNo(true)
      case "no", "false", "n": self = .yesNo(false)
      default: throw Self.mismatch(raw, kind)
      }
    case (.choice, _): self = try Self.choice(raw.text, options: options, origin: origin)
    case (.text, .boolean): throw Self.mismatch(raw, kind)
    case (.text, _): self = .text(raw.text)
    case (.wholeNumber, .number(let number)), (.count, .number(let number)):
      guard let value = number.integer, kind.element != .count || value >= 0 else {
        throw Self.mismatch(raw, kind)
      }
      self = .whole(value)
    case (.wholeNumber, .string(let text)), (.count, .string(let text)):
      guard let value = Int64(text), kind.element != .count || value >= 0 else {
        throw Self.mismatch(raw, kind)
      }
      self = .whole(value)
    case (.decimal, .number), (.decimal, .string):
      guard let value = ExactDecimal(raw.text) else { throw Self.mismatch(raw, kind) }
      self = .decimal(value)
    case (.percent, .string(let text)):
      guard text.hasSuffix("%"), let value = ExactDecimal(trimmed(text.dropLast())) else {
        throw Self.mismatch(raw, kind)
      }
      self = .decimal(value)
    case (.percent, .number), (.duration, .number):
      throw ValueError(
        message: "expected \(kind.example), but there is the bare number \(raw.text): say its unit")
    case (.date, .string(let text)):
      guard let value = CalendarDate(text) else { throw Self.mismatch(raw, kind) }
      self = .date(value)
    case (.moment, .string(let text)):
      guard let value = Moment(text) else { throw Self.mismatch(raw, kind) }
      self = .moment(value)
    case (.duration, .string(let text)):
      guard let value = TimeSpan(text) else { throw Self.mismatch(raw, kind) }
      self = .duration(value)
    case (.version, .string), (.version, .number):
      guard let value = VersionNumber(raw.text) else { throw Self.mismatch(raw, kind) }
      self = .version(value)
    case (.country, .string(let text)):
      guard let value = CountryCode(text) else { throw Self.mismatch(raw, kind) }
      self = .country(value)
    case (.phoneNumber, .string), (.phoneNumber, .number):
      if case .number(let number) = raw, number.integer == nil { throw Self.mismatch(raw, kind) }
      guard let value = PhoneNumber(raw.text) else { throw Self.mismatch(raw, kind) }
      self = .phoneNumber(value)
    default: throw Self.mismatch(raw, kind)
    }
  }

  private static func choice(_ text: String, options: [String], origin: ValueOrigin) throws(ValueError)
    -> FactValue
  {
    if options.contains(text) { return .choice(text) }
    guard origin == .authored else { return .unlisted(text) }
    throw ValueError(
      message: "\(JSONWriter.quoted(text)) is not one of its values"
        + NearMiss.choice(for: text, among: options))
  }

  private static func mismatch(_ raw: RawScalar, _ kind: FactKind) -> ValueError {
    let shown: String =
      switch raw {
      case .string(let text): JSONWriter.quoted(text)
      default: raw.text
      }
    return ValueError(message: "expected \(kind.element.example), but there is \(shown)")
  }
}

/// Text without the given signs at its end.
package func trimmedEnd(_ text: String, of signs: String) -> String {
  var text = text[...]
  while let last = text.last, signs.contains(last) { text.removeLast() }
  return String(text)
}

/// Text without the spaces around it.
package func trimmed(_ text: some StringProtocol) -> String {
  var part = text[...]
  while part.first?.isWhitespace == true { part = part.dropFirst() }
  while part.last?.isWhitespace == true { part = part.dropLast() }
  return String(part)
}
