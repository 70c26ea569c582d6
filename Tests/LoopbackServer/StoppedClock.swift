import GraphAPI
import Synchronization

/// A clock that stands still until somebody waits, and chance that always draws the same.
package final class StoppedClock: Sendable {
  private let moment = Mutex(0.0)
  private let waited = Mutex<[Double]>([])
  private let drawn: Double

  /// A clock at 0 seconds.
  package init(chance: Double = 0.5) { drawn = chance }

  /// Every wait so far, in seconds.
  package var waits: [Double] { waited.withLock { $0 } }

  /// It as surroundings of a client.
  package var surroundings: GraphSurroundings {
    GraphSurroundings(
      now: { self.moment.withLock { $0 } },
      sleep: { seconds in
        self.moment.withLock { $0 += seconds }
        self.waited.withLock { $0.append(seconds) }
      },
      chance: { self.drawn })
  }
}
