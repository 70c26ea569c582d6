/// What somebody states before looking at the figures.
package struct ComparisonSettings: Equatable, Sendable {
  /// How people were meant to be divided: whole-number weights of the Marketing Messages API and of Cloud API; `nil` when nobody said.
  package var split: [Int]?
  /// How much worse delivery may be and still pass as not worse, as a share; 0.01 is one point.
  package var margin = 0.01
  /// The same for clicks for each intended message; a tenth of a point, for click rates are small.
  package var clickMargin = 0.001
  package var level = ConfidenceLevel.usual

  /// The usual settings: one point, 95 %.
  package init() {}
}
