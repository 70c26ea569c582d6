/// A rate when some people got several messages: its variance counts people, not messages.
///
/// The delta method without a correction for few people (CR0): Deng, Knoblich & Lu 2018, Applying the Delta Method in Metric Analytics, KDD.
package struct ClusteredRate: Equatable, Sendable {
  /// Hits over messages.
  package let rate: Double
  /// The variance of the rate.
  package let variance: Double

  /// The rate from sums over people; `nil` without messages, or when no people could have such sums.
  ///
  /// - Parameters:
  ///   - hits: the sum of each person's hits, y.
  ///   - messages: the sum of each person's messages, m.
  ///   - squaredHits: the sum of y².
  ///   - squaredMessages: the sum of m².
  ///   - products: the sum of y·m.
  package init?(hits: Int, messages: Int, squaredHits: Int, squaredMessages: Int, products: Int) {
    guard messages > 0, (0...messages).contains(hits), squaredHits >= hits, squaredMessages >= messages else {
      return nil
    }
    let (y, m) = (Int128(hits), Int128(messages))
    let squares = m * m * Int128(squaredHits) - 2 * y * m * Int128(products) + y * y * Int128(squaredMessages)
    guard squares >= 0 else { return nil }
    rate = Double(hits) / Double(messages)
    let total = Double(messages)
    variance = Double(squares) / (total * total) / (total * total)
  }

  /// The interval of this rate minus another, kept between −1 and 1.
  ///
  /// - Parameters:
  ///   - shared: sums over the people on both sides: Σy₁y₂, Σy₁m₂, Σm₁y₂, Σm₁m₂; all 0 when nobody is.
  ///   - totals: the messages of the two sides.
  package func interval(
    minus other: ClusteredRate, shared: (yy: Int, ym: Int, my: Int, mm: Int) = (0, 0, 0, 0), totals: (Int, Int) = (1, 1),
    _ level: ConfidenceLevel = .usual
  ) -> ConfidenceInterval {
    let common =
      Double(shared.yy) - other.rate * Double(shared.ym) - rate * Double(shared.my) + rate * other.rate * Double(shared.mm)
    let covariance = common / Double(totals.0) / Double(totals.1)
    let reach = level.z * max(0, variance + other.variance - 2 * covariance).squareRoot()
    let difference = rate - other.rate
    return ConfidenceInterval(lower: max(-1, difference - reach), upper: min(1, difference + reach))
  }
}
