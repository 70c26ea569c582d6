import Glibc

/// A piece of a source: whole records at the beginning of the buffer that was handed in.
struct LogChunk {
  /// Which of the sources, from 0.
  let source: Int
  /// What the source is made of.
  let layout: SourceLayout
  /// The number of the first line of text, from 1.
  let firstLine: Int
  /// Bytes of the records.
  let count: Int
  /// Whether it stands for one record that is too long and was passed over.
  let isTooLong: Bool
}

/// Cuts all sources into pieces of whole records, one after the other, never holding more than one piece.
struct LogChunks: ~Copyable {
  private let sources: [LogSource]
  private let chunkBytes: Int
  private let longestRecord: Int
  private var number = -1
  private var stream: ByteStream?
  private var layout = SourceLayout.empty
  private var isAtEnd = true
  /// What was read and not handed on.
  private var rest: [UInt8] = []
  private var line = 1
  /// What each source is made of, in their order.
  private(set) var layouts: [SourceLayout] = []
  /// Of each source that does not end with a line end, the number of its last line.
  private(set) var unended: [Int: Int] = [:]

  /// Pieces of the sources.
  ///
  /// - Parameters:
  ///   - chunkBytes: bytes of a piece, unless a record is longer.
  ///   - longestRecord: bytes of the longest record that is read.
  init(
    _ sources: [LogSource], chunkBytes: Int, longestRecord: Int = LogReading.longestRecord
  ) {
    self.sources = sources
    self.chunkBytes = chunkBytes
    self.longestRecord = longestRecord
  }

  /// Fills the buffer with the next records; `nil` at the end of the last source.
  ///
  /// - Throws: `ComparisonError` when a source cannot be opened or read, or is no message log.
  mutating func next(into buffer: inout ByteBuffer) throws(ComparisonError) -> LogChunk? {
    while true {
      if isAtEnd, rest.isEmpty {
        number += 1
        guard number < sources.count else { return nil }
        try openSource(&buffer)
      }
      if let chunk = try piece(into: &buffer) { return chunk }
    }
  }

  /// Opens the next source and reads its beginning, at least as much as a header may have.
  private mutating func openSource(_ buffer: inout ByteBuffer) throws(ComparisonError) {
    stream = try ByteStream(sources[number])
    let room = max(chunkBytes, LogReading.longestHeader)
    buffer.makeRoom(room)
    let filled = try stream!.read(into: buffer, at: 0, upTo: room)
    isAtEnd = filled < room
    let bytes = UnsafeMutableBufferPointer(start: buffer.base, count: filled)
    let beginning = try SourceLayout.of(bytes, source: sources[number].name)
    layout = beginning.layout
    layouts.append(layout)
    line = 1 + beginning.lines
    rest = buffer.copy(beginning.bytes..<filled)
  }

  /// The next piece of the open source; `nil` when it is at its end.
  private mutating func piece(into buffer: inout ByteBuffer) throws(ComparisonError) -> LogChunk? {
    var limit = max(chunkBytes, min(2 * rest.count, longestRecord))
    buffer.makeRoom(limit)
    buffer.put(rest[...], at: 0)
    var filled = rest.count
    while true {
      if !isAtEnd {
        filled += try stream!.read(into: buffer, at: filled, upTo: limit)
        isAtEnd = filled < limit
      }
      let end = isAtEnd ? filled : records(in: buffer, filled, mayGrow: limit < longestRecord)
      if end > 0 { return handOn(buffer, end, filled) }
      if isAtEnd {
        rest = []
        return nil
      }
      guard limit < longestRecord else { return try passOver(buffer) }
      limit = min(2 * limit, longestRecord)
      buffer.makeRoom(limit, keeping: filled)
    }
  }

  /// How many of the bytes are whole records.
  private func records(in buffer: borrowing ByteBuffer, _ filled: Int, mayGrow: Bool) -> Int {
    guard case .csv(let header) = layout else { return CSVQuotes.lineEnd(buffer.base, 0, filled) ?? 0 }
    return CSVQuotes(separator: header.separator).wholeRecords(buffer.base, filled, mayGrow: mayGrow)
  }

  private mutating func handOn(_ buffer: borrowing ByteBuffer, _ end: Int, _ filled: Int) -> LogChunk {
    rest = buffer.copy(end..<filled)
    let firstLine = line
    line += Self.lineFeeds(buffer.base, end)
    if isAtEnd, end == filled, buffer.base[end - 1] != 0x0A { unended[number] = line }
    return LogChunk(source: number, layout: layout, firstLine: firstLine, count: end, isTooLong: false)
  }

  /// Reads on to the end of the line of text of a record that is too long to be kept.
  private mutating func passOver(_ buffer: borrowing ByteBuffer) throws(ComparisonError) -> LogChunk? {
    rest = []
    while !isAtEnd {
      let filled = try stream!.read(into: buffer, at: 0, upTo: buffer.capacity)
      isAtEnd = filled < buffer.capacity
      guard let feed = memchr(buffer.base, 0x0A, filled) else { continue }
      rest = buffer.copy(UnsafeRawPointer(feed) - UnsafeRawPointer(buffer.base) + 1..<filled)
      break
    }
    line += 1
    return LogChunk(source: number, layout: layout, firstLine: line - 1, count: 0, isTooLong: true)
  }

  /// How many line feeds there are among the first bytes.
  private static func lineFeeds(_ base: UnsafePointer<UInt8>, _ end: Int) -> Int {
    var count = 0
    var at = 0
    while at < end, let found = memchr(base + at, 0x0A, end - at) {
      count += 1
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
    }
    return count
  }
}
