/// Time and chance, handed in, so that tests wait for nothing and draw nothing.
package struct GraphSurroundings: Sendable {
  /// Seconds on a clock that never goes back.
  package let now: @Sendable () -> Double
  /// Waits so many seconds; ends early when the task is cancelled.
  package let sleep: @Sendable (Double) async -> Void
  /// A number drawn evenly from 0 up to 1.
  package let chance: @Sendable () -> Double

  /// Surroundings from their parts.
  package init(
    now: @escaping @Sendable () -> Double, sleep: @escaping @Sendable (Double) async -> Void,
    chance: @escaping @Sendable () -> Double
  ) {
    self.now = now
    self.sleep = sleep
    self.chance = chance
  }

  /// The machine's clock and its random numbers.
  package static let machine: GraphSurroundings = {
    let start = ContinuousClock.now
    return GraphSurroundings(
      now: {
        let (seconds, parts) = start.duration(to: .now).components
        return Double(seconds) + Double(parts) / 1e18
      },
      sleep: { try? await Task.sleep(for: .seconds($0)) },
      chance: { Double.random(in: 0..<1) })
  }()
}
