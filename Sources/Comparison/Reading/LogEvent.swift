/// What a row or a status says about a message.
enum EventKind: UInt8, CaseIterable {
  /// It was handed to the platform; from a line of sends.
  case send
  case sent
  case delivered
  case read
  case played
  case failed
  case clicked

  /// The kind of a status word; nil for one that means nothing here.
  @inline(__always)
  init?(status word: Field) {
    switch word.count {
    case 4 where word.says("sent"): self = .sent
    case 4 where word.says("read"): self = .read
    case 9 where word.says("delivered"): self = .delivered
    case 6 where word.says("failed"): self = .failed
    case 6 where word.says("played"): self = .played
    case 7 where word.says("clicked"): self = .clicked
    case 8 where word.says("accepted"): self = .send
    case 27 where word.says("held_for_quality_assessment"): self = .send
    default: return nil
    }
  }
}

/// One event as it is handed to the tables: names are numbers of the `NameBook`, 0 for none.
struct LogEvent: Sendable {
  /// Marks of an event.
  struct Marks: OptionSet, Sendable {
    let rawValue: UInt16
    /// The message id begins with `wamid.`.
    static let plainID = Marks(rawValue: 1)
    /// The time named no zone.
    static let withoutZone = Marks(rawValue: 2)
    /// The recipient is what the platform calls them, not what was dialled.
    static let recipientFromStatus = Marks(rawValue: 4)
    /// The event stood in a webhook body.
    static let inBody = Marks(rawValue: 8)
    /// The arm stood in a line of sends.
    static let armFromSend = Marks(rawValue: 16)
    /// The arm stood in a column beside a status.
    static let armFromColumn = Marks(rawValue: 32)
    /// The arm stood in the callback data.
    static let armFromCallback = Marks(rawValue: 64)
  }

  /// The time of an event that has none.
  static let noTime = Int64.min

  /// 128 bits of the message id.
  var high: UInt64 = 0
  var low: UInt64 = 0
  /// Milliseconds since 1970.
  var instant: Int64 = noTime
  /// See `RecipientKey`.
  var recipient: UInt64 = 0
  var campaign: UInt32 = 0
  var template: UInt32 = 0
  var code: Int32 = 0
  var country: UInt16 = 0
  var marks: Marks = []
  var kind: EventKind = .send
  var arm: UInt8 = 0
  var pricing: UInt8 = 0

  /// 64 bits of what makes it one event: message, status, instant and code.
  var fingerprint: UInt64 {
    ByteHash.mix(
      high ^ UInt64(bitPattern: instant),
      low ^ (UInt64(kind.rawValue) << 56 | UInt64(UInt32(bitPattern: code))))
  }
}
