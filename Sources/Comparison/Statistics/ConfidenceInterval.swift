/// Two limits with an estimate between them.
package struct ConfidenceInterval: Equatable, Sendable {
  package let lower: Double
  package let upper: Double

  /// An interval from its limits.
  package init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Where it lies: wholly below 0, wholly above, or holding it.
  package var position: Position { upper < 0 ? .below : lower > 0 ? .above : .holdsZero }

  /// Where an interval of a difference lies.
  package enum Position: Equatable, Sendable { case below, above, holdsZero }
}

/// How sure an interval is meant to be.
package struct ConfidenceLevel: Equatable, Sendable {
  /// The share of intervals that miss, both sides together: 0.05 for 95 %.
  package let error: Double
  /// The number of standard errors to either side.
  package let z: Double

  /// A level from the share of intervals that miss, above 0 and below 1.
  package init(error: Double) {
    self.error = error
    z = NormalQuantile.upper(tail: error / 2)
  }

  /// 95 %, which every interval here has unless somebody asks for another.
  package static let usual = ConfidenceLevel(error: 0.05)
}
