/// Where the Graph API stands, and in which version it is asked.
package struct GraphAddress: Hashable, Sendable, CustomStringConvertible {
  /// Meta's own.
  package static let metas = "https://graph.facebook.com"

  /// `https`, or for this machine alone `http`.
  let scheme: String
  /// The name or number of the host, without brackets.
  let host: String
  private let port: Int?
  private let folder: String
  /// The version in every path: `v24.0`.
  package let version: String

  /// An address as typed: `https://graph.facebook.com`, `http://127.0.0.1:8080/fake`.
  ///
  /// Without encryption a token could be read on the way, so `http` is taken for this machine (loopback) only.
  /// - Throws: `GraphSetupError` of kind address.
  package init(_ text: String, version: String) throws(GraphSetupError) {
    func refuse(_ reason: String) -> GraphSetupError {
      GraphSetupError(.address, "\"\(text)\" \(reason); expected an address such as \(Self.metas)")
    }
    guard let mark = text.firstRange(of: "://") else { throw refuse("is no address") }
    scheme = text[..<mark.lowerBound].lowercased()
    let rest = text[mark.upperBound...]
    guard !rest.contains(where: { "?#@\\ ".contains($0) }) else {
      throw refuse("holds a name, a query or a blank")
    }
    let authority = rest.prefix { $0 != "/" }
    guard let (host, port) = Self.split(authority) else {
      throw refuse("names no host, or a port that is none")
    }
    (self.host, self.port) = (host, port)
    folder = String(rest[authority.endIndex...].reversed().drop { $0 == "/" }.reversed())
    switch scheme {
    case "https": break
    case "http" where Self.isLoopback(host): break
    case "http": throw refuse("is not encrypted, and a token sent there could be read on the way")
    default: throw refuse("is neither https nor http")
    }
    guard Self.isVersion(version) else {
      throw GraphSetupError(
        .address, "\"\(version)\" is no version of the Graph API; expected one such as v24.0")
    }
    self.version = version
  }

  /// The address without the version.
  package var description: String { "\(scheme)://\(authority)\(folder)" }

  /// The address of a query. The token stands in it only when it is what is asked about, as Meta's `debug_token` wants it.
  func url(of query: GraphQuery, token: AccessToken) -> String {
    var items = query.items.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }
    if query.asksAboutToken { items.append("input_token=" + Self.encoded(token.secret)) }
    let path = query.path.split(separator: "/").map { "/" + Self.encoded(String($0)) }.joined()
    return "\(self)/\(version)\(path)" + (items.isEmpty ? "" : "?" + items.joined(separator: "&"))
  }

  private var authority: String {
    (host.contains(":") ? "[\(host)]" : host) + (port.map { ":\($0)" } ?? "")
  }

  /// Host and port of `host`, `host:1`, `[::1]:1`; `nil` when they are none.
  static func split(_ authority: some StringProtocol) -> (host: String, port: Int?)? {
    var host = authority[...]
    var port: Int?
    let colon = authority.lastIndex(of: ":")
    if let colon, !authority.hasPrefix("[") || authority[..<colon].hasSuffix("]") {
      let digits = authority[authority.index(after: colon)...]
      guard let number = UInt16(digits), number > 0 else { return nil }
      (host, port) = (authority[..<colon], Int(number))
    }
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    let allowed = host.utf8.allSatisfy {
      ($0 >= 0x30 && $0 <= 0x3A) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x2D || $0 == 0x2E
    }
    return host.isEmpty || !allowed ? nil : (host.lowercased(), port)
  }

  /// Whether a host is this machine: `localhost`, `127.…`, `::1`.
  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  private static func isVersion(_ text: String) -> Bool {
    let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
    return text.hasPrefix("v") && parts.count == 2 && parts.allSatisfy { UInt8($0) != nil }
  }

  /// Percent-encoded, but for the unreserved characters of RFC 3986.
  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
