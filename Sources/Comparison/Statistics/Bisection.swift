/// Halving an interval until nothing lies between its ends.
enum Bisection {
  /// The place where a claim stops holding, to two units in the last place.
  ///
  /// - Parameters:
  ///   - low: where the claim holds, at least 0; it is never asked about.
  ///   - high: where the claim no longer holds.
  static func root(from low: Double, to high: Double, holds: (Double) -> Bool) -> Double {
    var (low, high) = (low, high)
    while high - low > high.ulp {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if holds(middle) { low = middle } else { high = middle }
    }
    return high
  }
}
