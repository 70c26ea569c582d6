extension JSONWriter {
  /// Writes text as a JSON string with its quotes at the end of `output`.
  ///
  /// Escaped are the quote, the backslash, control characters, and what would mislead the eye when the file is read:
  /// line and paragraph separators, direction marks and the byte order mark.
  package static func append(string text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      output.reserveCapacity(output.count + bytes.count + 2)
      output.append(UInt8(ascii: "\""))
      var start = 0
      var index = 0
      while index < bytes.count {
        guard let escaped = escapedScalar(in: bytes, at: index) else {
          index += 1
          continue
        }
        output.append(contentsOf: bytes[start..<index])
        append(escape: escaped.value, to: &output)
        index += escaped.length
        start = index
      }
      output.append(contentsOf: bytes[start...])
      output.append(UInt8(ascii: "\""))
    }
  }

  /// The scalar that begins at `index` and how many bytes it has, if it is written as an escape.
  @inline(__always)
  private static func escapedScalar(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (
    value: UInt16, length: Int
  )? {
    switch bytes[index] {
    case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"): (UInt16(bytes[index]), 1)
    case 0xD8 where bytes[index + 1] == 0x9C: (0x061C, 2)
    case 0xE2 where bytes[index + 1] == 0x80: general(0x2000 | UInt16(bytes[index + 2] & 0x3F))
    case 0xE2 where bytes[index + 1] == 0x81: general(0x2040 | UInt16(bytes[index + 2] & 0x3F))
    case 0xEF where bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF: (0xFEFF, 3)
    default: nil
    }
  }

  private static func general(_ value: UInt16) -> (value: UInt16, length: Int)? {
    switch value {
    case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: (value, 3)
    default: nil
    }
  }

  private static func append(escape value: UInt16, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\\"))
    switch value {
    case 0x22, 0x5C: output.append(UInt8(value))
    case 0x08: output.append(UInt8(ascii: "b"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0C: output.append(UInt8(ascii: "f"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    default:
      output.append(UInt8(ascii: "u"))
      let digits = Array("0123456789ABCDEF".utf8)
      for shift in [12, 8, 4, 0] as [UInt16] { output.append(digits[Int(value >> shift & 15)]) }
    }
  }
}
