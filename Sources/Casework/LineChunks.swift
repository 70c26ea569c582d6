import Glibc

/// Cuts a stream into pieces of whole lines, without ever holding more than one piece.
struct LineChunks {
  /// One piece, at the beginning of the buffer that was handed in.
  struct Chunk {
    /// How many pieces came before it.
    let number: Int
    /// The number of its first line, from 1.
    let firstLine: Int
    /// Its length in bytes; 0 for a line that was too long and was passed over.
    let count: Int
    /// Whether it stands for one line that was too long.
    let isTooLong: Bool
  }

  /// The longest line that is read unless said otherwise, in bytes; a longer one is an error record, so that memory stays flat.
  static let longestLine = 1 << 24

  private let descriptor: Int32
  private let name: String
  /// Bytes of a piece, unless a line is longer.
  private let size: Int
  private let longestLine: Int
  private var rest: [UInt8] = []
  private var line = 1
  private var number = 0
  private var isAtEnd = false

  /// Cuts what can be read from a descriptor; pieces of a megabyte are large enough that handing them over costs nothing.
  init(_ descriptor: Int32, name: String, size: Int = 1 << 20, longestLine: Int = Self.longestLine) {
    self.descriptor = descriptor
    self.name = name
    self.size = size
    self.longestLine = longestLine
  }

  /// Fills the buffer with the next whole lines; `nil` at the end.
  ///
  /// - Throws: `CaseworkError` when the stream cannot be read.
  mutating func next(into buffer: inout [UInt8]) throws(CaseworkError) -> Chunk? {
    guard !isAtEnd || !rest.isEmpty else { return nil }
    let room = max(size, min(2 * rest.count, longestLine))
    if buffer.count < room || buffer.count > 2 * room { buffer = [UInt8](repeating: 0, count: room) }
    buffer.replaceSubrange(0..<rest.count, with: rest)
    var filled = rest.count
    var end = Self.lastLineEnd(buffer, 0, filled) ?? 0
    while !isAtEnd {
      if filled == buffer.count {
        if end > 0 { break }
        guard filled < longestLine else { return try passOver(&buffer) }
        buffer.append(contentsOf: repeatElement(0, count: min(filled, longestLine - filled)))
      }
      let got = try read(into: &buffer, at: filled)
      isAtEnd = got == 0
      if let last = Self.lastLineEnd(buffer, filled, filled + got) { end = last }
      filled += got
      if end > 0, !hasMore { break }
    }
    if isAtEnd { end = filled }
    rest = Array(buffer[end..<filled])
    guard end > 0 else { return nil }
    defer {
      line += Self.lineFeeds(buffer, end)
      number += 1
    }
    return Chunk(number: number, firstLine: line, count: end, isTooLong: false)
  }

  /// How many line feeds there are among the first bytes.
  private static func lineFeeds(_ buffer: [UInt8], _ end: Int) -> Int {
    buffer.withUnsafeBytes { bytes in
      var count = 0
      var start = bytes.baseAddress
      while let from = start, let found = memchr(from, 0x0A, end - (from - (bytes.baseAddress ?? from))) {
        count += 1
        start = UnsafeRawPointer(found) + 1
      }
      return count
    }
  }

  /// Reads on to the end of a line that is too long to be kept.
  private mutating func passOver(_ buffer: inout [UInt8]) throws(CaseworkError) -> Chunk? {
    rest = []
    buffer = [UInt8](repeating: 0, count: size)
    while true {
      let got = try read(into: &buffer, at: 0)
      isAtEnd = got == 0
      if isAtEnd { break }
      if let end = buffer[..<got].firstIndex(of: 0x0A) {
        rest = Array(buffer[(end + 1)..<got])
        break
      }
    }
    defer {
      line += 1
      number += 1
    }
    return Chunk(number: number, firstLine: line, count: 0, isTooLong: true)
  }

  private func read(into buffer: inout [UInt8], at offset: Int) throws(CaseworkError) -> Int {
    while true {
      let got = buffer.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress! + offset, $0.count - offset)
      }
      if got >= 0 { return got }
      if errno != EINTR { throw InputFile.failure(name) }
    }
  }

  /// Whether more can be read at once; if not, what is there is handed on rather than kept waiting.
  private var hasMore: Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) > 0
  }

  /// One past the last line feed of a part of the buffer.
  private static func lastLineEnd(_ buffer: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var index = end
    while index > start {
      if buffer[index - 1] == 0x0A { return index }
      index -= 1
    }
    return nil
  }
}
