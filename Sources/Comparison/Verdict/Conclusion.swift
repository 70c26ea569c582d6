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

  /// The sentence.
  ///
  /// - Parameters:
  ///   - what: what is compared: `delivery`, `clicks`.
  ///   - margin: the margin with its unit: `1 point`.
  package func sentence(_ what: String, margin: String) -> String {
    switch self {
    case .lower: "\(what) is lower on MM API than on Cloud API; a loss of \(margin) or more is not excluded"
    case .lowerWithinMargin: "\(what) is lower on MM API than on Cloud API, by less than \(margin)"
    case .higher: "\(what) is higher on MM API than on Cloud API"
    case .noDifferenceThatMatters: "no difference in \(what) that matters: a loss of \(margin) or more is excluded"
    case .tooSmallToTell: "\(what) is not told apart, and the comparison is too small to exclude a loss of \(margin)"
    }
  }
}
