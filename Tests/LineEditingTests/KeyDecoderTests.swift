import Testing

@testable import LineEditing

/// Bytes of a terminal, in whatever pieces they come.
@Suite struct KeyDecoderTests {
  private func keys(_ pieces: [[UInt8]], limit: Int = 1000) -> [KeyDecoder.Key] {
    var decoder = KeyDecoder(longestPaste: limit)
    var keys: [KeyDecoder.Key] = []
    for piece in pieces {
      decoder.append(piece)
      while let key = decoder.next() { keys.append(key) }
    }
    while let key = decoder.next(isSettled: true) { keys.append(key) }
    return keys
  }

  private func characters(_ text: String) -> [KeyDecoder.Key] { text.unicodeScalars.map { .character($0) } }

  @Test(arguments: ["abc", "é日👍🏽", "\u{1B}[A\u{1B}", "\u{1B}[20", "\u{1B}[2004~", ""])
  func textComesInAnyPieces(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(keys([bytes]) == characters(text))
    #expect(keys(bytes.map { [$0] }) == characters(text))
  }

  @Test func aPasteComesInAnyPieces() {
    let bytes = Array("a\u{1B}[200~x\n\u{1B}[20\u{1B}[201~b".utf8)
    let expected = characters("a") + [.paste(Array("x\n\u{1B}[20".utf8))] + characters("b")
    for size in 1...bytes.count {
      let pieces = stride(from: 0, to: bytes.count, by: size).map {
        Array(bytes[$0..<min($0 + size, bytes.count)])
      }
      #expect(keys(pieces) == expected, "in pieces of \(size)")
    }
  }

  @Test func aPasteThatIsTooLongIsPassedOverWhole() {
    let bytes = Array("\u{1B}[200~\(String(repeating: "x", count: 5000))\u{1B}[201~b".utf8)
    for size in [1, 7, 100, bytes.count] {
      let pieces = stride(from: 0, to: bytes.count, by: size).map {
        Array(bytes[$0..<min($0 + size, bytes.count)])
      }
      #expect(keys(pieces) == [.paste(nil), .character("b")], "in pieces of \(size)")
    }
  }

  @Test(
    arguments: [[0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80]]
      as [[UInt8]])
  func whatIsNoUTF8IsReplaced(_ bytes: [UInt8]) {
    let found = keys([bytes, [0x61]])
    #expect(found.last == .character("a"))
    #expect(found.dropLast() == Array(repeating: .character("\u{FFFD}"), count: bytes.count)[...])
  }
}
