/// A recipient in 64 bits: a phone number as it is, or a hash of something else.
///
/// Numbers are exact. Of n hashed recipients two are taken for one with a chance of n²/2⁶³: for four million 1 in 500,000.
struct RecipientKey: Hashable {
  /// 0 for none.
  var bits: UInt64

  /// What the recipient looks like.
  enum Kind: UInt8 {
    case missing
    case number
    case hashed
    case otherName
    case rounded
  }

  static let missing = RecipientKey(bits: 0)
  /// A number whose last digits a spreadsheet has rounded away.
  static let rounded = RecipientKey(bits: 1)
  private static let hashedTag: UInt64 = 1 << 63
  private static let nameTag: UInt64 = 1 << 62
  private static let tags: UInt64 = 0b11 << 62

  /// What it looks like.
  var kind: Kind {
    switch bits & Self.tags {
    case Self.hashedTag: .hashed
    case Self.nameTag: .otherName
    case 0: bits == 0 ? .missing : bits == 1 ? .rounded : .number
    // Bits of a message id that stand for a recipient who is not named, see `ChainAttempt.nobody`.
    default: .missing
    }
  }

  /// Whether it tells people apart.
  var isUsable: Bool { bits > 1 }

  /// Reads a trimmed text: a phone number in any spelling, 64 hexadecimal digits, or anything else as a name.
  @inline(__always)
  static func read(_ field: Field) -> RecipientKey {
    guard field.count > 0 else { return .missing }
    var value: UInt64 = 0
    var digits = 0
    for index in 0..<field.count {
      let byte = field[index]
      if byte &- 0x30 < 10 {
        value = value &* 10 &+ UInt64(byte &- 0x30)
        digits &+= value == 0 ? 0 : 1
      } else if !isFiller(byte) {
        return unusual(field)
      }
    }
    guard 2...17 ~= digits else { return unusual(field) }
    return RecipientKey(bits: value)
  }

  /// What people and spreadsheets put between, before and around the digits.
  @inline(__always)
  private static func isFiller(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "/"),
      UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "'"):
      true
    default: false
    }
  }

  @inline(never)
  private static func unusual(_ field: Field) -> RecipientKey {
    if let key = pointed(field) { return key }
    if let number = DecimalText(field) {
      switch number.whole {
      case .exactly(let value) where value > 1 && value < nameTag: return RecipientKey(bits: value)
      case .rounded: return .rounded
      default: break
      }
    }
    if let hash = hash(field) { return RecipientKey(bits: hash & ~tags | hashedTag) }
    return RecipientKey(bits: ByteHash.narrow(field) & ~tags | nameTag)
  }

  /// `+1 (416) 555.01.00` and `919876543210.0`: points between groups of digits; nil when it is neither.
  private static func pointed(_ field: Field) -> RecipientKey? {
    var value: UInt64 = 0
    var digits = 0
    var points = 0
    for index in 0..<field.count {
      let byte = field[index]
      if byte &- 0x30 < 10 {
        value = value &* 10 &+ UInt64(byte &- 0x30)
        digits += value == 0 ? 0 : 1
      } else if byte == UInt8(ascii: ".") {
        points += 1
      } else if !isFiller(byte) {
        return nil
      }
    }
    guard points > 1 || points == 1 && field[0] == UInt8(ascii: "+"), 7...17 ~= digits else { return nil }
    return RecipientKey(bits: value)
  }

  /// 64 bits of 64 hexadecimal digits, whatever their case; nil if it is something else.
  private static func hash(_ field: Field) -> UInt64? {
    guard field.count == 64 else { return nil }
    var hash: UInt64 = 0
    for word in 0..<4 {
      var value: UInt64 = 0
      for index in word * 16..<word * 16 + 16 {
        let (digit, letter) = (field[index] &- 0x30, (field[index] | 0x20) &- 0x61)
        guard digit < 10 || letter < 6 else { return nil }
        value = value << 4 | UInt64(digit < 10 ? digit : letter &+ 10)
      }
      hash = ByteHash.mix(hash ^ value, 0x9E37_79B9_7F4A_7C15)
    }
    return hash
  }
}
