/// Whether the odds ratio is the same in every stratum.
///
/// Breslow & Day 1980, with the correction of Tarone 1985, Biometrika 72:91.
package struct BreslowDay: Equatable, Sendable {
  /// The χ² statistic.
  package let statistic: Double
  /// Degrees of freedom: one fewer than the strata that tell something.
  package let degrees: Int
  /// The probability of so large a statistic if the ratio were the same everywhere. For diagnosis, not for a verdict.
  package let significance: Significance

  /// The test; `nil` when fewer than two strata tell something or the common odds ratio is 0 or infinite.
  package init?(_ strata: [Stratum]) {
    let tables = strata.compactMap(\.contrast).filter { $0.hits > 0 && $0.hits < $0.total }
    guard tables.count > 1 else { return nil }
    var (above, below) = (CompensatedSum(), CompensatedSum())
    for table in tables {
      let all = Double(table.total)
      above.add(Double(Int128(table.first.hits) * Int128(table.second.misses)) / all)
      below.add(Double(Int128(table.second.hits) * Int128(table.first.misses)) / all)
    }
    guard above.value > 0, below.value > 0 else { return nil }
    let ratio = above.value / below.value
    var (squares, excess, spread) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
    for table in tables {
      let (distance, variance) = Self.fit(table, ratio)
      squares.add(distance * distance / variance)
      excess.add(distance)
      spread.add(variance)
    }
    statistic = max(0, squares.value - excess.value * excess.value / spread.value)
    degrees = tables.count - 1
    significance = ChiSquared.tail(statistic, degrees: degrees)
  }

  /// How far the first cell lies above what the common ratio expects there, and the variance of that cell.
  private static func fit(_ table: Contrast, _ ratio: Double) -> (distance: Double, variance: Double) {
    let (n1, n2) = (Double(table.first.total), Double(table.second.total))
    let hits = Double(table.hits)
    let lean = n2 - hits
    let middle = lean + ratio * (hits + n1)
    let root =
      (lean * lean + 2 * ratio * (hits * Double(table.total - table.hits) + n1 * n2)
      + ratio * ratio * (n1 - hits) * (n1 - hits)).squareRoot()
    let cell = middle >= 0 ? 2 * ratio * hits * n1 / (middle + root) : (root - middle) / (2 * (1 - ratio))
    let (x1, x2) = (Double(table.first.hits), Double(table.second.hits))
    let (f1, f2) = (Double(table.first.misses), Double(table.second.misses))
    let distance = (x1 * f2 - ratio * x2 * f1) / ((1 - ratio) * (x1 + cell) + middle)
    let variance = 1 / (1 / cell + 1 / (hits - cell) + 1 / (n1 - cell) + 1 / (lean + cell))
    return (distance, variance)
  }
}
