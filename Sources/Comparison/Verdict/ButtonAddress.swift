/// The address of a button, looked at without opening it.
package struct ButtonAddress: Equatable, Sendable {
  /// What may lose or break what is added to an address; words of the fact `comparison.address_risks`.
  package enum Risk: String, Sendable, CaseIterable {
    case shortLink = "short link"
    case fragment
    case rawPlaceholder = "raw placeholder"
    case notSecure = "not https"
    case noAddress = "no address"

    /// What it does.
    package var about: String {
      switch self {
      case .shortLink: "a shortener redirects, and may drop what Meta adds behind the question mark"
      case .fragment: "what is added behind a # never reaches the server"
      case .rawPlaceholder: "a placeholder, space or bracket stands in it that must be encoded"
      case .notSecure: "it begins with http:, so a redirect comes first that may drop the query"
      case .noAddress: "it cannot be read as an address of the web"
      }
    }
  }

  /// As typed.
  package let text: String
  /// What may go wrong, in the order of `Risk`.
  package let risks: [Risk]
  /// The host, in small letters and without `www.`; empty when there is none.
  package let host: String
  /// The path without a slash at its end.
  package let path: String

  /// Reads an address.
  ///
  /// - Parameter shorteners: hosts of link shorteners; a host below one of them counts too.
  package init(_ text: String, shorteners: Set<String>) {
    self.text = text
    let lower = text.lowercased()
    let scheme = ["https://", "http://"].first { lower.hasPrefix($0) }
    var rest = Substring(scheme.map { String(text.dropFirst($0.count)) } ?? "")
    let fragment = rest.firstIndex(of: "#").map { String(rest[rest.index(after: $0)...]) }
    rest = rest.prefix { $0 != "#" }
    let main = rest.prefix { $0 != "?" }
    var name = main.prefix { $0 != "/" }.lowercased()
    name = name.split(separator: "@").last.map(String.init) ?? name
    name = name.split(separator: ":").first.map(String.init) ?? name
    if name.hasPrefix("www.") { name.removeFirst(4) }
    var path = String(main.drop { $0 != "/" })
    while path.hasSuffix("/") { path.removeLast() }
    self.path = path
    host = name
    let isAddress = scheme != nil && name.contains(".") && !name.hasPrefix(".") && !name.hasSuffix(".")
    var risks: Set<Risk> = []
    if !isAddress { risks.insert(.noAddress) }
    if shorteners.contains(where: { name == $0 || name.hasSuffix("." + $0) }) { risks.insert(.shortLink) }
    if let fragment, !fragment.isEmpty { risks.insert(.fragment) }
    if Self.isRaw(text) { risks.insert(.rawPlaceholder) }
    if scheme == "http://" { risks.insert(.notSecure) }
    self.risks = Risk.allCases.filter(risks.contains)
  }

  /// Whether it leads to the same page, whatever stands behind the question mark.
  package func leadsToSamePage(as other: ButtonAddress) -> Bool { host == other.host && path == other.path }

  /// Whether a sign stands in it that an address must encode. WhatsApp's own placeholder `{{1}}` may stand at the end.
  private static func isRaw(_ text: String) -> Bool {
    var bytes = Array(text.utf8)
    if text.hasSuffix("}}"), let start = text.range(of: "{{", from: text.endIndex) {
      bytes = Array(text[..<start].utf8)
    }
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x00...0x20, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B, 0x7C, 0x7D, 0x7F...0xFF: return true
      case 0x25:
        let digits = bytes.dropFirst(index + 1).prefix(2)
        if digits.count < 2 || !digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) { return true }
      default: continue
      }
    }
    return false
  }
}

extension String {
  /// Where the last occurrence of a text begins before a place.
  fileprivate func range(of text: String, from end: Index) -> Index? {
    var at = end
    while at > startIndex {
      at = index(before: at)
      if self[at...].hasPrefix(text) { return at }
    }
    return nil
  }
}
