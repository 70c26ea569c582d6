/// A run of bytes in a buffer: a string's content without its quotes, or a number.
package struct JSONSpan: Hashable, Sendable {
  /// Offset of the first byte.
  package var start: Int
  /// Offset one past the last byte.
  package var end: Int
  /// Whether a string's content holds a backslash, so that its bytes are not its text.
  package var hasEscapes: Bool

  /// A span from its parts.
  @inlinable @inline(__always)
  package init(start: Int, end: Int, hasEscapes: Bool = false) {
    self.start = start
    self.end = end
    self.hasEscapes = hasEscapes
  }

  /// Its length in bytes.
  @inlinable @inline(__always)
  package var count: Int { end &- start }
}

/// The text a span stands for, escapes resolved; nil on a bad escape, half a surrogate pair or invalid UTF-8.
package func unescape(_ span: JSONSpan, base: UnsafePointer<UInt8>) -> String? {
  let raw = UnsafeBufferPointer(start: base + span.start, count: span.count)
  guard span.hasEscapes else { return String(validating: raw, as: UTF8.self) }
  guard let bytes = unescapedBytes(raw) else { return nil }
  return String(validating: bytes, as: UTF8.self)
}

/// The UTF-8 a string's content stands for; nil on a bad escape or half a surrogate pair.
func unescapedBytes(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(raw.count)
  var index = 0
  while index < raw.count {
    guard raw[index] == UInt8(ascii: "\\") else {
      bytes.append(raw[index])
      index += 1
      continue
    }
    guard let escape = JSONEscape(in: raw, at: index) else { return nil }
    bytes.append(contentsOf: UTF8.encode(escape.scalar) ?? UTF8.encodedReplacementCharacter)
    index = escape.end
  }
  return bytes
}
