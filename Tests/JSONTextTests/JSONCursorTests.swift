import JSONText
import Testing

@Suite struct JSONCursorTests {
  private func read<Result>(_ text: String, _ body: (inout JSONCursor) throws -> Result) rethrows -> Result {
    var text = text
    return try text.withUTF8 { bytes in
      var cursor = JSONCursor(bytes.baseAddress!, count: bytes.count)
      return try body(&cursor)
    }
  }

  @Test func aLineIsReadFieldByField() throws {
    let line =
      #" {"id" : 12, "skip": [{"a": [1, "]"]}, null], "tags": ["x", "y\n"], "ok": true, "end": "fin"} "#
    try read(line) { cursor in
      var id: Int64?
      var tags: [String?] = []
      var isOK = false
      var end: String?
      try cursor.object { (cursor, key) throws(JSONCursorError) in
        if cursor.equals(key, "id") {
          id = cursor.integer(of: try cursor.number())
        } else if cursor.equals(key, "tags") {
          try cursor.array { (cursor) throws(JSONCursorError) in
            tags.append(cursor.text(of: try cursor.string()))
          }
        } else if cursor.equals(key, "ok") {
          isOK = try cursor.boolean()
        } else if cursor.equals(key, "end") {
          end = unescape(try cursor.string(), base: cursor.base)
        } else {
          try cursor.skipValue()
        }
      }
      #expect(id == 12)
      #expect(tags == ["x", "y\n"])
      #expect(isOK)
      #expect(end == "fin")
      #expect(cursor.atEnd)
    }
  }

  @Test func aLineIsReadWithoutClosures() throws {
    var seen: [String] = []
    try read(#"{"a": [], "b": [1, 2], "c": {}}"#) { cursor in
      var more = try cursor.beginObject()
      while more {
        seen.append(try #require(cursor.text(of: try cursor.key())))
        if cursor.peek() == UInt8(ascii: "[") {
          var hasElement = try cursor.beginArray()
          while hasElement {
            seen.append(String(try #require(cursor.integer(of: try cursor.number()))))
            hasElement = try cursor.nextElement()
          }
        } else {
          #expect(try !cursor.beginObject())
        }
        more = try cursor.nextMember()
      }
      #expect(cursor.atEnd)
    }
    #expect(seen == ["a", "b", "1", "2", "c"])
    #expect(throws: JSONCursorError.malformed(at: 3)) {
      try read("[1 2]") { cursor in
        _ = try cursor.beginArray()
        _ = try cursor.number()
        _ = try cursor.nextElement()
      }
    }
  }

  @Test func aKeyOfOneLetterCanBeCompared() throws {
    try read(#""a""#) { cursor in
      let span = try cursor.string()
      #expect(cursor.equals(span, "a"))
      #expect(!cursor.equals(span, "b"))
      #expect(!cursor.equals(span, ""))
    }
  }

  @Test func depthIsBounded() throws {
    func skip(_ depth: Int) throws(JSONCursorError) {
      var bytes = [UInt8](repeating: UInt8(ascii: "["), count: depth)
      bytes += [UInt8](repeating: UInt8(ascii: "]"), count: depth)
      try bytes.withUnsafeBufferPointer { (bytes) throws(JSONCursorError) in
        var cursor = JSONCursor(bytes.baseAddress!, count: bytes.count)
        try cursor.skipValue()
      }
    }
    try skip(128)
    #expect(throws: JSONCursorError.tooDeep(at: 128)) { try skip(129) }
    #expect(throws: JSONCursorError.tooDeep(at: 128)) { try skip(100_000) }
  }

  @Test(arguments: [
    ("\"ab", 3), ("\"a\u{1}b\"", 2), (#""a\qb""#, 2), (#""\ud800""#, 1), (#""\ud800\u0041""#, 1),
    (#""\udc00""#, 1),
    ("01", 1), ("1.", 2), ("-", 1), ("1e", 2), ("nul", 0), ("truely", 0), ("[1,]", 3), ("{\"a\" 1}", 5),
    ("[1}", 2), (" ", 1),
    ("{1:2}", 1), (".5", 0), ("[1 2]", 3),
  ])
  func theFirstBadByteIsTold(text: String, offset: Int) {
    #expect(throws: JSONCursorError.malformed(at: offset)) {
      try read(text) { try $0.skipValue() }
    }
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("-12", -12), ("1e3", 1000), ("1.0", 1), ("9223372036854775807", Int64.max),
      ("-9223372036854775808", Int64.min), ("9223372036854775808", nil), ("1.5", nil), ("100e-2", 1),
      ("123456789012345678", 123_456_789_012_345_678),
    ] as [(String, Int64?)])
  func integersAreExact(text: String, value: Int64?) throws {
    #expect(try read(text) { $0.integer(of: try $0.number()) } == value)
  }
}
