/// How messages ended, each counted once; `messages = delivered + failed + unresolved`.
package struct OutcomeCounts: Hashable, Sendable {
  /// All of them.
  package var messages = 0
  /// Delivered, read, played or clicked was seen at least once, whatever else was seen.
  package var delivered = 0
  /// Failed was seen and nothing that means delivery.
  package var failed = 0
  /// Neither was seen.
  package var unresolved = 0
  /// Read or played was seen.
  package var read = 0
  /// Clicked was seen, however often.
  package var clicked = 0

  /// Nothing counted yet.
  package init() {}

  /// Adds what another part of the log counted.
  package static func += (left: inout OutcomeCounts, right: OutcomeCounts) {
    left.messages += right.messages
    left.delivered += right.delivered
    left.failed += right.failed
    left.unresolved += right.unresolved
    left.read += right.read
    left.clicked += right.clicked
  }
}
