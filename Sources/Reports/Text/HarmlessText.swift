/// Makes text from outside safe to show: nothing in it can move the cursor, turn the writing round, hide, or fill the screen.
///
/// Control characters become their pictures (`␛`), other invisible characters their numbers (`\u{202E}`). Text that is
/// already harmless is not changed, so it may pass here twice.
package enum HarmlessText {
  /// The longest value shown in full, in characters.
  package static let longest = 200
  /// More marks than this on one letter are shown by number; no living script needs more.
  private static let mostMarks = 4

  /// The text with everything invisible made visible, cut with an ellipsis after `limit` characters.
  package static func shown(_ text: String, limit: Int = .max) -> String {
    let plain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? text : visible(text)
    guard plain.utf8.count > limit, plain.count > limit else { return plain }
    return String(plain.prefix(max(0, limit - 1))) + "…"
  }

  /// A value from outside: bounded, and named as empty when there is nothing to see.
  package static func value(_ text: String, limit: Int = longest) -> String {
    text.allSatisfy(\.isWhitespace) && text.count < 10 ? "\"\(visible(text))\"" : shown(text, limit: limit)
  }

  /// Whether a character of this scalar could deceive the eye or the terminal.
  package static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: return false
    case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x2800, 0x3164, 0xFFA0, 0xE0100...0xE01EF:
      return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      return true
    default: return false
    }
  }

  private static func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var marks = 0
    for scalar in text.unicodeScalars {
      let isMark =
        scalar.properties.generalCategory == .nonspacingMark
        || scalar.properties.generalCategory == .enclosingMark
      marks = isMark ? marks + 1 : 0
      if isHarmful(scalar) || marks > mostMarks {
        result.append(contentsOf: picture(of: scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The picture of a C0 control (Unicode block Control Pictures), or the number.
  private static func picture(of scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0..<0x20: String(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
    case 0x7F: "␡"
    default: "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }
  }
}
