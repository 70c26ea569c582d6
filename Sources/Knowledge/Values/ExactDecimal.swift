/// A decimal number kept exactly: `coefficient × 10^-scale`, without trailing zeros in the coefficient.
package struct ExactDecimal: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The digits as a whole number; the sign of the value.
  package let coefficient: Int64
  /// How many of the digits stand behind the decimal point, 0 to 18.
  package let scale: Int

  /// Makes `coefficient × 10^-scale`; a scale above 18 is cut to 18 digits only if nothing is lost, else `nil`.
  package init?(coefficient: Int64, scale: Int) {
    var coefficient = coefficient
    var scale = scale
    while scale > 0, coefficient.isMultiple(of: 10) {
      coefficient /= 10
      scale -= 1
    }
    while scale < 0 {
      let (product, overflow) = coefficient.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      coefficient = product
      scale += 1
    }
    guard scale <= 18 else { return nil }
    self.coefficient = coefficient
    self.scale = scale
  }

  /// A whole number as a decimal.
  package init(_ whole: Int64) {
    coefficient = whole
    scale = 0
  }

  /// Reads `12`, `-0.5`, `1e3`; `nil` for anything else, or for more digits than 64 bits hold.
  package init?(_ text: some StringProtocol) {
    var coefficient: Int64 = 0
    var scale = 0
    var exponent = 0
    var negative = false
    var seenDigit = false
    var seenPoint = false
    var bytes = Array(text.utf8)[...]
    if bytes.first == 0x2D || bytes.first == 0x2B {
      negative = bytes.removeFirst() == 0x2D
    }
    while let byte = bytes.first {
      if byte >= 0x30, byte <= 0x39 {
        let (product, overflowed) = coefficient.multipliedReportingOverflow(by: 10)
        let (sum, overflowedToo) = product.addingReportingOverflow(Int64(byte - 0x30))
        guard !overflowed, !overflowedToo else { return nil }
        coefficient = sum
        seenDigit = true
        if seenPoint { scale += 1 }
      } else if byte == 0x2E, !seenPoint, seenDigit {
        seenPoint = true
      } else if byte == 0x65 || byte == 0x45, seenDigit {
        guard let parsed = Int(String(decoding: bytes.dropFirst(), as: UTF8.self)), parsed.magnitude < 400
        else { return nil }
        exponent = parsed
        bytes = []
        break
      } else {
        return nil
      }
      bytes.removeFirst()
    }
    guard seenDigit,
      let value = ExactDecimal(coefficient: negative ? -coefficient : coefficient, scale: scale - exponent)
    else { return nil }
    self = value
  }

  package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    left.aligned(to: right) < right.aligned(to: left)
  }

  /// The coefficient at the larger scale of the two, wide enough for 18 more digits.
  private func aligned(to other: ExactDecimal) -> Int128 {
    var wide = Int128(coefficient)
    if other.scale > scale {
      for _ in scale..<other.scale { wide *= 10 }
    }
    return wide
  }

  package var description: String {
    guard scale > 0 else { return String(coefficient) }
    var digits = String(coefficient.magnitude)
    if digits.count <= scale { digits = String(repeating: "0", count: scale - digits.count + 1) + digits }
    let point = digits.index(digits.endIndex, offsetBy: -scale)
    return (coefficient < 0 ? "-" : "") + digits[..<point] + "." + digits[point...]
  }
}
