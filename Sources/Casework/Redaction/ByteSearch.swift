import Glibc

/// Searching in the bytes of a text.
enum ByteSearch {
  /// Where a text next stands.
  static func first(_ text: StaticString, in bytes: [UInt8], from index: Int) -> Int? {
    let length = text.utf8CodeUnitCount
    return bytes.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress else { return nil }
      var index = index
      while index + length <= bytes.count {
        let rest = bytes.count - index - length + 1
        guard let found = memchr(base + index, Int32(text.utf8Start[0]), rest) else { return nil }
        index = UnsafeRawPointer(found) - base
        if memcmp(base + index, text.utf8Start, length) == 0 { return index }
        index += 1
      }
      return nil
    }
  }

  /// Whether 32 hexadecimal digits may stand in a row: then one of every 16 bytes, and the 15th after it, is among them.
  static func mayHoldHex(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 15
      while index + 15 < bytes.count {
        if isHex(bytes[index]), isHex(bytes[index + 15]), isHex(bytes[index + 7]), isHex(bytes[index + 4]),
          (index..<index + 15).allSatisfy({ isHex(bytes[$0]) })
        {
          return true
        }
        index += 16
      }
      return false
    }
  }

  /// Whether a word can begin here: the byte before is no letter or digit, or it is the letter of an escape such as `\n`.
  static func beginsWord(at index: Int, in bytes: [UInt8]) -> Bool {
    guard index > 0, isAlphanumeric(bytes[index - 1]) else { return true }
    if index > 1, bytes[index - 2] == UInt8(ascii: "\\") { return "nrtbf".utf8.contains(bytes[index - 1]) }
    return index > 5 && bytes[index - 6] == UInt8(ascii: "\\") && bytes[index - 5] == UInt8(ascii: "u")
      && bytes[index - 4..<index].allSatisfy { isDigit($0) || isHex($0 | 0x20) }
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// Whether a byte is a digit or a small letter up to f.
  static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (byte >= 0x61 && byte <= 0x66) }
}
