/// One member of an object to be written.
package struct JSONField: Hashable, Sendable {
  /// The key.
  package var key: String
  /// The value.
  package var value: JSONTree

  /// A member from its key and value.
  package init(_ key: String, _ value: JSONTree) {
    self.key = key
    self.value = value
  }
}

/// A value to be written: what reports and bundles build. Keys must not stand twice in one object.
package indirect enum JSONTree: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number.
  case integer(Int64)
  /// A number written verbatim; the text must be a JSON number, see `JSONNumber.isWellFormed`.
  case number(String)
  /// Text, escaped as it is written.
  case string(String)
  /// A list.
  case array([JSONTree])
  /// Members, written in this order.
  case object([JSONField])

  /// The shortest number that reads back as this double; null if it is infinite or not a number.
  package static func double(_ value: Double) -> JSONTree { value.isFinite ? .number("\(value)") : .null }

  /// A value of a document, numbers kept as written.
  package init(_ value: JSONValue) {
    switch value.kind {
    case .null: self = .null
    case .boolean: self = .boolean(value.boolean == true)
    case .number: self = .number(value.text)
    case .string: self = .string(value.string ?? "")
    case .array: self = .array(value.elements.map(JSONTree.init))
    case .object: self = .object(value.members.map { JSONField($0.key, JSONTree($0.value)) })
    }
  }

  /// The value of a member; nil if there is none, or no object.
  package subscript(key: String) -> JSONTree? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.key == key }?.value
  }
}

extension JSONTree: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
  /// `null`.
  package init(nilLiteral: ()) { self = .null }
  /// `true` or `false`.
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// A whole number.
  package init(integerLiteral value: Int64) { self = .integer(value) }
}

extension JSONTree: ExpressibleByStringInterpolation {
  /// Text.
  package init(stringLiteral value: String) { self = .string(value) }
}

extension JSONTree: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  /// A list.
  package init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
  /// Members in the order of the source.
  package init(dictionaryLiteral elements: (String, JSONTree)...) {
    self = .object(elements.map { JSONField($0.0, $0.1) })
  }
}
