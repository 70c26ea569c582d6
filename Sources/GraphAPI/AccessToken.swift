/// An access token of the Graph API. It goes into requests and nowhere else: whatever prints it prints `EAA…`.
package struct AccessToken: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The longest text that is taken for a token, in bytes; Meta's are a few hundred long.
  package static let longest = 4096

  /// The token itself, for the one who sends it.
  let secret: String

  /// A token from the text of a file or a variable; blanks and line ends around it are dropped.
  ///
  /// - Throws: `GraphSetupError` for a text that is no token; the text is not repeated.
  package init(_ text: String) throws(GraphSetupError) {
    let bytes = text.utf8.drop(while: Self.isBlank)
    let trimmed = Array(bytes.reversed().drop(while: Self.isBlank).reversed())
    guard !trimmed.isEmpty else {
      throw GraphSetupError(.token, "the access token is empty; put the token that Meta gave into it")
    }
    guard trimmed.count <= Self.longest else {
      throw GraphSetupError(
        .token, "the access token is longer than \(Self.longest) bytes; give the token alone, on one line")
    }
    guard trimmed.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw GraphSetupError(
        .token,
        "the access token holds blanks or letters that no token has; give the token alone, on one line")
    }
    secret = String(decoding: trimmed, as: UTF8.self)
  }

  package var description: String { "EAA…" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
