/// The bytes of one value of a row, as long as the buffer it stands in; quotes and escapes are taken away already.
struct Field {
  /// The first byte; of no meaning when there are none.
  var start: UnsafePointer<UInt8>
  /// How many there are.
  var count: Int

  /// A value's bytes.
  @inline(__always)
  init(_ start: UnsafePointer<UInt8>, _ count: Int) {
    self.start = start
    self.count = count
  }

  @inline(__always)
  subscript(index: Int) -> UInt8 { start[index] }

  /// Without spaces and tabs at both ends, nor the carriage return that ends a line.
  @inline(__always)
  var trimmed: Field {
    var from = start
    var left = count
    while left > 0, Self.isSpace(from[left &- 1]) { left &-= 1 }
    while left > 0, Self.isSpace(from[0]) {
      from += 1
      left &-= 1
    }
    return Field(from, left)
  }

  /// The value as text.
  var text: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }

  /// The value in lower case, ASCII letters only.
  var lowercased: String {
    String(
      decoding: UnsafeBufferPointer(start: start, count: count).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 },
      as: UTF8.self)
  }

  /// Whether it is `word`, a lower-case ASCII word, in whatever case.
  @inline(__always)
  func says(_ word: StaticString) -> Bool {
    guard count == word.utf8CodeUnitCount else { return false }
    let letters = word.utf8Start
    for index in 0..<count {
      let byte = start[index]
      guard (byte &- 0x41 < 26 ? byte | 0x20 : byte) == letters[index] else { return false }
    }
    return true
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
