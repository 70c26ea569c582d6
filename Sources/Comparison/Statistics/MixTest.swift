/// Whether the strata weigh alike on both sides.
package struct MixTest: Equatable, Sendable {
  /// The χ² statistic of sides against strata: Pearson 1900.
  package let statistic: Double
  /// Degrees of freedom: one fewer than the strata.
  package let degrees: Int
  /// The probability that chance alone mixes them so differently.
  package let significance: Significance
  /// The largest distance between the two shares of a stratum: 0.001 for a tenth of a point.
  package let deviation: Double
  /// The stratum where the distance is largest.
  package let farthest: String

  /// The test of the totals of strata; `nil` when a side is empty everywhere. One stratum alone is mixed alike by nature.
  package init?(_ strata: [Stratum]) {
    let filled = strata.filter { $0.firstTotal + $0.secondTotal > 0 }
    let first = filled.reduce(0) { $0 + $1.firstTotal }
    let second = filled.reduce(0) { $0 + $1.secondTotal }
    guard first > 0, second > 0 else { return nil }
    var (sum, most, name) = (CompensatedSum(), -1.0, "")
    let both = Double(Int128(first) * Int128(second))
    for stratum in filled {
      let distance = Double(
        Int128(stratum.firstTotal) * Int128(second) - Int128(stratum.secondTotal) * Int128(first))
      sum.add(distance / both * (distance / Double(stratum.firstTotal + stratum.secondTotal)))
      if abs(distance) / both > most { (most, name) = (abs(distance) / both, stratum.name) }
    }
    statistic = sum.value
    degrees = filled.count - 1
    significance = degrees > 0 ? ChiSquared.tail(sum.value, degrees: degrees) : Significance(p: 1, lnP: 0)
    deviation = most
    farthest = name
  }
}
