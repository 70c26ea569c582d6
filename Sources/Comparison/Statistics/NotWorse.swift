/// Whether the first rate is at most a margin below the second.
package struct NotWorse: Equatable, Sendable {
  /// How much worse still passes, as a share: 0.01 for one point. Stated before anybody looks.
  package let margin: Double
  /// Whether it is shown: the lower limit of the difference lies above −margin.
  package let isShown: Bool
  /// The probability of so good a result if it were worse by just the margin; `nil` when there is no statistic.
  package let significance: Significance?

  /// The test at a margin above 0 and below 1.
  ///
  /// The statistic is Miettinen and Nurminen's at −margin; Farrington & Manning 1990, Statistics in Medicine 9:1447.
  ///
  /// - Parameter lower: the lower limit of the difference.
  package init(_ contrast: Contrast, margin: Double, lower: Double) {
    self.margin = margin
    isShown = lower > -margin
    significance = contrast.scoreStatistic(margin: margin).map(Significance.upper)
  }
}
