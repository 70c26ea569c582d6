/// What a fair comparison says: five different things, never one word for two of them.
package enum Conclusion: String, Sendable, CaseIterable {
  /// Lower, and by more than the margin.
  case lower
  /// Lower, but surely by less than the margin.
  case lowerWithinMargin = "lower within the margin"
  case higher
  /// Not told apart, and a loss as large as the margin is excluded.
  case noDifferenceThatMatters = "no difference that matters"
  /// Not told apart, and a loss as large as the margin is not excluded.
  case tooSmallToTell = "too small to tell"

  /// What follows from where the rate lies and whether it is shown to be not worse than the margin.
  package init(_ direction: RateComparison.Direction, isNotWorse: Bool) {
    switch (direction, isNotWorse) {
    case (.lower, false): self = .lower
    case (.lower, true): self = .lowerWithinMargin
    case (.higher, _): self = .higher
    case (.notToldApart, true): self = .noDifferenceThatMatters
    case (.notToldApart, false): self = .tooSmallToTell
    }
  }

  /// The sentence, with the size of a difference.
  ///
  /// - Parameters:
  ///   - what: what is compared: `delivery`, `clicks`.
  ///   - comparison: the figures that it follows from.
  package func sentence(_ what: String, _ comparison: RateComparison) -> String {
    let digits = what == "clicks" ? 3 : 2
    let margin = FigureWords.distance(comparison.notWorse.margin, digits)
    let verb = what == "clicks" ? "are" : "is"
    let size = Self.size(comparison, digits)
    switch self {
    case .lower where comparison.interval.upper < -comparison.notWorse.margin:
      return
        "\(what) \(verb) lower on MM API than on Cloud API, by \(size): more than the margin of \(margin)"
    case .lower:
      return
        "\(what) \(verb) lower on MM API than on Cloud API, by \(size); a loss of \(margin) or more is not excluded"
    case .lowerWithinMargin:
      return
        "\(what) \(verb) lower on MM API than on Cloud API, by \(size): less than the margin of \(margin)"
    case .higher: return "\(what) \(verb) higher on MM API than on Cloud API, by \(size)"
    case .noDifferenceThatMatters:
      return "no difference in \(what) that matters; a loss of \(margin) or more is excluded"
    case .tooSmallToTell:
      return "\(what) \(verb) not told apart, and the comparison is too small to exclude a loss of \(margin)"
    }
  }

  /// `2 points (1.65 to 2.35)`.
  private static func size(_ comparison: RateComparison, _ digits: Int) -> String {
    let limits = [comparison.interval.lower, comparison.interval.upper].map {
      FigureWords.fixed(abs($0) * 100, digits)
    }
    let isLower = comparison.contrast.difference < 0
    let range = isLower ? "\(limits[1]) to \(limits[0])" : "\(limits[0]) to \(limits[1])"
    return "\(FigureWords.distance(abs(comparison.contrast.difference), digits)) (\(range))"
  }
}
