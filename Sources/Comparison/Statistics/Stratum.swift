/// One country or one day of a comparison: how many of each side hit there. A side may be empty.
package struct Stratum: Equatable, Sendable {
  /// What it is called, such as `DE` or `2026-11-02`.
  package let name: String
  package let firstHits: Int
  package let firstTotal: Int
  package let secondHits: Int
  package let secondTotal: Int

  /// A stratum from its four counts; `nil` when a count is negative or hits exceed their total.
  package init?(_ name: String, first: (hits: Int, total: Int), second: (hits: Int, total: Int)) {
    guard (0...max(0, first.total)).contains(first.hits), first.total >= 0,
      (0...max(0, second.total)).contains(second.hits), second.total >= 0
    else { return nil }
    self.name = name
    (firstHits, firstTotal) = first
    (secondHits, secondTotal) = second
  }

  /// Both sides, when both were sent there.
  package var contrast: Contrast? {
    guard let first = Proportion(firstHits, of: firstTotal), let second = Proportion(secondHits, of: secondTotal)
    else { return nil }
    return Contrast(first, second)
  }
}
