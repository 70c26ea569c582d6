/// One entry of a document's tape, 16 bytes: a value or a key, and where the value after it stands.
///
/// An object's node is followed by key, value, key, value …; an array's by its elements.
struct JSONNode: Sendable {
  /// The first byte of the value; for text, the opening quote.
  var start: UInt32
  /// One past the last byte.
  var end: UInt32
  /// The tape index after this value and all it holds; while a container is open, its parent's index.
  var next: UInt32
  /// Three bits of kind, one bit "holds escapes", 28 bits of count.
  private var bits: UInt32

  /// Documents hold at most this many bytes, so that counts and offsets fit: 512 MiB less one.
  static let maximumBytes = 1 << 29 - 1
  /// The parent of the root.
  static let none = UInt32.max

  @inline(__always)
  init(_ kind: JSONKind, from start: Int, to end: Int, next: Int, hasEscapes: Bool = false) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
    self.next = UInt32(truncatingIfNeeded: next)
    self.bits = UInt32(kind.rawValue) | (hasEscapes ? 8 : 0)
  }

  @inline(__always)
  var kind: JSONKind {
    switch bits & 7 {
    case 0: .null
    case 1: .boolean
    case 2: .number
    case 3: .string
    case 4: .array
    default: .object
    }
  }

  @inline(__always) var hasEscapes: Bool { bits & 8 != 0 }
  /// Elements of an array or members of an object.
  @inline(__always) var count: Int { Int(bits >> 4) }
  @inline(__always) mutating func countOneMore() { bits &+= 16 }

  /// The text between the quotes.
  var content: JSONSpan { JSONSpan(start: Int(start) + 1, end: Int(end) - 1, hasEscapes: hasEscapes) }
}
