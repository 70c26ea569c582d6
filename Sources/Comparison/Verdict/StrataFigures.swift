/// What the countries or the days of a comparison show.
package struct StrataFigures: Equatable, Sendable {
  /// The parts, the largest first for countries, in their order for days.
  package let strata: [Stratum]
  /// Whether they weigh alike on both sides.
  package let mix: MixTest
  /// The difference within them, pooled; `nil` when no part has both sides.
  package let within: MantelHaenszel?
  /// Whether the odds ratio is the same in all; `nil` when that cannot be told.
  package let alike: BreslowDay?
  /// Whether the difference turns round within them.
  package let isReversed: Bool

  /// The figures of parts; `nil` when a side is empty in all of them.
  package init?(_ strata: [Stratum]) {
    guard let mix = MixTest(strata) else { return nil }
    self.strata = strata
    self.mix = mix
    within = MantelHaenszel(strata)
    alike = BreslowDay(strata)
    isReversed = Reversal.holds(strata)
  }
}
