/// The six kinds of value JSON knows.
package enum JSONKind: UInt8, Sendable, CaseIterable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean
  /// A number, kept as written.
  case number
  /// Text in double quotes.
  case string
  /// A list in brackets.
  case array
  /// Members in braces.
  case object

  /// The kind as a message names it, with its article: `a number`.
  package var name: String {
    switch self {
    case .null: "null"
    case .boolean: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
