/// Simpson's reversal: lower over all and higher in every part, or the other way round.
package enum Reversal {
  /// Whether the difference turns round within strata.
  ///
  /// Every stratum that leans at all must lean against the whole, at least two must, and chance must not explain it: the interval of the
  /// whole, or that of the difference within strata, lies apart from 0. Simpson 1951, JRSS B 13:238.
  package static func holds(_ strata: [Stratum], _ level: ConfidenceLevel = .usual) -> Bool {
    let tables = strata.compactMap(\.contrast)
    let first = strata.reduce((0, 0)) { ($0.0 + $1.firstHits, $0.1 + $1.firstTotal) }
    let second = strata.reduce((0, 0)) { ($0.0 + $1.secondHits, $0.1 + $1.secondTotal) }
    guard let one = Proportion(first.0, of: first.1), let two = Proportion(second.0, of: second.1),
      let within = MantelHaenszel(strata)
    else { return false }
    let whole = Contrast(one, two)
    let side = whole.numerator.signum()
    let leaning = tables.map { $0.numerator.signum() }.filter { $0 != 0 }
    guard side != 0, leaning.count > 1, leaning.allSatisfy({ $0 == -side }) else { return false }
    return whole.newcombe(level).position != .holdsZero || within.interval(level).position != .holdsZero
  }
}
