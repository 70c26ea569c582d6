import Glibc

/// What a terminal is given to show, without escape codes (ECMA-48), bells, and carriage returns before line feeds.
struct PlainScreen {
  private enum State { case text, escape, code, carriageReturn }

  private(set) var bytes: [UInt8] = []
  private var state = State.text

  /// Takes what came out, in whatever pieces.
  mutating func append(_ more: ArraySlice<UInt8>) {
    bytes.reserveCapacity(bytes.count + more.count)
    for byte in more { append(byte) }
  }

  private mutating func append(_ byte: UInt8) {
    switch state {
    case .escape: state = byte == UInt8(ascii: "[") ? .code : .text
    case .code: if (0x40...0x7E).contains(byte) { state = .text }
    case .text, .carriageReturn:
      if state == .carriageReturn, byte != 0x0A, byte != 0x0D { bytes.append(0x0D) }
      state = byte == 0x1B ? .escape : byte == 0x0D ? .carriageReturn : .text
      if state == .text, byte != 0x07 { bytes.append(byte) }
    }
  }

  /// Where text ends that stands at or after a place; `nil` when it is not there.
  func end(of text: String, from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return start }
    return bytes.withUnsafeBytes { bytes in
      var place = start
      while place + wanted.count <= bytes.count,
        let found = memchr(bytes.baseAddress! + place, Int32(first), bytes.count - place - wanted.count + 1)
      {
        place = UnsafeRawPointer(found) - bytes.baseAddress!
        if memcmp(found, wanted, wanted.count) == 0 { return place + wanted.count }
        place += 1
      }
      return nil
    }
  }

  /// The text between two places.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
