/// Turns the bytes of a terminal into characters and pastes; holds back what may still become something else.
struct KeyDecoder {
  /// What came from the terminal.
  enum Key: Equatable {
    case character(Unicode.Scalar)
    /// Everything between the brackets of one paste; `nil` when it was longer than the limit.
    case paste([UInt8]?)
  }

  private static let opening = Array("\u{1B}[200~".utf8)
  private static let closing = Array("\u{1B}[201~".utf8)

  private let longestPaste: Int
  private var bytes: [UInt8] = []
  private var head = 0
  private var isPasting = false
  /// How many bytes of a paste that is too long were dropped.
  private var isPasteTooLong = false
  /// How far the end of the paste was looked for.
  private var searched = 0

  init(longestPaste: Int = LineInput.longest) { self.longestPaste = longestPaste }

  /// Whether bytes wait for others.
  var isWaiting: Bool { isPasting || head < bytes.count }
  /// Whether the end of a paste has not come yet.
  var isInsidePaste: Bool { isPasting }

  /// Takes what was read.
  mutating func append(_ more: some Collection<UInt8>) {
    if head > 0 {
      bytes.removeSubrange(..<head)
      searched = max(0, searched - head)
      head = 0
    }
    bytes += more
  }

  /// The next key; `nil` when more bytes are needed.
  ///
  /// - Parameter isSettled: nothing came for a while, so what has come is all there is.
  mutating func next(isSettled: Bool = false) -> Key? {
    if isPasting { return paste(isSettled) }
    guard head < bytes.count else { return nil }
    if bytes[head] == 0x1B {
      if bytes[head...].starts(with: Self.opening) {
        head += Self.opening.count
        (isPasting, isPasteTooLong, searched) = (true, false, head)
        return paste(isSettled)
      }
      if !isSettled, Self.opening.starts(with: bytes[head...]) { return nil }
    }
    return character(isSettled)
  }

  /// One character of UTF-8; what is none becomes U+FFFD, byte by byte.
  private mutating func character(_ isSettled: Bool) -> Key? {
    if bytes[head] < 0x80 {
      head += 1
      return .character(Unicode.Scalar(bytes[head - 1]))
    }
    let length = Self.length(of: bytes[head])
    let end = min(head + length, bytes.count)
    let isContinued = bytes[(head + 1)..<end].allSatisfy { $0 & 0xC0 == 0x80 }
    if isContinued, end - head < length, !isSettled { return nil }
    let text = String(validating: bytes[head..<end], as: UTF8.self)
    head += text == nil ? 1 : length
    return .character(text?.unicodeScalars.first ?? "\u{FFFD}")
  }

  private static func length(of first: UInt8) -> Int {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }

  private mutating func paste(_ isSettled: Bool) -> Key? {
    var end = searched
    while end < bytes.count, !(bytes[end] == 0x1B && bytes[end...].starts(with: Self.closing)) { end += 1 }
    let isClosed = end < bytes.count
    // The closing bracket may have come in part.
    searched = max(head, end - Self.closing.count)
    if end - head > longestPaste {
      isPasteTooLong = true
      head = searched
    }
    guard isClosed || isSettled else { return nil }
    let text = isPasteTooLong ? nil : Array(bytes[head..<end])
    head = isClosed ? end + Self.closing.count : end
    isPasting = false
    return .paste(text)
  }
}
