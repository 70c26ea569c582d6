/// The difference of the sides within strata, pooled: what is left when the mix of countries or days is taken out.
package struct MantelHaenszel: Equatable, Sendable {
  /// The pooled difference of rates.
  package let difference: Double
  /// Its standard error: Sato 1989, Biometrics 45:1323.
  package let standardError: Double
  /// The statistic without correction, if any stratum tells something: Cochran 1954; Mantel & Haenszel 1959, JNCI 22:719.
  package let z: Double?

  /// The pooled difference of all strata in which both sides were sent; `nil` when there is none.
  package init?(_ strata: [Stratum]) {
    let tables = strata.compactMap(\.contrast)
    guard !tables.isEmpty else { return nil }
    var (excess, weight, p, q) = (CompensatedSum(), CompensatedSum(), CompensatedSum(), CompensatedSum())
    var spread = CompensatedSum()
    for table in tables {
      let all = Double(table.total)
      let (n1, n2) = (Double(table.first.total), Double(table.second.total))
      let numerator = Double(table.numerator)
      excess.add(numerator / all)
      weight.add(Double(table.denominator) / all)
      p.add(Self.satoP(table))
      q.add(Self.satoQ(table))
      let hits = table.hits
      spread.add(n1 * n2 / all / all * (Double(hits * (table.total - hits)) / (all - 1)))
    }
    difference = excess.value / weight.value
    standardError = max(0, difference * p.value + q.value).squareRoot() / weight.value
    z = spread.value > 0 ? excess.value / spread.value.squareRoot() : nil
  }

  /// The interval of the pooled difference, kept between −1 and 1.
  package func interval(_ level: ConfidenceLevel = .usual) -> ConfidenceInterval {
    let reach = level.z * standardError
    return ConfidenceInterval(lower: max(-1, difference - reach), upper: min(1, difference + reach))
  }

  /// `(n1²·x2 − n2²·x1 + n1·n2·(n2 − n1)/2) / N²`, from exact integers.
  private static func satoP(_ table: Contrast) -> Double {
    let (n1, n2) = (Int128(table.first.total), Int128(table.second.total))
    let (x1, x2) = (Int128(table.first.hits), Int128(table.second.hits))
    let twice = 2 * (n1 * n1 * x2 - n2 * n2 * x1) + n1 * n2 * (n2 - n1)
    let all = Double(table.total)
    return Double(twice) / (2 * all * all)
  }

  /// `(x1·(n2 − x2) + x2·(n1 − x1)) / 2N`, from exact integers.
  private static func satoQ(_ table: Contrast) -> Double {
    let mixed =
      Int128(table.first.hits) * Int128(table.second.misses)
      + Int128(table.second.hits) * Int128(table.first.misses)
    return Double(mixed) / (2 * Double(table.total))
  }
}
