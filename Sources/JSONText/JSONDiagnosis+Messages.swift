extension JSONDiagnosis {
  static let empty = "expected a value, but the file is empty; the least there can be is {}"
  static let tooLarge = "the file is larger than 512 MiB; split it"
  static let byteOrderMark = "the file begins with a byte order mark; save it as UTF-8 without one"
  static let utf16 = "the file is UTF-16; save it as UTF-8"
  static let plusSign = "numbers are written without +; take it away"
  static let noDigitBeforePoint = "expected a digit before the decimal point; write 0.5, not .5"
  static let leadingZero = "numbers do not begin with a zero; take it away, or write the value as a string"
  static let singleQuotedKey = "keys are written in double quotes, not single ones; write \"key\""
  static let singleQuote = "strings are written in double quotes, not single ones; write \"text\""
  static let comment = "JSON has no comments; take this one away"
  static let semicolon = "values are separated by commas, not semicolons; write , here"
  static let colonInArray = "expected , or ] in an array; keys with values stand in { }"
  static let noValueAfterColon = "expected a value after :; add it, or take the key away"
  static let unclosedString = "the string that begins here is never closed; add \" at its end"
  static let lineBreakInString =
    "a line ends inside a string; close the string with \" here, or write the line break as \\n"
  static let tabInString = "a tab inside a string; write it as \\t"
  static let fourDigits = "\\u is followed by four hexadecimal digits, as in \\u00E9"

  static func notUTF8(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "byte 0x\(digits) is not UTF-8 here; save the file as UTF-8"
  }

  static func nothingOpen(_ closer: String) -> String {
    "nothing is open that this \(closer) could close; take it away"
  }

  static func unclosed(_ opener: String, closer: String) -> String {
    "this \(opener) is never closed; add \(closer) where it ends"
  }

  static func commaTooMany(_ closer: String) -> String { "a comma too many before \(closer); take it away" }

  static func commaMissing(_ found: String) -> String { "a comma is missing before \(found); add it" }

  static func trailing(_ found: String) -> String {
    "expected the end of the file after its one value, but found \(found)"
  }

  static func bareKey(_ word: String) -> String { "keys are written in double quotes; write \"\(word)\"" }

  static func expectedKey(_ found: String) -> String {
    "expected a key in double quotes, but found \(found)"
  }

  static func expectedColon(_ found: String) -> String { "expected : after the key, but found \(found)" }

  static func curlyQuote(_ found: String) -> String {
    "strings are written in straight double quotes; write \" in place of \(found)"
  }

  static func oddSpace(_ found: String) -> String {
    "\(found) is no white space in JSON; replace it with a plain space"
  }

  static func controlInString(_ found: String) -> String {
    "\(found) inside a string; write it as \\u and four hexadecimal digits"
  }

  static func unknownEscape(_ found: String) -> String {
    "unknown escape: \\ followed by \(found); write \\\\ for a backslash"
  }

  static func halfPair(_ unit: UInt32) -> String {
    let digits = String(unit, radix: 16, uppercase: true)
    return "\\u\(digits) is half of a surrogate pair; write both halves, or the character itself"
  }

  static func numberGoesOn(_ found: String) -> String {
    "unexpected \(found) in a number; numbers are decimal, as in -12.5e3, and anything else is written as a string"
  }

  static func doubledKey(_ key: String, line: Int, column: Int) -> String {
    "the key \(key) stands twice in this object, first at line \(line), column \(column); keep one of the two"
  }

  static func unknownWord(_ word: String) -> String {
    switch word.lowercased() {
    case "true", "yes", "on": "unknown word \(word); did you mean true?"
    case "false", "no", "off": "unknown word \(word); did you mean false?"
    case "null", "none", "nil", "undefined": "unknown word \(word); did you mean null?"
    case "nan", "infinity", "inf": "JSON has no \(word); write null, or leave the member out"
    default: "unknown word \(word); strings are written in double quotes"
    }
  }
}
