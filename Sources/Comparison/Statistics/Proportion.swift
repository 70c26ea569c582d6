/// So many of so many: a count of hits among a count of trials, kept as integers.
package struct Proportion: Equatable, Sendable {
  /// How many hit: 0 to `total`.
  package let hits: Int
  /// How many there were: at least 1.
  package let total: Int

  /// A proportion, or `nil` when nothing was tried or the hits are not among them.
  package init?(_ hits: Int, of total: Int) {
    guard total >= 1, (0...total).contains(hits) else { return nil }
    self.hits = hits
    self.total = total
  }

  /// How many did not hit.
  package var misses: Int { total - hits }
  /// The share of hits, 0 to 1.
  package var rate: Double { Double(hits) / Double(total) }
  /// The share of misses, 0 to 1; made from the integers, so it keeps its digits when it is small.
  package var missRate: Double { Double(misses) / Double(total) }
}
