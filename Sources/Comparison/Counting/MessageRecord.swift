/// Everything that is kept of one message, 96 bytes: the set of what was ever seen, never the order in which it came.
struct MessageRecord: Sendable {
  /// Marks of a message.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt16
    static let plainID = Traits(rawValue: 1)
    static let withoutZone = Traits(rawValue: 2)
    /// The recipient kept is what the platform calls them; one that was dialled is better.
    static let recipientFromStatus = Traits(rawValue: 4)
    static let armFromSend = Traits(rawValue: 8)
    static let armFromColumn = Traits(rawValue: 16)
    static let armFromCallback = Traits(rawValue: 32)
    static let twoArms = Traits(rawValue: 64)
    static let contradiction = Traits(rawValue: 128)
    static let pricingConflict = Traits(rawValue: 256)
  }

  /// How well the time of sending is known.
  enum SendEvidence: UInt8, Sendable {
    case none
    /// The earliest time of any status.
    case anyStatus
    /// The earliest status `sent`.
    case sent
    /// The earliest line of sends.
    case send
  }

  /// 128 bits of the id.
  let high: UInt64
  let low: UInt64
  var recipient: UInt64 = 0
  /// Milliseconds since 1970, as good as `sendEvidence` says.
  var sendTime = LogEvent.noTime
  /// The earliest failure, and its code; the least code of several at one time.
  var failTime = LogEvent.noTime
  var failCode: Int32 = 0
  var campaign: UInt32 = 0
  var template: UInt32 = 0
  /// Different click events.
  var clicks: UInt32 = 0
  /// For each kind of event 32 bits of the first one's time and code; 0 for none.
  var first: InlineArray<7, UInt32> = InlineArray(repeating: 0)
  var country: UInt16 = 0
  var traits: Traits = []
  /// One bit for each kind of event.
  var seen: UInt8 = 0
  var arm: UInt8 = 0
  var pricing: UInt8 = 0
  var sendEvidence = SendEvidence.none

  /// A message of which nothing is known but its id.
  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Whether an event of a kind was seen.
  @inline(__always)
  func has(_ kind: EventKind) -> Bool { seen & 1 << kind.rawValue != 0 }

  /// How the message ended.
  var outcome: Outcome {
    var outcome: Outcome = []
    if seen & Self.delivering != 0 { outcome.insert(.delivered) }
    if has(.failed) { outcome.insert(.failed) }
    if has(.read) || has(.played) { outcome.insert(.read) }
    if has(.clicked) { outcome.insert(.clicked) }
    return outcome
  }

  private static let delivering: UInt8 = [EventKind.delivered, .read, .played, .clicked]
    .reduce(0) { $0 | 1 << $1.rawValue }
}

/// What was ever seen of a message, as far as it matters for how it ended.
struct Outcome: OptionSet, Sendable {
  let rawValue: UInt8
  /// Delivered, read, played or clicked.
  static let delivered = Outcome(rawValue: 1)
  static let failed = Outcome(rawValue: 2)
  static let read = Outcome(rawValue: 4)
  static let clicked = Outcome(rawValue: 8)
}

extension OutcomeCounts {
  /// Counts a message.
  @inline(__always)
  mutating func add(_ outcome: Outcome) {
    messages &+= 1
    if outcome.contains(.delivered) {
      delivered &+= 1
    } else if outcome.contains(.failed) {
      failed &+= 1
    } else {
      unresolved &+= 1
    }
    if outcome.contains(.read) { read &+= 1 }
    if outcome.contains(.clicked) { clicked &+= 1 }
  }
}
