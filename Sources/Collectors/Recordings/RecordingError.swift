import JSONText

/// Why a recording cannot be used, or a part of it was left out: where, what, and what to do.
package struct RecordingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of fault it is.
  package enum Kind: Sendable {
    /// There is no such file, or it may not be read.
    case unreadable
    /// The file is not JSON.
    case malformed
    /// It is JSON, but no recording, or of a version that this program does not know.
    case notARecording
    /// A member is missing, unknown, or of the wrong kind.
    case badMember
  }

  /// What kind of fault it is, for whoever decides by it.
  package let kind: Kind
  /// Where it is.
  package let place: JSONPlace
  /// A lower-case phrase: what is wrong, and the remedy.
  package let message: String

  /// An error from its parts.
  package init(_ kind: Kind, at place: JSONPlace, _ message: String) {
    self.kind = kind
    self.place = place
    self.message = message
  }

  /// `file:line:column: message`.
  package var description: String { "\(place): \(message)" }
}
