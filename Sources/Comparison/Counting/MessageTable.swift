/// The messages of one part of all ids, found by open addressing over their 128-bit hashes.
///
/// What two events say about one message is merged so that their order does not matter.
struct MessageTable: Sendable {
  /// Events that were new and that were not, apart for rows and for webhook bodies.
  struct EventAccount: Sendable {
    var used = 0
    var repeated = 0
  }

  private(set) var records: [MessageRecord] = []
  /// 32 bits of the hash, and one more than the position of the record; 0 for an empty slot.
  private var index: [UInt64] = []
  /// Events beyond the first of their kind of a message.
  private var more = FingerprintSet()
  private(set) var rows = EventAccount()
  private(set) var bodies = EventAccount()
  /// The last time of any event.
  private(set) var lastEvent = LogEvent.noTime
  private let book: NameBook

  /// An empty table whose names are in a book.
  init(_ book: NameBook) { self.book = book }

  /// Takes over events.
  mutating func insert(_ events: [LogEvent]) {
    for event in events {
      if (records.count &+ 1) &* 4 > index.count &* 3 { grow() }
      let position = position(of: event)
      Self.merge(event, into: &records[position], book)
      let isNew = Self.note(event, in: &records[position], &more, &lastEvent)
      if event.marks.contains(.inBody) {
        if isNew { bodies.used &+= 1 } else { bodies.repeated &+= 1 }
      } else {
        if isNew { rows.used &+= 1 } else { rows.repeated &+= 1 }
      }
    }
  }

  /// Hands over the records and keeps nothing.
  mutating func take() -> [MessageRecord] {
    let all = records
    records = []
    index = []
    more = FingerprintSet()
    return all
  }

  /// Where the event's message stands; it is added when it is new.
  @inline(__always)
  private mutating func position(of event: LogEvent) -> Int {
    let mask = index.count &- 1
    let tag = event.high << 32
    var slot = Int(truncatingIfNeeded: event.low) & mask
    while index[slot] != 0 {
      if index[slot] & 0xFFFF_FFFF_0000_0000 == tag {
        let position = Int(truncatingIfNeeded: index[slot] & 0xFFFF_FFFF) &- 1
        if records[position].low == event.low, records[position].high == event.high { return position }
      }
      slot = (slot &+ 1) & mask
    }
    if records.count == records.capacity {
      records.reserveCapacity(records.count + max(16, records.count / 4))
    }
    records.append(MessageRecord(high: event.high, low: event.low))
    index[slot] = tag | UInt64(records.count)
    return records.count &- 1
  }

  private mutating func grow() {
    let size = max(64, index.count * 2)
    index = Array(repeating: 0, count: size)
    for (position, record) in records.enumerated() {
      var slot = Int(truncatingIfNeeded: record.low) & (size - 1)
      while index[slot] != 0 { slot = (slot + 1) & (size - 1) }
      index[slot] = record.high << 32 | UInt64(position + 1)
    }
  }

  /// Notes what happened; false if it was known. The first event of a kind is told by 32 bits: two different ones of a message
  /// and kind are taken for one with a chance of 1 in 2³².
  @inline(__always)
  private static func note(
    _ event: LogEvent, in record: inout MessageRecord, _ more: inout FingerprintSet, _ lastEvent: inout Int64
  ) -> Bool {
    let kind = Int(event.kind.rawValue)
    let key = UInt32(truncatingIfNeeded: event.fingerprint >> 32) | 1
    if record.first[kind] == 0 {
      record.first[kind] = key
    } else if record.first[kind] == key || !more.insert(event.fingerprint) {
      return false
    }
    record.seen |= 1 << event.kind.rawValue
    if event.kind == .clicked { record.clicks &+= 1 }
    noteTime(event, in: &record)
    lastEvent = max(lastEvent, event.instant)
    return true
  }

  @inline(__always)
  private static func noteTime(_ event: LogEvent, in record: inout MessageRecord) {
    guard event.instant != LogEvent.noTime else { return }
    let evidence: MessageRecord.SendEvidence =
      event.kind == .send ? .send : event.kind == .sent ? .sent : .anyStatus
    if evidence.rawValue > record.sendEvidence.rawValue {
      record.sendEvidence = evidence
      record.sendTime = event.instant
    } else if evidence == record.sendEvidence, event.instant < record.sendTime {
      record.sendTime = event.instant
    }
    guard event.kind == .failed else { return }
    let isFirst = record.failTime == LogEvent.noTime
    if isFirst || (event.instant, event.code) < (record.failTime, record.failCode) {
      record.failTime = event.instant
      record.failCode = event.code
    }
  }

  /// Merges what the event says about the message itself.
  @inline(__always)
  private static func merge(_ event: LogEvent, into record: inout MessageRecord, _ book: NameBook) {
    record.traits.formUnion(Self.traits(event.marks))
    if event.recipient != 0, event.recipient != record.recipient { mergeRecipient(event, into: &record) }
    if event.arm != 0, event.arm != record.arm {
      if record.arm != 0 { record.traits.insert(.twoArms) }
      record.arm = event.arm
    }
    if event.campaign != 0, event.campaign != record.campaign { mergeCampaign(event, into: &record, book) }
    if event.template != 0, event.template != record.template { mergeTemplate(event, into: &record, book) }
    if event.country != 0, event.country != record.country { mergeCountry(event, into: &record, book) }
    if event.pricing != 0, event.pricing != record.pricing { mergePricing(event, into: &record, book) }
  }

  @inline(__always)
  private static func traits(_ marks: LogEvent.Marks) -> MessageRecord.Traits {
    var traits: MessageRecord.Traits = []
    if marks.contains(.plainID) { traits.insert(.plainID) }
    if marks.contains(.withoutZone) { traits.insert(.withoutZone) }
    if marks.contains(.armFromSend) { traits.insert(.armFromSend) }
    if marks.contains(.armFromColumn) { traits.insert(.armFromColumn) }
    if marks.contains(.armFromCallback) { traits.insert(.armFromCallback) }
    return traits
  }

  /// A number that was dialled counts before what the platform says, anything usable before a rounded number.
  private static func mergeRecipient(_ event: LogEvent, into record: inout MessageRecord) {
    let isFromStatus = event.marks.contains(.recipientFromStatus)
    let (old, new) = (RecipientKey(bits: record.recipient), RecipientKey(bits: event.recipient))
    let wasFromStatus = record.traits.contains(.recipientFromStatus)
    if !new.isUsable, old.isUsable { return }
    if old.isUsable, isFromStatus != wasFromStatus {
      guard wasFromStatus else { return }
    } else if old.isUsable {
      record.traits.insert(.contradiction)
      record.recipient = min(record.recipient, event.recipient)
      return
    }
    record.recipient = event.recipient
    if isFromStatus {
      record.traits.insert(.recipientFromStatus)
    } else {
      record.traits.remove(.recipientFromStatus)
    }
  }

  private static func mergeCampaign(_ event: LogEvent, into record: inout MessageRecord, _ book: NameBook) {
    if record.campaign != 0 { record.traits.insert(.contradiction) }
    record.campaign =
      record.campaign == 0 ? event.campaign : book.lesser(record.campaign, event.campaign, .campaign)
  }

  private static func mergeTemplate(_ event: LogEvent, into record: inout MessageRecord, _ book: NameBook) {
    if record.template != 0 { record.traits.insert(.contradiction) }
    record.template =
      record.template == 0 ? event.template : book.lesserTemplate(record.template, event.template)
  }

  private static func mergeCountry(_ event: LogEvent, into record: inout MessageRecord, _ book: NameBook) {
    if record.country != 0 { record.traits.insert(.contradiction) }
    record.country = record.country == 0 ? event.country : book.lesserCountry(record.country, event.country)
  }

  private static func mergePricing(_ event: LogEvent, into record: inout MessageRecord, _ book: NameBook) {
    if record.pricing != 0 { record.traits.insert(.pricingConflict) }
    record.pricing =
      record.pricing == 0
      ? event.pricing : UInt8(book.lesser(UInt32(record.pricing), UInt32(event.pricing), .pricing))
  }
}
