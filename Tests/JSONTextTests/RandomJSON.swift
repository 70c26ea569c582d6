import JSONText

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Random trees with the strings and numbers that tend to hurt.
enum RandomJSON {
  private static let pieces = [
    "a", "key", " ", "\"", "\\", "/", "\n", "\u{0}", "é", "e\u{301}", "\u{301}", "🙂", "👩‍👩‍👧‍👦", "हिन्दी", "\u{2028}",
    "\u{202E}", "\u{FEFF}",
    "{", "]", ",", ":", "long words in a row, ", "\u{10FFFF}",
  ]
  private static let numbers = ["0", "-0", "1.50", "1e400", "-12.5E-3", "12345678901234567890", "0.1"]

  static func tree(depth: Int, using random: inout SeededGenerator) -> JSONTree {
    switch Int.random(in: 0..<(depth > 0 ? 12 : 6), using: &random) {
    case 0: return .null
    case 1: return .boolean(Bool.random(using: &random))
    case 2: return .integer(Int64.random(in: .min ... .max, using: &random))
    case 3: return .number(numbers.randomElement(using: &random) ?? "0")
    case 4, 5: return .string(text(using: &random))
    case 6, 7, 8:
      return .array(
        (0..<Int.random(in: 0..<6, using: &random)).map { _ in tree(depth: depth - 1, using: &random) })
    default:
      let count = Int.random(in: 0..<12, using: &random)
      return .object(
        (0..<count).map { JSONField(text(using: &random) + "\($0)", tree(depth: depth - 1, using: &random)) })
    }
  }

  static func text(using random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0..<8, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
      .joined()
  }
}
