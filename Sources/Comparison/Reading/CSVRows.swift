import Glibc

/// Reads the rows of a chunk of CSV, one after the other, into a `LogRow`.
///
/// Rows without quoted fields are read eight bytes at a time; the others field by field, by the rule of `CSVQuotes`.
struct CSVRows: ~Copyable {
  /// What became of a row.
  enum Outcome {
    case row
    case blank
    case broken(BrokenKind)
    /// There are no more.
    case end
  }

  /// The line of text on which the last row began, counted from the first of the chunk, from 0.
  private(set) var rowLine = 0
  private var line = 0
  private var position = 0
  private let base: UnsafeMutablePointer<UInt8>
  private let count: Int
  private let width: Int
  private let quotes: CSVQuotes
  /// Field and column of what is read, in the order of the fields.
  private let wanted: [(field: Int, column: LogColumn)]
  private let starts: UnsafeMutablePointer<Int>
  private let ends: UnsafeMutablePointer<Int>
  /// Fields of the last row with doubled quotes.
  private var doubled: [Int] = []

  /// Rows of bytes that a line feed follows, with `LogReading.padding` bytes behind them.
  init(_ base: UnsafeMutablePointer<UInt8>, count: Int, header: CSVHeader) {
    self.base = base
    self.count = count
    width = header.width
    quotes = CSVQuotes(separator: header.separator)
    wanted = header.columns.enumerated().compactMap { index, column in
      LogColumn(rawValue: Int(column)).map { (index, $0) }
    }
    starts = .allocate(capacity: header.width + 1)
    ends = .allocate(capacity: header.width + 1)
  }

  deinit {
    starts.deallocate()
    ends.deallocate()
  }

  /// Reads the next row; the columns that a source does not have stay as they are.
  @inline(__always)
  mutating func next(into row: borrowing LogRow) -> Outcome {
    guard position < count else { return .end }
    rowLine = line
    let start = position
    var fields = base[start] == CSVQuotes.quote ? -1 : plainFields(from: start)
    if fields < 0 {
      fields = quotedFields(from: start)
      guard fields >= 0 else {
        skipLine(from: start)
        return .broken(fields == -1 ? .openQuote : .textAfterQuote)
      }
    }
    line &+= 1
    return fill(row, fields)
  }

  /// Bounds of the fields of a row without quoted ones; -1 when there is one. More fields than the header has are one too many
  /// unless they are empty.
  @inline(__always)
  private mutating func plainFields(from start: Int) -> Int {
    let separators = UInt64(repeating: quotes.separator)
    let feeds = UInt64(repeating: CSVQuotes.lineFeed)
    var field = 0
    var fieldStart = start
    var index = start
    while true {
      let word = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
      var hits = (word ^ separators).zeroBytes | (word ^ feeds).zeroBytes
      while hits != 0 {
        let at = index &+ hits.trailingZeroBitCount &>> 3
        if field < width {
          starts[field] = fieldStart
          ends[field] = at
          field &+= 1
        } else if !isEmpty(fieldStart, at) {
          field = width &+ 1
        }
        fieldStart = at &+ 1
        if base[at] == CSVQuotes.lineFeed {
          position = fieldStart
          return field
        }
        if base[fieldStart] == CSVQuotes.quote { return -1 }
        hits &= hits &- 1
      }
      index &+= 8
    }
  }

  /// Bounds of the fields of any row; -1 when a quote stays open, -2 when text follows one.
  @inline(never)
  private mutating func quotedFields(from start: Int) -> Int {
    doubled.removeAll(keepingCapacity: true)
    var field = 0
    var at = start
    var feeds = 0
    while true {
      var fieldStart = at
      var fieldEnd: Int
      if base[at] == CSVQuotes.quote, at < count {
        fieldStart = at + 1
        switch quotes.end(UnsafePointer(base), from: fieldStart, to: count, atEnd: true) {
        case .open: return -1
        case .followed: return -2
        case .closed(let close): fieldEnd = close
        }
        if field < width, memchr(base + fieldStart, 0x22, fieldEnd - fieldStart) != nil {
          doubled.append(field)
        }
        feeds += lineFeeds(fieldStart, fieldEnd)
        at = fieldEnd + 1
        if at < count, base[at] == CSVQuotes.carriageReturn { at += 1 }
      } else {
        while base[at] != quotes.separator, base[at] != CSVQuotes.lineFeed { at += 1 }
        fieldEnd = at
      }
      if field < width {
        starts[field] = fieldStart
        ends[field] = fieldEnd
        field += 1
      } else if !isEmpty(fieldStart, fieldEnd) {
        field = width + 1
      }
      if at >= count || base[at] == CSVQuotes.lineFeed { break }
      at += 1
    }
    position = at + 1
    line += feeds
    for field in doubled { undouble(field) }
    return field
  }

  /// Puts the values where they belong; nothing but separators is a blank row.
  @inline(__always)
  private func fill(_ row: borrowing LogRow, _ fields: Int) -> Outcome {
    guard fields == width else {
      return (0..<min(fields, width)).allSatisfy { isEmpty(starts[$0], ends[$0]) } && fields < width
        ? .blank : .broken(.fieldCount)
    }
    for (field, column) in wanted {
      row[column] = Field(UnsafePointer(base + starts[field]), ends[field] &- starts[field]).trimmed
    }
    if row[.messageID].count == 0, (0..<width).allSatisfy({ isEmpty(starts[$0], ends[$0]) }) { return .blank }
    return .row
  }

  /// Goes on with the line of text after the one at `start`.
  private mutating func skipLine(from start: Int) {
    let feed = memchr(base + start, 0x0A, count - start)
    position = feed.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) + 1 } ?? count
    line += 1
  }

  private func isEmpty(_ start: Int, _ end: Int) -> Bool {
    Field(UnsafePointer(base + start), end - start).trimmed.count == 0
  }

  private func lineFeeds(_ start: Int, _ end: Int) -> Int {
    var feeds = 0
    for index in start..<end where base[index] == CSVQuotes.lineFeed { feeds += 1 }
    return feeds
  }

  /// Makes one quote of two, where they stand.
  private func undouble(_ field: Int) {
    var to = starts[field]
    var from = to
    while from < ends[field] {
      base[to] = base[from]
      from += base[from] == CSVQuotes.quote ? 2 : 1
      to += 1
    }
    ends[field] = to
  }
}

extension UInt64 {
  /// Eight times the same byte.
  @inline(__always)
  init(repeating byte: UInt8) { self = UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The top bit of each byte that is 0, exactly.
  @inline(__always)
  var zeroBytes: UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~(((self & low) &+ low) | self | low)
  }
}
