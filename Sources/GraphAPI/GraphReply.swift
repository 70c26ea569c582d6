/// What the Graph API sent back: status, headers and the bytes of the body, whatever they are.
package struct GraphReply: Sendable {
  /// The HTTP status.
  package let status: Int
  /// The headers that are worth keeping, in order, names in lower case.
  package let headers: [(name: String, value: String)]
  /// The body as it came.
  package let body: [UInt8]

  /// A reply from its parts.
  package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// Headers that tell how much of the allowance is used, and what support asks for.
  static let kept: Set<String> = [
    "content-type", "facebook-api-version", "retry-after", "x-ad-account-usage", "x-app-usage",
    "x-business-use-case-usage", "x-fb-trace-id",
  ]

  /// The value of a header; `nil` when it did not come or is not kept.
  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
