/// Two proportions set against each other. The first is the Marketing Messages API, the second Cloud API, everywhere.
package struct Contrast: Equatable, Sendable {
  package let first: Proportion
  package let second: Proportion

  /// The contrast of two proportions: the first minus the second.
  package init(_ first: Proportion, _ second: Proportion) {
    self.first = first
    self.second = second
  }

  /// The same with the two sides exchanged.
  package var swapped: Contrast { Contrast(second, first) }
  /// All trials of both sides.
  var total: Int128 { Int128(first.total) + Int128(second.total) }
  /// All hits of both sides.
  var hits: Int128 { Int128(first.hits) + Int128(second.hits) }
  /// `x1·n2 − x2·n1`, exactly.
  var numerator: Int128 {
    Int128(first.hits) * Int128(second.total) - Int128(second.hits) * Int128(first.total)
  }
  /// `n1·n2`, exactly.
  var denominator: Int128 { Int128(first.total) * Int128(second.total) }

  /// The first rate minus the second, from integers, so that nothing cancels; −1 to 1.
  package var difference: Double { Double(numerator) / Double(denominator) }
  /// How far the difference is from 1.
  var roomAbove: Double { Double(denominator - numerator) / Double(denominator) }
  /// How far the difference is from −1.
  var roomBelow: Double { Double(denominator + numerator) / Double(denominator) }
}
