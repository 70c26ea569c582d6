/// Clicks of both sides, each message counted once however often it was tapped.
package struct ClickFigures: Equatable, Sendable {
  /// Clicked of intended: the random split is kept, so this one decides.
  package let perIntended: RateComparison
  /// Clicked of delivered, as dashboards show it: who is delivered to is chosen by the route. `nil` when a side delivered nothing.
  package let perDelivered: RateComparison?

  /// The figures of first attempts; `nil` when nobody clicked.
  init?(_ one: OutcomeCounts, _ two: OutcomeCounts, _ settings: ComparisonSettings) {
    guard one.clicked + two.clicked > 0 else { return nil }
    func comparison(_ first: Int, _ second: Int) -> RateComparison? {
      guard let first = Proportion(one.clicked, of: first), let second = Proportion(two.clicked, of: second) else { return nil }
      return RateComparison(Contrast(first, second), margin: settings.clickMargin, level: settings.level)
    }
    guard let intended = comparison(one.messages, two.messages) else { return nil }
    perIntended = intended
    perDelivered = comparison(one.delivered, two.delivered)
  }

  /// Whether one side has no click at all while the other has some.
  package var isOneSided: Bool {
    (perIntended.contrast.first.hits == 0) != (perIntended.contrast.second.hits == 0)
  }
}
