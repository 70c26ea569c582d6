/// Two rates with everything that is said of them: the Marketing Messages API first, Cloud API second.
package struct RateComparison: Equatable, Sendable {
  /// How an interval of the difference was made.
  package enum Method: String, Sendable {
    /// Newcombe 1998, method 10.
    case newcombe = "Newcombe"
    /// Miettinen & Nurminen 1985, where a cell is small or empty.
    case score = "Miettinen-Nurminen"
  }

  /// Where the first rate lies.
  package enum Direction: String, Sendable {
    case lower
    case higher
    case notToldApart = "not told apart"
  }

  /// A cell with fewer is small; our own bound, so that the score interval takes over before the other becomes rough.
  static let smallCell = 10
  /// How often the smallest difference named is to be seen: 8 times in 10.
  package static let power = 0.8

  package let contrast: Contrast
  package let level: ConfidenceLevel
  package let method: Method
  /// The interval of the difference.
  package let interval: ConfidenceInterval
  package let test: PooledTest
  package let ratio: RelativeRate
  package let notWorse: NotWorse
  /// The smallest drop that so many messages let us see, as a share; `nil` when not even a drop to 0 would be seen.
  package let smallestDrop: Double?
  /// The smallest rise; `nil` when not even a rise to 1 would be seen.
  package let smallestRise: Double?

  /// Everything about a contrast.
  ///
  /// - Parameter margin: how much worse still passes as not worse: above 0 and below 1.
  package init(_ contrast: Contrast, margin: Double, level: ConfidenceLevel = .usual) {
    self.contrast = contrast
    self.level = level
    let cells = [contrast.first, contrast.second].flatMap { [$0.hits, $0.misses] }
    method = cells.contains { $0 < Self.smallCell } ? .score : .newcombe
    interval = method == .score ? contrast.miettinenNurminen(level) : contrast.newcombe(level)
    test = PooledTest(contrast)
    ratio = RelativeRate(contrast, level)
    notWorse = NotWorse(contrast, margin: margin, lower: interval.lower)
    let (one, two) = (contrast.first, contrast.second)
    let power = Power(
      base: two.rate, ratio: Double(two.total) / Double(one.total), power: Self.power, level)
    smallestDrop = power.smallestDrop(first: one.total)
    smallestRise = power.smallestRise(first: one.total)
  }

  /// Where the first rate lies, by the interval alone.
  package var direction: Direction {
    switch interval.position {
    case .below: .lower
    case .above: .higher
    case .holdsZero: .notToldApart
    }
  }

  /// Where the first rate lies when several questions are put to the same messages.
  ///
  /// - Parameter p: the probability after Holm.
  package func direction(adjusted p: Double?) -> Direction {
    guard let p, p >= level.error else { return direction }
    return .notToldApart
  }
}
