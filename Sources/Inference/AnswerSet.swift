/// Some of the answers to one question, by position; positions from `limit` on count as the last.
struct AnswerSet: Hashable {
  /// How many answers are told apart.
  static let limit = 256

  private var words: SIMD4<UInt64>

  /// None.
  init() { words = .zero }

  /// The answers that satisfy a condition, of so many.
  init(_ count: Int, where isIn: (Int) -> Bool) {
    words = .zero
    for position in 0..<count where isIn(position) { insert(position) }
  }

  var isEmpty: Bool { words == .zero }
  var count: Int { (0..<4).reduce(0) { $0 + words[$1].nonzeroBitCount } }

  mutating func insert(_ position: Int) {
    let bit = min(position, Self.limit - 1)
    words[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  func contains(_ position: Int) -> Bool {
    let bit = min(position, Self.limit - 1)
    return words[bit >> 6] & 1 << UInt64(bit & 63) != 0
  }

  func intersection(_ other: AnswerSet) -> AnswerSet {
    var result = self
    result.words &= other.words
    return result
  }

  func isSubset(of other: AnswerSet) -> Bool { words & ~other.words == .zero }
}
