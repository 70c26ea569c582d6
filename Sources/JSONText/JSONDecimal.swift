/// The exact value of a well-formed number: coefficient × 10^exponent, the coefficient without trailing zeros.
@usableFromInline
struct JSONDecimal {
  var coefficient: Int64 = 0
  var exponent = 0

  /// Exponents beyond this are refused, so that sums of them cannot overflow.
  private static let maximumExponent = 1_000_000_000

  /// The value of a number in JSON's grammar; nil if it does not fit.
  @usableFromInline
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    let isNegative = bytes.first == UInt8(ascii: "-")
    var magnitude: UInt64 = 0
    var zeros = 0
    var hasPoint = false
    var index = isNegative ? 1 : 0
    while index < bytes.count, bytes[index] | 0x20 != UInt8(ascii: "e") {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: ".") {
        hasPoint = true
        continue
      }
      if hasPoint { exponent -= 1 }
      guard byte != UInt8(ascii: "0") else {
        zeros += 1
        continue
      }
      guard Self.append(byte - 0x30, after: magnitude == 0 ? 0 : zeros, to: &magnitude) else { return nil }
      zeros = 0
    }
    guard magnitude != 0 else {
      exponent = 0
      return
    }
    guard index == bytes.count || addExponent(bytes[(index + 1)...]) else { return nil }
    exponent += zeros
    guard magnitude <= UInt64(Int64.max) + (isNegative ? 1 : 0) else { return nil }
    coefficient = isNegative ? Int64(truncatingIfNeeded: 0 &- magnitude) : Int64(magnitude)
  }

  /// The integer, if there is no fraction and it fits.
  @usableFromInline
  var integer: Int64? {
    guard 0...18 ~= exponent else { return nil }
    var value = coefficient
    for _ in 0..<exponent {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      value = product
    }
    return value
  }

  /// Writes the zeros held back, then the digit; false when that does not fit.
  private static func append(_ digit: UInt8, after zeros: Int, to magnitude: inout UInt64) -> Bool {
    guard zeros < 20 else { return false }
    for _ in 0...zeros {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      guard !overflow else { return false }
      magnitude = product
    }
    let (sum, overflow) = magnitude.addingReportingOverflow(UInt64(digit))
    magnitude = sum
    return !overflow
  }

  private mutating func addExponent(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var written = 0
    for byte in digits where byte != UInt8(ascii: "+") && byte != UInt8(ascii: "-") {
      written = written * 10 + Int(byte - 0x30)
      guard written <= Self.maximumExponent else { return false }
    }
    exponent += digits.first == UInt8(ascii: "-") ? -written : written
    return true
  }
}
