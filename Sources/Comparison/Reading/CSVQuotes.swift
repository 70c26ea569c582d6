import Glibc

/// The one rule of quotes (RFC 4180), which cutting a file into chunks and reading its rows must share.
///
/// A field is quoted if its first byte is a quote; elsewhere a quote is a sign like any other. A quoted field ends at the first
/// quote that is not doubled, and right after it stands a separator or the end of the line. If it does not end so, the line of text
/// on which its record began is broken, and reading goes on with the next line of text.
struct CSVQuotes {
  /// The byte between two fields.
  let separator: UInt8
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  /// How a quoted field ends.
  enum End {
    /// At this offset stands its closing quote.
    case closed(Int)
    /// After the quote at this offset stands what may not.
    case followed(Int)
    /// The bytes end first.
    case open
  }

  /// The end of the quoted field whose content begins at `start`.
  ///
  /// - Parameter atEnd: whether nothing follows the bytes; else a quote as the last of them may yet be doubled.
  @inline(__always)
  func end(_ base: UnsafePointer<UInt8>, from start: Int, to count: Int, atEnd: Bool) -> End {
    var index = start
    while let found = memchr(base + index, 0x22, count - index) {
      let at = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      guard at + 1 < count else { return atEnd ? .closed(at) : .open }
      let next = base[at + 1]
      if next == Self.quote {
        index = at + 2
        continue
      }
      if next == separator || next == Self.lineFeed { return .closed(at) }
      guard next == Self.carriageReturn else { return .followed(at) }
      guard at + 2 < count else { return atEnd ? .closed(at) : .open }
      return base[at + 2] == Self.lineFeed ? .closed(at) : .followed(at)
    }
    return .open
  }

  /// How many of the bytes are whole records: the offset right after the last line feed that ends one; 0 when there is none.
  func wholeRecords(_ base: UnsafePointer<UInt8>, _ count: Int, mayGrow: Bool) -> Int {
    var recordStart = 0
    var safe = 0
    while safe < count, let found = memchr(base + safe, 0x22, count - safe) {
      let at = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if let before = Self.lineEnd(base, safe, at) { recordStart = before }
      guard at == recordStart || base[at - 1] == separator else {
        safe = at + 1
        continue
      }
      switch end(base, from: at + 1, to: count, atEnd: false) {
      case .closed(let close): safe = close + 1
      case .open where mayGrow || recordStart > 0: return recordStart
      case .open, .followed:
        guard let feed = memchr(base + recordStart, 0x0A, count - recordStart) else { return recordStart }
        recordStart = UnsafeRawPointer(feed) - UnsafeRawPointer(base) + 1
        safe = recordStart
      }
    }
    return safe < count ? Self.lineEnd(base, safe, count) ?? recordStart : recordStart
  }

  /// The offset right after the last line feed of a range; nil when it has none.
  @inline(__always)
  static func lineEnd(_ base: UnsafePointer<UInt8>, _ from: Int, _ to: Int) -> Int? {
    var end = to
    while end > from {
      if base[end &- 1] == lineFeed { return end }
      end &-= 1
    }
    return nil
  }
}
