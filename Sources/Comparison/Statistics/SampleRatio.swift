/// Whether people were divided between the sides as intended.
///
/// Fabijan and others 2019, Diagnosing Sample Ratio Mismatch in Online Controlled Experiments, KDD.
package struct SampleRatio: Equatable, Sendable {
  /// The χ² statistic, with one degree of freedom fewer than there are sides.
  package let statistic: Double
  /// The probability that chance alone makes so uneven a split.
  package let significance: Significance
  /// The largest distance of a side's share from its intended share: 0.001 for a tenth of a point.
  package let deviation: Double

  /// The test of unique people against whole-number weights; `nil` with fewer than two sides, nobody at all, or a weight below 1.
  package init?(people: [Int], weights: [Int]) {
    let (all, whole) = (people.reduce(0, +), weights.reduce(0, +))
    guard people.count == weights.count, people.count > 1, all > 0, weights.allSatisfy({ $0 > 0 }) else {
      return nil
    }
    var sum = CompensatedSum()
    var farthest = 0.0
    for (count, weight) in zip(people, weights) {
      let distance = Double(Int128(count) * Int128(whole) - Int128(all) * Int128(weight))
      let scale = Double(Int128(all) * Int128(whole))
      sum.add(distance / scale * (distance / Double(weight)))
      farthest = max(farthest, abs(distance) / scale)
    }
    statistic = sum.value
    significance = ChiSquared.tail(sum.value, degrees: people.count - 1)
    deviation = farthest
  }
}
