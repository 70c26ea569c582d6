extension JSONDiagnosis {
  /// A string that began at `token` went wrong at `stop`.
  func badString(at token: Int, stop: Int) -> JSONFault {
    guard stop < bytes.count else { return JSONFault(offset: token, message: Self.unclosedString) }
    switch bytes[stop] {
    case 0x0A, 0x0D: return JSONFault(offset: stop, message: Self.lineBreakInString)
    case 0x09: return JSONFault(offset: stop, message: Self.tabInString)
    case UInt8(ascii: "\\"): return badEscape(at: stop, token: token)
    default: return JSONFault(offset: stop, message: Self.controlInString(found(at: stop)))
    }
  }

  private func badEscape(at offset: Int, token: Int) -> JSONFault {
    guard offset + 1 < bytes.count else { return JSONFault(offset: token, message: Self.unclosedString) }
    guard bytes[offset + 1] == UInt8(ascii: "u") else {
      return JSONFault(offset: offset, message: Self.unknownEscape(found(at: offset + 1)))
    }
    guard let unit = JSONEscape.unit(in: bytes, at: offset) else {
      return JSONFault(offset: offset, message: Self.fourDigits)
    }
    return JSONFault(offset: offset, message: Self.halfPair(unit))
  }

  /// A number that began at `token` went wrong at `stop`.
  func badNumber(at token: Int, stop: Int) -> JSONFault {
    let before = bytes[stop - 1]
    let next = stop < bytes.count ? bytes[stop] : 0
    switch before {
    case UInt8(ascii: "-") where stop == token + 1:
      return JSONFault(offset: stop, message: "expected a digit after -, but found \(found(at: stop))")
    case UInt8(ascii: "."):
      return JSONFault(
        offset: stop, message: "expected a digit after the decimal point; write 1.0 or 1, not 1.")
    case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "-"), UInt8(ascii: "+"):
      return JSONFault(
        offset: stop, message: "expected a digit in the exponent, but found \(found(at: stop))")
    case UInt8(ascii: "0") where next &- 0x30 < 10:
      return JSONFault(offset: token, message: Self.leadingZero)
    default:
      return JSONFault(offset: stop, message: Self.numberGoesOn(found(at: stop)))
    }
  }

  /// What stands at `offset`, as a message names it; nothing invisible is shown raw.
  func found(at offset: Int) -> String {
    guard offset < bytes.count else { return "the end of the file" }
    let scalar = scalar(at: offset)
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .unassigned, .privateUse,
      .nonspacingMark, .enclosingMark, .spacingMark, .surrogate:
      return "the character \(Self.codePoint(scalar.value))"
    default: return scalar.isASCII ? String(scalar) : "\(scalar) (\(Self.codePoint(scalar.value)))"
    }
  }

  /// The scalar at `offset`; the bytes are known to be UTF-8.
  func scalar(at offset: Int) -> Unicode.Scalar {
    let rest = bytes[offset..<min(offset + 4, bytes.count)]
    return String(decoding: rest, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
  }

  /// The bare word at `offset`, at most 40 characters of it; nil if there is none.
  func word(at offset: Int) -> String? {
    let rest = bytes[offset..<min(offset + 160, bytes.count)]
    let word = String(decoding: rest, as: UTF8.self).unicodeScalars.prefix {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_" || $0 == "$"
    }
    return word.isEmpty ? nil : String(String(word).prefix(40))
  }

  static func codePoint(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
