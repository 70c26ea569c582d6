/// Why a cursor stopped; the offset is counted in bytes from its base.
package enum JSONCursorError: Error, Hashable, Sendable {
  /// What stands here is no JSON, or not what was expected.
  case malformed(at: Int)
  /// Brackets nest deeper than `JSONCursor.maximumDepth`.
  case tooDeep(at: Int)
}

/// Pulls values from the UTF-8 bytes of one line or buffer, validating as it goes; it never allocates.
///
/// It accepts the values `JSONDocument` accepts, except that it looks neither for doubled keys nor for invalid UTF-8
/// (see `isValidUTF8`). The buffer must outlive the cursor. Every call skips the white space before what it reads.
package struct JSONCursor {
  /// The first byte.
  package let base: UnsafePointer<UInt8>
  /// The number of bytes; the offset one past the last.
  package let end: Int
  /// The offset of the next byte to read.
  package var position: Int

  /// How deep brackets may nest in `skipValue`.
  @inlinable package static var maximumDepth: Int { 128 }

  /// A cursor at the first of `count` bytes.
  @inlinable @inline(__always)
  package init(_ base: UnsafePointer<UInt8>, count: Int) {
    self.base = base
    self.end = count
    self.position = 0
  }

  /// Whether nothing but white space is left.
  @inlinable @inline(__always)
  package var atEnd: Bool {
    var rest = self
    rest.skipWhitespace()
    return rest.position >= end
  }

  /// Moves to the next byte that is neither space, tab, line feed nor carriage return.
  @inlinable @inline(__always)
  package mutating func skipWhitespace() {
    while position < end {
      let byte = base[position]
      guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position &+= 1
    }
  }

  /// The next byte after white space, not consumed; 0 at the end.
  @inlinable @inline(__always)
  package mutating func peek() -> UInt8 {
    skipWhitespace()
    return position < end ? base[position] : 0
  }

  /// Consumes `byte` if it comes next.
  @inlinable @inline(__always)
  package mutating func tryConsume(_ byte: UInt8) -> Bool {
    if position < end, base[position] > 0x20 {
      guard base[position] == byte else { return false }
      position &+= 1
      return true
    }
    skipWhitespace()
    guard position < end, base[position] == byte else { return false }
    position &+= 1
    return true
  }

  /// Consumes `byte`; throws `malformed` if something else comes next.
  @inlinable @inline(__always)
  package mutating func expect(_ byte: UInt8) throws(JSONCursorError) {
    guard tryConsume(byte) else { throw .malformed(at: position) }
  }

  /// Reads a string and returns its content; throws `malformed` on a control character, a bad escape or no end.
  @inlinable @inline(__always)
  package mutating func string() throws(JSONCursorError) -> JSONSpan {
    try expect(UInt8(ascii: "\""))
    return try restOfString()
  }

  /// Reads a string whose opening quote is behind the cursor; throws as `string` does.
  @inlinable @inline(__always)
  package mutating func restOfString() throws(JSONCursorError) -> JSONSpan {
    let start = position
    var index = start
    var hasEscapes = false
    while true {
      while index &+ 8 <= end {
        let stops = Self.stops(in: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
        if stops != 0 {
          index &+= stops.trailingZeroBitCount &>> 3
          break
        }
        index &+= 8
      }
      while index < end, base[index] >= 0x20, base[index] != 0x22, base[index] != 0x5C { index &+= 1 }
      guard index < end else { throw .malformed(at: end) }
      switch base[index] {
      case 0x22:
        position = index &+ 1
        return JSONSpan(start: start, end: index, hasEscapes: hasEscapes)
      case 0x5C:
        hasEscapes = true
        index = try endOfEscape(at: index)
      default: throw .malformed(at: index)
      }
    }
  }

  /// The top bit of each byte that ends a run of plain text: quote, backslash, control. Only the lowest is exact.
  @inlinable @inline(__always)
  static func stops(in loaded: UInt64) -> UInt64 {
    let word = UInt64(littleEndian: loaded)
    let quote = word ^ 0x2222_2222_2222_2222
    let slash = word ^ 0x5C5C_5C5C_5C5C_5C5C
    let ones: UInt64 = 0x0101_0101_0101_0101
    let hits =
      ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((word &- 0x2020_2020_2020_2020) & ~word)
    return hits & 0x8080_8080_8080_8080
  }

  @usableFromInline @inline(never)
  func endOfEscape(at index: Int) throws(JSONCursorError) -> Int {
    let rest = UnsafeBufferPointer(start: base + index, count: Swift.min(end - index, 12))
    guard let escape = JSONEscape(in: rest, at: 0) else { throw .malformed(at: index) }
    return index + escape.end
  }

  /// Reads a number in JSON's grammar; throws `malformed` where the grammar is left.
  @inlinable @inline(__always)
  package mutating func number() throws(JSONCursorError) -> JSONSpan {
    skipWhitespace()
    let start = position
    var index = start
    if index < end, base[index] == UInt8(ascii: "-") { index &+= 1 }
    if index < end, base[index] == UInt8(ascii: "0") { index &+= 1 } else { index = try digits(from: index) }
    if index < end, base[index] == UInt8(ascii: ".") { index = try digits(from: index &+ 1) }
    if index < end, base[index] | 0x20 == UInt8(ascii: "e") {
      index &+= 1
      if index < end, base[index] == UInt8(ascii: "+") || base[index] == UInt8(ascii: "-") { index &+= 1 }
      index = try digits(from: index)
    }
    guard index >= end || !Self.continuesWord(base[index]) else { throw .malformed(at: index) }
    position = index
    return JSONSpan(start: start, end: index)
  }

  @inlinable @inline(__always)
  func digits(from start: Int) throws(JSONCursorError) -> Int {
    var index = start
    while index < end, base[index] &- 0x30 < 10 { index &+= 1 }
    guard index > start else { throw .malformed(at: start) }
    return index
  }

  /// Whether a byte right after a number or a word makes it another: `01`, `1.2.3`, `truely`.
  @inlinable @inline(__always)
  static func continuesWord(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2E || byte == 0x2B || byte == 0x2D
      || byte == 0x5F
  }

  /// Reads `true` or `false`; throws `malformed` on anything else.
  @inlinable
  package mutating func boolean() throws(JSONCursorError) -> Bool {
    if peek() == UInt8(ascii: "t") {
      try word("true")
      return true
    }
    try word("false")
    return false
  }

  /// Reads `null`; throws `malformed` on anything else.
  @inlinable
  package mutating func null() throws(JSONCursorError) { try word("null") }

  /// Consumes `null` if it comes next; throws `malformed` on another word with an n.
  @inlinable
  package mutating func tryNull() throws(JSONCursorError) -> Bool {
    guard peek() == UInt8(ascii: "n") else { return false }
    try word("null")
    return true
  }

  @inlinable @inline(__always)
  mutating func word(_ word: StaticString) throws(JSONCursorError) {
    skipWhitespace()
    let stop = position &+ word.utf8CodeUnitCount
    guard stop <= end, equals(JSONSpan(start: position, end: stop), word) else {
      throw .malformed(at: position)
    }
    guard stop >= end || !Self.continuesWord(base[stop]) else { throw .malformed(at: position) }
    position = stop
  }
}
