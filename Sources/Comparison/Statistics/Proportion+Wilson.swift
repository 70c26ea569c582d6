import Glibc

extension Proportion {
  /// The score interval of the rate, in its product form; exactly 0 and 1 at the ends.
  ///
  /// Wilson 1927, Journal of the American Statistical Association 22:209.
  package func wilson(_ level: ConfidenceLevel = .usual) -> ConfidenceInterval {
    let arms = wilsonArms(level)
    guard hits > 0 else { return ConfidenceInterval(lower: 0, upper: arms.above) }
    guard misses > 0 else { return ConfidenceInterval(lower: 1 - arms.below, upper: 1) }
    let upper = rate + arms.above
    let stretch = 1 + level.z * level.z / Double(total)
    return ConfidenceInterval(lower: rate * rate / (stretch * upper), upper: upper)
  }

  /// How far the score interval reaches below and above the rate, each to full precision however large the count.
  ///
  /// From `(s ± (½ − p)·z²/n) / (1 + z²/n)`; where the two nearly cancel, their product `z²/n·p·(1−p)·(1 + z²/n)` is divided by the other.
  func wilsonArms(_ level: ConfidenceLevel) -> (below: Double, above: Double) {
    let n = Double(total)
    let share = level.z * level.z / n
    let spread = (share * (rate * missRate + share / 4)).squareRoot()
    let lean = share * (missRate - rate) / 2
    let (near, far) = (spread - abs(lean), spread + abs(lean))
    let small = lean == 0 ? near : share * rate * missRate * (1 + share) / far
    let (short, long) = (small / (1 + share), far / (1 + share))
    return lean >= 0 ? (short, long) : (long, short)
  }
}
