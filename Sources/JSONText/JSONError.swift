/// Why a text is no JSON: what was expected, what was there, what to do, and where.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A lower-case phrase that says what is wrong and, where there is one, the remedy.
  package var message: String
  /// Where the text goes wrong.
  package var place: JSONPlace

  /// An error from its two parts.
  package init(message: String, place: JSONPlace) {
    self.message = message
    self.place = place
  }

  /// `file:line:column: message`.
  package var description: String { "\(place): \(message)" }
}

/// A refusal before its place is worked out: the byte where it happened.
struct JSONFault: Error {
  var offset: Int
  var message: String
}
