/// One side of a comparison: by which route the messages were sent, as the send log, the callback data or a column says.
///
/// Never told from the pricing category: failed statuses carry none, so the failures would be lost.
package enum Arm: Hashable, Sendable, Comparable {
  /// Marketing Messages API; arm 1 of every difference.
  case marketingMessages
  /// Cloud API; arm 2 of every difference.
  case cloud
  /// Another word in the column `api`, as it stands in the log.
  case other(String)
}
