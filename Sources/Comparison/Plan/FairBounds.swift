/// What a comparison must have at least to count as fair: the bounds of its rules, for whoever plans one.
package struct FairBounds: Equatable, Sendable {
  /// Intended messages on each side; 0 when no rule asks for a number.
  package var leastMessages = 0
  /// Days, at least.
  package var leastDays = 1
  /// Days, at most; `nil` when no rule says.
  package var mostDays: Int?

  /// No bound at all.
  package init() {}

  /// `4 to 7 days`, `4 days or more`, `1 day`.
  var days: String {
    guard let mostDays else { return leastDays == 1 ? "days" : "\(leastDays) days or more" }
    return leastDays == mostDays
      ? (leastDays == 1 ? "day" : "\(leastDays) days") : "\(leastDays) to \(mostDays) days"
  }
}
