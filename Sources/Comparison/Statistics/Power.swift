import Glibc

/// What a test of two rates can see.
///
/// Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, section 4.2, without correction: `n1 = ((zα·s0 + zβ·s1)/d)²`.
package struct Power: Equatable, Sendable {
  /// The rate that the second side is expected to have, 0 to 1.
  package let base: Double
  /// How many the second side has for each of the first; above 0.
  package let ratio: Double
  /// How often a difference of that size is to be seen: 0.8 for 8 times in 10.
  package let power: Double
  /// The level of the test.
  package let level: ConfidenceLevel

  /// A test to be planned.
  package init(base: Double, ratio: Double = 1, power: Double = 0.8, _ level: ConfidenceLevel = .usual) {
    self.base = base
    self.ratio = ratio
    self.power = power
    self.level = level
  }

  /// How many the first side needs to see a difference, rounded up; `nil` when that rate is not between 0 and 1 or the number is beyond 10¹⁵.
  ///
  /// - Parameter difference: the first rate minus the second, not 0.
  package func needed(for difference: Double) -> Int? {
    guard difference != 0, (0...1).contains(base + difference) else { return nil }
    let number = pow(reach(difference) / abs(difference), 2).rounded(.up)
    return number < 1e15 ? max(2, Int(number)) : nil
  }

  /// The smallest drop, as a positive share, that `first` messages on the first side let us see; `nil` when not even a drop to 0 would be seen.
  package func smallestDrop(first: Int) -> Double? { smallest(first, sign: -1, room: base) }

  /// The smallest rise that would be seen; `nil` when not even a rise to 1 would be.
  package func smallestRise(first: Int) -> Double? { smallest(first, sign: 1, room: 1 - base) }

  /// `zα·s0 + zβ·s1` at a difference.
  private func reach(_ difference: Double) -> Double {
    let (p1, q1) = (base + difference, (1 - base) - difference)
    let mean = (p1 + ratio * base) / (1 + ratio)
    let rest = (q1 + ratio * (1 - base)) / (1 + ratio)
    let alike = (mean * rest * (1 + 1 / ratio)).squareRoot()
    let apart = max(0, p1 * q1 + base * (1 - base) / ratio).squareRoot()
    return level.z * alike + NormalQuantile.upper(tail: 1 - power) * apart
  }

  private func smallest(_ first: Int, sign: Double, room: Double) -> Double? {
    let root = Double(first).squareRoot()
    guard room > 0, first > 0, root * room >= reach(sign * room) else { return nil }
    return Bisection.root(from: 0, to: room) { root * $0 < reach(sign * $0) }
  }
}
