/// A country (ISO 3166-1 alpha-2, `CU`) or a region of one (ISO 3166-2, `UA-43`), upper case.
package struct CountryCode: Hashable, Sendable, CustomStringConvertible {
  /// The code as ISO writes it.
  package let description: String

  /// Reads `cu`, `CU`, `UA-43`; `nil` for another shape. Whether the code is assigned is a matter for the tables.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let upper = text.uppercased()
    let parts = upper.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].utf8.count == 2, parts[0].utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A })
    else { return nil }
    if parts.count == 2 {
      guard (1...3).contains(parts[1].utf8.count),
        parts[1].utf8.allSatisfy({ ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x30 && $0 <= 0x39) })
      else { return nil }
    }
    description = upper
  }

  /// The country a region belongs to, or the country itself.
  package var country: String { String(description.prefix(2)) }
  /// Whether this names a region of a country and not the whole of it.
  package var isRegion: Bool { description.utf8.count > 2 }
}
