/// One request to the Graph API, all place-holders filled; it never holds a token.
package struct GraphRequest: Hashable, Sendable, CustomStringConvertible {
  /// One `name=value` of the query, not percent-encoded.
  package struct QueryItem: Hashable, Sendable {
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

  /// The call of the plan that it belongs to, by name: `phone-numbers`.
  package let call: String
  /// The HTTP method; the plan only reads, so always `GET`.
  package var method: String { "GET" }
  /// The path without the version: `/102290129340398/phone_numbers`.
  package let path: String
  /// The query in order: `fields`, `limit`, the call's own items, and for later pages `after`.
  package let query: [QueryItem]
  /// Whether the token itself must be added as `input_token` when the request is sent.
  package let asksAboutToken: Bool
  /// The permissions that Meta wants to see in the token.
  package let permissions: [String]
  /// Which page of the answer is asked for, from 1.
  package let page: Int
  /// Whether it asks again for a part of what was refused, so that only an answer to just these fields will do.
  package let repeats: Bool

  /// A request from its parts.
  package init(
    call: String, path: String, query: [QueryItem] = [], asksAboutToken: Bool = false,
    permissions: [String] = [],
    page: Int = 1, repeats: Bool = false
  ) {
    self.call = call
    self.path = path
    self.query = query
    self.asksAboutToken = asksAboutToken
    self.permissions = permissions
    self.page = page
    self.repeats = repeats
  }

  /// Method and path: `GET /102290129340398`.
  package var endpoint: String { "\(method) \(path)" }

  /// The value of a query item; `nil` when there is none of that name.
  package func value(of name: String) -> String? { query.first { $0.name == name }?.value }

  /// The request as a person would type it; the token is written `<token>`.
  package var description: String {
    let items = query.map { "\($0.name)=\($0.value)" } + (asksAboutToken ? ["input_token=<token>"] : [])
    return items.isEmpty ? endpoint : "\(endpoint)?\(items.joined(separator: "&"))"
  }

  /// The same request for the next page.
  func following(cursor: String) -> GraphRequest {
    GraphRequest(
      call: call, path: path, query: query.filter { $0.name != "after" } + [QueryItem("after", cursor)],
      asksAboutToken: asksAboutToken, permissions: permissions, page: page + 1, repeats: repeats)
  }
}
