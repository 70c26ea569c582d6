extension Contrast {
  /// The score interval of the difference, for small or empty cells.
  ///
  /// Miettinen & Nurminen 1985, Statistics in Medicine 4:213, with the factor N/(N−1). The limit is searched as an offset from the observed
  /// difference, down to two units in the last place.
  package func miettinenNurminen(_ level: ConfidenceLevel = .usual) -> ConfidenceInterval {
    ConfidenceInterval(
      lower: max(-1, difference - reach(-1, within: roomBelow, level)),
      upper: min(1, difference + reach(1, within: roomAbove, level)))
  }

  /// How far the limit lies from the difference on one side.
  private func reach(_ sign: Double, within room: Double, _ level: ConfidenceLevel) -> Double {
    guard room > 0 else { return 0 }
    let variance = ScoreVariance(contrast: self)
    return Bisection.root(from: 0, to: room) { $0 < level.z * variance(at: sign * $0).squareRoot() }
  }

  /// The score statistic of the hypothesis that the true difference is −`margin`; `nil` when its variance is 0.
  ///
  /// - Parameter margin: how much worse still passes as not worse: above 0 and below 1.
  package func scoreStatistic(margin: Double) -> Double? {
    let offset = -margin - difference
    let variance = ScoreVariance(contrast: self)(at: offset)
    return variance > 0 ? -offset / variance.squareRoot() : nil
  }
}
