/// The pace that everybody who asks keeps to, by what Meta says is left of the allowance.
///
/// Below 75 percent nobody waits; from there the wait before each request grows evenly up to 5 seconds at 100. Once Meta says
/// when it takes requests again, nobody asks before. Figures of our own: 5 s a request keeps a reading of 20 requests inside
/// the 200 an hour of an account that is not active (Meta, "About the platform", 5 December 2025).
actor RateBudget {
  private static let easy = 75.0
  private static let slowest = 5.0

  private let surroundings: GraphSurroundings
  private var pause = 0.0
  private var closedUntil = 0.0
  /// When the last request that was let through may leave.
  private var last = 0.0

  init(_ surroundings: GraphSurroundings) { self.surroundings = surroundings }

  /// When the next request may leave, on the clock of the surroundings; the place is taken.
  ///
  /// - Throws: `GraphTransportError` when that is not before the deadline; then no place is taken.
  func place(before deadline: Double) throws(GraphTransportError) -> Double {
    let now = surroundings.now()
    let start = max(now, closedUntil, pause > 0 ? last + pause : 0)
    guard start < deadline else {
      let minutes = Int(((closedUntil - now) / 60).rounded(.up))
      throw GraphTransportError(
        .timeIsUp,
        closedUntil >= deadline
          ? "the allowance is used up, and Meta takes requests again in \(minutes) minutes; it was not asked"
          : "the time for this reading was over before it was asked")
    }
    last = start
    return start
  }

  /// Notes what a reply tells of the allowance.
  func note(_ usage: UsageReading) {
    pause = min(1, max(0, (usage.percent - Self.easy) / (100 - Self.easy))) * Self.slowest
    let closed = usage.minutesToRegain * 60
    if closed > 0 { closedUntil = max(closedUntil, surroundings.now() + closed) }
  }
}
