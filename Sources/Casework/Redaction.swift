import Glibc

/// Hides access tokens in the final bytes of every output, so that no author of a text has to think of it.
package enum Redaction {
  /// A token of Meta begins with these letters, at the beginning of a word.
  private static let mark = Array("EAA".utf8)
  /// Letters and digits after the mark, at least, for a word to be a token and not somebody's abbreviation.
  private static let least = 8
  private static let replacement = Array("EAA…".utf8)

  /// Whether a token stands in the text.
  package static func holdsSecret(_ text: String) -> Bool { redacted(Array(text.utf8)) != nil }

  /// The bytes with each token replaced by `EAA…`; `nil` when there is none.
  package static func redacted(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8]?
    var copied = 0
    var index = 0
    while let start = next(in: bytes, from: index) {
      var end = start + mark.count
      while end < bytes.count, isWordByte(bytes[end]) { end += 1 }
      index = end
      guard end - start >= mark.count + least, start == 0 || !isWordByte(bytes[start - 1]) else { continue }
      result = (result ?? []) + bytes[copied..<start] + replacement
      copied = end
    }
    return result.map { $0 + bytes[copied...] }
  }

  /// Where the mark next stands.
  private static func next(in bytes: [UInt8], from index: Int) -> Int? {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var index = index
      while index + mark.count <= bytes.count {
        guard let found = memchr(base + index, Int32(mark[0]), bytes.count - index) else { return nil }
        index = UnsafeRawPointer(found) - base
        if index + mark.count <= bytes.count, bytes[index + 1] == mark[1], bytes[index + 2] == mark[2] {
          return index
        }
        index += 1
      }
      return nil
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A)
  }
}
