/// A number exactly as written; nothing is rounded until `double` is asked for.
///
/// Two numbers are equal when they are written alike: `1` and `1.0` differ. Compare `decimal` to compare values.
package struct JSONNumber: Hashable, Sendable {
  /// The number as it stands in the file.
  package let text: String

  /// A number from text; nil unless the text is a JSON number.
  package init?(_ text: String) {
    guard Self.isWellFormed(text) else { return nil }
    self.text = text
  }

  init(unchecked text: String) { self.text = text }

  /// Whether the text is a number in JSON's grammar, nothing before or after it.
  package static func isWellFormed(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let base = bytes.baseAddress, base[0] > 0x20 else { return false }
      var cursor = JSONCursor(base, count: bytes.count)
      return (try? cursor.number()) != nil && cursor.position == bytes.count
    }
  }

  /// The exact integer, also of `1e3` and `1.0`; nil if there is a fraction or it does not fit 64 bits.
  package var integer: Int64? { exact?.integer }

  /// The exact value as coefficient × 10^exponent, without trailing zeros in the coefficient (0 is 0 × 10^0).
  ///
  /// Nil if the coefficient does not fit 64 bits or the exponent is beyond ±1,000,000,000.
  package var decimal: (coefficient: Int64, exponent: Int)? { exact.map { ($0.coefficient, $0.exponent) } }

  /// The nearest double; infinite beyond its range (`1e400`), zero below it.
  package var double: Double { Double(text) ?? .nan }

  private var exact: JSONDecimal? {
    var text = text
    return text.withUTF8 { JSONDecimal($0) }
  }
}
