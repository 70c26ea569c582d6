/// People divided between two sides at random: the same people, weights and seed always give the same sides, whatever the order of the file.
package struct RecipientSplit: Equatable, Sendable {
  /// The people of the Marketing Messages side, in the order of their numbers.
  package let mm: [String]
  /// The people of the Cloud API side.
  package let cloud: [String]
  /// The number that decides it.
  package let seed: UInt64
  /// Lines that named somebody a second time.
  package let repeated: Int
  /// Lines, by number, that name nobody: no digits, too few or too many of them.
  package let unread: [Int]

  /// Divides the people of a list: one a line, or the first column of a CSV; a heading is passed over.
  ///
  /// - Parameters:
  ///   - lines: the lines of the list.
  ///   - weights: Marketing Messages API first; whole numbers above 0.
  ///   - seed: any number; keep it to divide the same people again.
  package init(lines: [Substring], weights: [Int], seed: UInt64) {
    var people: Set<String> = []
    var (repeated, unread) = (0, [Int]())
    for (index, line) in lines.enumerated() {
      let cell = line.prefix { $0 != "," && $0 != ";" && $0 != "\t" }
      let isBlank = line.allSatisfy(\.isWhitespace)
      guard let person = Self.person(cell) else {
        if !isBlank, index > 0 || cell.contains(where: \.isNumber) { unread.append(index + 1) }
        continue
      }
      if !people.insert(person).inserted { repeated += 1 }
    }
    var order = people.sorted()
    var random = SplitMix(seed: seed)
    order.shuffle(using: &random)
    let whole = Int128(weights[0] + weights[1])
    let first = Int((Int128(order.count) * Int128(weights[0]) + whole / 2) / whole)
    mm = order.prefix(first).sorted()
    cloud = order.dropFirst(first).sorted()
    (self.seed, self.repeated, self.unread) = (seed, repeated, unread)
  }

  /// A number as its digits, or 64 hexadecimal digits; `nil` for anything else. Numbers have 7 to 15 digits (ITU-T E.164).
  static func person(_ cell: Substring) -> String? {
    var text = cell.filter { !$0.isWhitespace && !"\"'+-().\u{FEFF}".contains($0) }
    if text.utf8.count == 64, text.allSatisfy(\.isHexDigit) { return text.lowercased() }
    if text.hasPrefix("00") { text.removeFirst(2) }
    guard (7...15).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return text
  }
}

/// Steele, Lea & Flood 2014, Fast Splittable Pseudorandom Number Generators, OOPSLA: the same numbers on every machine.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
