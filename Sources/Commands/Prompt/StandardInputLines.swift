import Casework
import Glibc

/// Standard input as the lines of a conversation, as they come: a program at the other end may wait for answers.
struct StandardInputLines {
  /// The number of the last line, from 1.
  private(set) var number = 0
  /// Longer lines, and JSON texts, are handed over in pieces of this many bytes.
  private static let longest = 4 << 20

  private var waiting: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// The next line, or JSON text of several lines; empty lines and lines that begin with # are passed over.
  mutating func next() -> String? {
    while let line = line() {
      guard line.contains(where: { !$0.isWhitespace }), line.first != "#" else { continue }
      guard PastedText.begins(line) else { return line }
      var text = line
      while PastedText.completeness(of: text) == .open, text.utf8.count < Self.longest, let more = self.line() { text += "\n" + more }
      return text
    }
    return nil
  }

  private mutating func line() -> String? {
    var scanned = start
    while true {
      if let end = waiting[scanned...].firstIndex(of: 0x0A) { return taken(upTo: end, skipping: 1) }
      scanned = waiting.count
      if waiting.count - start >= Self.longest { return taken(upTo: waiting.count, skipping: 0) }
      guard !isAtEnd else { return start < waiting.count ? taken(upTo: waiting.count, skipping: 0) : nil }
      fill()
    }
  }

  private mutating func taken(upTo end: Int, skipping: Int) -> String {
    number += 1
    var line = waiting[start..<end]
    if line.last == 0x0D { line.removeLast() }
    let text = String(decoding: line, as: UTF8.self)
    start = end + skipping
    if start > 1 << 16 {
      waiting.removeFirst(start)
      start = 0
    }
    return text
  }

  private mutating func fill() {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let count = piece.withUnsafeMutableBytes { read(0, $0.baseAddress, $0.count) }
    if count > 0 { waiting += piece[..<count] } else if count == 0 || errno != EINTR { isAtEnd = true }
  }
}
