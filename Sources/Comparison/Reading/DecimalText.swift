/// A number as people and spreadsheets write it: `131049`, `131049.0`, `1.31049E+05`, with a comma for the point too.
struct DecimalText {
  /// Its digits without point, as one number.
  var digits: UInt64
  /// The power of ten they are multiplied with.
  var exponent: Int
  /// Whether it has an exponent, so that digits may have been rounded away.
  var isScientific: Bool

  /// Reads a number without sign or with a plus; nil if it is none or has more than 19 digits.
  init?(_ field: Field) {
    digits = 0
    exponent = 0
    isScientific = false
    var index = field.count > 0 && field[0] == UInt8(ascii: "+") ? 1 : 0
    var seen = 0
    var hasPoint = false
    while index < field.count {
      let byte = field[index]
      if byte &- 0x30 < 10 {
        seen += 1
        guard seen <= 19 else { return nil }
        digits = digits &* 10 &+ UInt64(byte &- 0x30)
        if hasPoint { exponent -= 1 }
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      index += 1
    }
    guard seen > 0 else { return nil }
    guard index < field.count else { return }
    guard field[index] | 0x20 == UInt8(ascii: "e"), let power = Self.power(field, from: index + 1) else {
      return nil
    }
    exponent += power
    isScientific = true
  }

  private static func power(_ field: Field, from start: Int) -> Int? {
    var index = start
    var isNegative = false
    if index < field.count, field[index] == UInt8(ascii: "+") || field[index] == UInt8(ascii: "-") {
      isNegative = field[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < field.count, field.count - index <= 3 else { return nil }
    var value = 0
    while index < field.count {
      guard field[index] &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(field[index] &- 0x30)
      index += 1
    }
    return isNegative ? -value : value
  }

  /// What the number says about a whole one.
  enum Whole: Equatable {
    case exactly(UInt64)
    /// Written with an exponent larger than its decimals: the last digits are lost.
    case rounded
    /// It has a fraction, or is too large.
    case none
  }

  /// The whole number it is.
  var whole: Whole {
    if exponent > 0 { return digits == 0 ? .exactly(0) : .rounded }
    var value = digits
    for _ in 0..<min(-exponent, 20) {
      guard value % 10 == 0 else { return .none }
      value /= 10
    }
    return .exactly(value)
  }
}
