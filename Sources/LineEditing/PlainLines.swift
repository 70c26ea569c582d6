import Glibc

/// A line read from something that is no terminal.
package struct PlainLine: Sendable, Equatable {
  /// From 1.
  package let number: Int
  /// The line without its end; `nil` when it was longer than allowed and was passed over.
  package let text: String?
  /// Whether bytes that are no UTF-8 were replaced by U+FFFD.
  package let isRepaired: Bool
}

/// The lines of a file or pipe, as they come; memory stays flat.
///
/// A line ends with LF or CRLF, the last one also with the end. A byte order mark at the beginning is left out.
package struct PlainLines {
  private let descriptor: Int32
  private let longest: Int
  private var bytes: [UInt8] = []
  private var head = 0
  private var number = 0
  private var isAtEnd = false

  /// - Parameters:
  ///   - descriptor: what is read; stays open.
  ///   - longest: the longest line that is taken, in bytes.
  package init(_ descriptor: Int32, longest: Int = LineInput.longest) {
    (self.descriptor, self.longest) = (descriptor, longest)
  }

  /// The next line; `nil` at the end. Waits for it.
  ///
  /// - Throws: `LineEditorError.system` when it cannot be read.
  package mutating func next() throws(LineEditorError) -> PlainLine? {
    var searched = head
    var isTooLong = false
    while true {
      if let end = bytes[searched...].firstIndex(of: 0x0A) { return line(to: end, next: end + 1, isTooLong) }
      if isAtEnd {
        guard head < bytes.count || isTooLong else { return nil }
        return line(to: bytes.count, next: bytes.count, isTooLong)
      }
      // One more byte may be the carriage return of the line's end.
      if bytes.count - head > longest + 1 {
        isTooLong = true
        head = bytes.count
      }
      bytes.removeSubrange(..<head)
      head = 0
      searched = bytes.count
      try fill()
    }
  }

  private mutating func line(to end: Int, next: Int, _ isTooLong: Bool) -> PlainLine {
    var content = bytes[head..<end]
    if content.last == 0x0D { content.removeLast() }
    number += 1
    if number == 1, content.starts(with: [0xEF, 0xBB, 0xBF]) { content.removeFirst(3) }
    head = next
    guard !isTooLong, content.count <= longest else {
      return PlainLine(number: number, text: nil, isRepaired: false)
    }
    if let text = String(validating: content, as: UTF8.self) {
      return PlainLine(number: number, text: text, isRepaired: false)
    }
    return PlainLine(number: number, text: String(decoding: content, as: UTF8.self), isRepaired: true)
  }

  private mutating func fill() throws(LineEditorError) {
    let filled = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: 1 << 16))
    while true {
      let got = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + filled, $0.count - filled) }
      if got < 0, errno == EINTR { continue }
      bytes.removeLast(bytes.count - filled - max(0, got))
      if got < 0 { throw .system("standard input", code: errno) }
      isAtEnd = got == 0
      return
    }
  }
}
