/// What of a message matters for its chain and its recipient, 48 bytes.
struct ChainAttempt: Sendable {
  /// The recipient, or the message's own hash where nobody can be told apart.
  var recipient: UInt64
  /// Campaign and template.
  var chain: UInt64
  /// The time of sending; the largest number when it is not known.
  var send: Int64
  var failTime: Int64
  /// Bits of the message id, to settle what time does not.
  var tie: UInt64
  var failCode: Int32
  var country: UInt16
  var outcome: Outcome
  /// The number of the arm; 0 when the attempt is in none and only tells who was reached.
  var arm: UInt8

  /// The time of a message that has none.
  static let noTime = Int64.max
  /// Marks a recipient that is nobody's: 62 bits of the message id's hash.
  static let nobody: UInt64 = 0b11 << 62

  /// Order by recipient, chain and time. Of two attempts at the same time the failed one was the first: a retry follows a failure.
  @inline(__always)
  static func precedes(_ left: ChainAttempt, _ right: ChainAttempt) -> Bool {
    if left.recipient != right.recipient { return left.recipient < right.recipient }
    if left.chain != right.chain { return left.chain < right.chain }
    if left.send != right.send { return left.send < right.send }
    return (left.rank, left.tie) < (right.rank, right.tie)
  }

  private var rank: Int { outcome.contains(.delivered) ? 2 : outcome.contains(.failed) ? 0 : 1 }
}
