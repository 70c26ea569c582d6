/// What is asked of the Graph API: a path and a query, without the version and without the token.
package struct GraphQuery: Hashable, Sendable {
  /// The path without the version: `/102290129340398/phone_numbers`.
  package let path: String
  /// The items of the query in order, not percent-encoded.
  package let items: [Item]
  /// Whether the token itself is what is asked about, so that it must be sent as `input_token`.
  package let asksAboutToken: Bool

  /// One `name=value` of a query.
  package struct Item: Hashable, Sendable {
    /// The part before the equals sign.
    package let name: String
    /// The part after it.
    package let value: String

    /// An item from its name and value.
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A query from its parts.
  package init(path: String, items: [Item] = [], asksAboutToken: Bool = false) {
    self.path = path
    self.items = items
    self.asksAboutToken = asksAboutToken
  }
}
