/// One escape in a string: the scalar it stands for and where it ends.
struct JSONEscape {
  var scalar: Unicode.Scalar
  var end: Int

  /// The escape whose backslash stands at `index`; nil unless it is whole and stands for a scalar.
  init?(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    guard index + 1 < bytes.count else { return nil }
    end = index + 2
    switch bytes[index + 1] {
    case UInt8(ascii: "\""): scalar = "\""
    case UInt8(ascii: "\\"): scalar = "\\"
    case UInt8(ascii: "/"): scalar = "/"
    case UInt8(ascii: "b"): scalar = "\u{8}"
    case UInt8(ascii: "f"): scalar = "\u{C}"
    case UInt8(ascii: "n"): scalar = "\n"
    case UInt8(ascii: "r"): scalar = "\r"
    case UInt8(ascii: "t"): scalar = "\t"
    case UInt8(ascii: "u"):
      guard let unit = Self.unit(in: bytes, at: index) else { return nil }
      end = index + 6
      if let plain = Unicode.Scalar(unit) {
        scalar = plain
        return
      }
      guard unit < 0xDC00, let low = Self.unit(in: bytes, at: end), 0xDC00...0xDFFF ~= low else { return nil }
      guard let pair = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) else { return nil }
      scalar = pair
      end += 6
    default: return nil
    }
  }

  /// The sixteen bits written as `\uXXXX` at `index`; nil unless all six characters are there.
  static func unit(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
    guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[(index + 2)..<(index + 6)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}
