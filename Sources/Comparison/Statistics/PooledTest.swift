/// Whether two rates differ at all.
package enum PooledTest: Equatable, Sendable {
  /// The statistic, and the probability that chance makes one as large, either way.
  case decided(z: Double, Significance)
  /// Nobody hit, or everybody did: there is nothing that could differ, and no statistic.
  case undefined

  /// The pooled z without correction, from exact integers.
  ///
  /// Pearson 1900; `z = (x1·n2 − x2·n1)·√(N/(n1·n2)) / √(C·(N−C))`.
  package init(_ contrast: Contrast) {
    let (hits, all) = (contrast.hits, contrast.total)
    guard hits > 0, hits < all else {
      self = .undefined
      return
    }
    let scale = Double(all) / Double(contrast.denominator) / Double(hits * (all - hits))
    let z = Double(contrast.numerator) * scale.squareRoot()
    self = .decided(z: z, .twoSided(z))
  }

  /// The probability, if there is one.
  package var significance: Significance? {
    if case .decided(_, let significance) = self { significance } else { nil }
  }
}
