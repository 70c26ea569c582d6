/// Breaks text into lines by the columns that a terminal gives each character.
enum TextWrap {
  /// The text in lines of at most `width` columns, broken at spaces; a longer word is cut.
  ///
  /// - Parameter first: room on the first line, when something stands there already.
  static func lines(_ text: String, width: Int, first: Int? = nil) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    var room = first ?? width
    for word in text.split(separator: " ") {
      let length = columns(word)
      if used > 0, used + 1 + length > room {
        lines.append(line)
        (line, used, room) = ("", 0, width)
      }
      if used > 0 {
        line += " "
        used += 1
      }
      if used == 0, length > room {
        var pieces = cut(word, first: room, width: width)
        line = pieces.removeLast()
        used = columns(line)
        if !pieces.isEmpty { room = width }
        lines += pieces
      } else {
        line += word
        used += length
      }
    }
    if used > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// The text in at most `width` columns, cut with an ellipsis if it is longer.
  static func clipped(_ text: String, to width: Int) -> String {
    guard columns(text) > width else { return text }
    var result = ""
    var used = 0
    for character in text {
      used += columns(character)
      guard used < width else { break }
      result.append(character)
    }
    while result.last == " " { result.removeLast() }
    return result + "…"
  }

  /// The text with spaces behind it up to a width.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(text)))
  }

  /// How many columns a terminal gives the text.
  static func columns(_ text: some StringProtocol) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + columns($1) }
  }

  /// One column, or two for what East Asian Width (Unicode Standard Annex 11) calls wide, and for emoji.
  private static func columns(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x1F1E6...0x1F1FF,
      0x20000...0x3FFFD:
      return 2
    default: return character.unicodeScalars.contains("\u{FE0F}") ? 2 : 1
    }
  }

  private static func cut(_ word: Substring, first: Int, width: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in word {
      let wide = columns(character)
      if used + wide > (pieces.isEmpty ? first : width), used > 0 {
        pieces.append(piece)
        (piece, used) = ("", 0)
      }
      piece.append(character)
      used += wide
    }
    return pieces + [piece]
  }
}
