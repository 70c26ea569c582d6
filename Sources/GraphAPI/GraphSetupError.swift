/// Why nothing can be asked of the Graph API at all: what is wrong with what was given, and what to do.
package struct GraphSetupError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  package enum Kind: Sendable {
    /// The address, its scheme or the version.
    case address
    /// The token.
    case token
    /// The proxy that the environment names.
    case proxy
  }

  /// What is wrong, for whoever decides by it.
  package let kind: Kind
  /// A lower-case phrase; it never holds a token.
  package let description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
