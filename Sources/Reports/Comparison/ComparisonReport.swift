import Comparison
import Inference
import Knowledge

/// A comparison as it is told: the figures, how each condition stands, and what follows.
///
/// Whether it is fair, which condition is broken and what is open comes from the rules; nothing of it is decided here.
package struct ComparisonReport: Sendable {
  /// What may be said.
  package enum Standing: String, Sendable {
    /// A condition is not met: no conclusion.
    case notFair = "not fair"
    /// Something is unknown: no conclusion yet.
    case open
    /// Every condition is met.
    case fair
  }

  package let figures: ComparisonFigures
  /// Every condition in the order of the report; those of clicks last, and only when clicks are compared.
  package let checks: [FairnessCheck]
  /// Whether a conclusion on delivery may be drawn.
  package let standing: Standing
  /// Whether one on clicks may be drawn; `nil` when none were counted.
  package let clickStanding: Standing?
  /// Findings beside the conditions, such as retries that were made too soon; title and address.
  package let remarks: [FairnessCheck.Breach]
  /// What the rules ask of a test, for the plan of a fair one.
  package let bounds: FairBounds
  /// The logs, or the option with the totals.
  package let places: [String]
  /// The program and the knowledge: `0.1.0`, `2026-11-21`.
  package let toolVersion: String
  package let edition: String
  package let now: Moment

  /// What delivery does, if that may be said.
  package var conclusion: Conclusion? {
    standing == .fair
      ? Conclusion(figures.deliveryDirection, isNotWorse: figures.delivery.notWorse.isShown) : nil
  }

  /// What clicks do, if that may be said.
  package var clickConclusion: Conclusion? {
    guard clickStanding == .fair, let clicks = figures.clicks, let direction = figures.clickDirection else {
      return nil
    }
    return Conclusion(direction, isNotWorse: clicks.perIntended.notWorse.isShown)
  }

  /// Whether retries alone made the raw rates look different: over all attempts lower, by first attempts not.
  package var isCuredByNormalising: Bool {
    guard let raw = figures.raw, figures.log?.peopleAreKnown == true else { return false }
    return raw.newcombe(figures.settings.level).position == .below
      && figures.delivery.interval.position != .below
  }

  /// Conditions in a state.
  package func checks(_ state: FairnessCheck.State) -> [FairnessCheck] { checks.filter { $0.state == state } }
}
