/// Base64 (RFC 4648) as ids of messages use it, with or without padding.
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Whether a byte belongs to it, in either alphabet.
  static func isLetter(_ byte: UInt8) -> Bool {
    ByteSearch.isAlphanumeric(byte) || "+/-_=".utf8.contains(byte)
  }

  /// The bytes that letters stand for; what cannot be read is passed over.
  static func decoded(_ text: some Sequence<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var (bits, count) = (UInt32(0), 0)
    for letter in text {
      guard let value = value(of: letter) else { continue }
      bits = bits << 6 | UInt32(value)
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
    return bytes
  }

  /// The letters for bytes, padded.
  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for position in 0..<4 {
        text.append(
          position <= group.count ? letters[Int(bits >> UInt32(18 - 6 * position)) & 63] : UInt8(ascii: "="))
      }
    }
    return text
  }

  private static func value(of letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "-"): 62
    case UInt8(ascii: "_"): 63
    default: letters.firstIndex(of: letter)
    }
  }
}
