extension JSONCursor {
  /// Opens an object; true if a member follows, false if it was empty and is closed again. Throws `malformed`.
  ///
  /// For loops without closures: `var more = try beginObject(); while more { … key() … value …; more = try nextMember() }`.
  @inlinable @inline(__always)
  package mutating func beginObject() throws(JSONCursorError) -> Bool {
    try expect(UInt8(ascii: "{"))
    return !tryConsume(UInt8(ascii: "}"))
  }

  /// Reads a key and its colon; throws `malformed`.
  @inlinable @inline(__always)
  package mutating func key() throws(JSONCursorError) -> JSONSpan {
    let key = try string()
    try expect(UInt8(ascii: ":"))
    return key
  }

  /// After a member: true if another follows, false if the object is closed; throws `malformed` if neither is so.
  @inlinable @inline(__always)
  package mutating func nextMember() throws(JSONCursorError) -> Bool {
    if tryConsume(UInt8(ascii: ",")) { return true }
    try expect(UInt8(ascii: "}"))
    return false
  }

  /// Opens an array; true if an element follows, false if it was empty and is closed again. Throws `malformed`.
  @inlinable @inline(__always)
  package mutating func beginArray() throws(JSONCursorError) -> Bool {
    try expect(UInt8(ascii: "["))
    return !tryConsume(UInt8(ascii: "]"))
  }

  /// After an element: true if another follows, false if the array is closed; throws `malformed` if neither is so.
  @inlinable @inline(__always)
  package mutating func nextElement() throws(JSONCursorError) -> Bool {
    if tryConsume(UInt8(ascii: ",")) { return true }
    try expect(UInt8(ascii: "]"))
    return false
  }

  /// Reads an object, handing over each key; `member` must consume the value. Throws what `member` throws, or `malformed`.
  @inlinable @inline(__always)
  package mutating func object(
    _ member: (inout JSONCursor, JSONSpan) throws(JSONCursorError) -> Void
  ) throws(JSONCursorError) {
    var more = try beginObject()
    while more {
      try member(&self, try key())
      more = try nextMember()
    }
  }

  /// Reads an array; `element` must consume one value. Throws what `element` throws, or `malformed`.
  @inlinable @inline(__always)
  package mutating func array(
    _ element: (inout JSONCursor) throws(JSONCursorError) -> Void
  ) throws(JSONCursorError) {
    var more = try beginArray()
    while more {
      try element(&self)
      more = try nextElement()
    }
  }

  /// Passes over one value of any kind, strictly; throws `malformed`, or `tooDeep` beyond `maximumDepth` brackets.
  @inlinable
  package mutating func skipValue() throws(JSONCursorError) {
    switch peek() {
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "{"), UInt8(ascii: "["): try skipContainer()
    default: try skipScalar()
    }
  }

  @inlinable @inline(__always)
  mutating func skipScalar() throws(JSONCursorError) {
    switch peek() {
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: _ = try number()
    }
  }

  /// Passes over an object or array; one bit per open bracket tells which it is.
  @usableFromInline
  mutating func skipContainer() throws(JSONCursorError) {
    var cursor = self
    try cursor.walkContainer()
    self = cursor
  }

  @inline(__always)
  private mutating func walkContainer() throws(JSONCursorError) {
    var depth = 0
    var isObject: UInt128 = 0
    var expectsKey = false
    while true {
      let byte = peek()
      if byte == UInt8(ascii: "\"") {
        position &+= 1
        _ = try restOfString()
        if expectsKey {
          try expect(UInt8(ascii: ":"))
          expectsKey = false
          continue
        }
      } else if expectsKey {
        throw .malformed(at: position)
      } else if byte | 0x20 == UInt8(ascii: "{") {
        guard depth < Self.maximumDepth else { throw .tooDeep(at: position) }
        position &+= 1
        if !tryConsume(byte &+ 2) {
          depth &+= 1
          isObject = isObject << 1 | (byte == UInt8(ascii: "{") ? 1 : 0)
          expectsKey = isObject & 1 == 1
          continue
        }
      } else {
        try skipScalar()
      }
      while depth > 0, !tryConsume(UInt8(ascii: ",")) {
        try expect(isObject & 1 == 1 ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        depth &-= 1
        isObject >>= 1
      }
      guard depth > 0 else { return }
      expectsKey = isObject & 1 == 1
    }
  }

  /// Whether a span's bytes are exactly `text`; a string with escapes never is, see `unescape`.
  @inlinable @inline(__always)
  package func equals(_ span: JSONSpan, _ text: StaticString) -> Bool {
    guard span.count == text.utf8CodeUnitCount, !span.hasEscapes else { return false }
    return text.withUTF8Buffer { Self.sameBytes(base + span.start, $0.baseAddress!, span.count) }
  }

  @inlinable @inline(__always)
  static func sameBytes(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var index = 0
    while index &+ 8 <= count {
      let one = UnsafeRawPointer(left + index).loadUnaligned(as: UInt64.self)
      let other = UnsafeRawPointer(right + index).loadUnaligned(as: UInt64.self)
      guard one == other else { return false }
      index &+= 8
    }
    while index < count {
      guard left[index] == right[index] else { return false }
      index &+= 1
    }
    return true
  }

  /// The text of a string's content; nil on invalid UTF-8.
  package func text(of span: JSONSpan) -> String? { unescape(span, base: base) }

  /// The exact integer a number's span stands for; nil if it has a fraction or does not fit.
  @inlinable
  package func integer(of span: JSONSpan) -> Int64? {
    guard 1...18 ~= span.count else { return JSONDecimal(bytes(of: span))?.integer }
    var index = span.start
    let isNegative = base[index] == UInt8(ascii: "-")
    if isNegative { index &+= 1 }
    var value: Int64 = 0
    while index < span.end {
      let digit = base[index] &- 0x30
      guard digit < 10 else { return JSONDecimal(bytes(of: span))?.integer }
      value = value &* 10 &+ Int64(digit)
      index &+= 1
    }
    return isNegative ? 0 &- value : value
  }

  /// The bytes of a span, as long as the cursor's buffer lives.
  @inlinable @inline(__always)
  package func bytes(of span: JSONSpan) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + span.start, count: span.count)
  }
}
