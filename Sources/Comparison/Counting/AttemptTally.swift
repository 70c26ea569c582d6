/// What one thread counts of attempts, message by message.
struct AttemptTally: Sendable {
  /// What is counted of one arm.
  struct OfArm: Sendable {
    var outcomes = OutcomeCounts()
    var codes: [Int32: Int] = [:]
    var deliveredAndFailed = 0
    var clickEvents = 0
    /// Attempts by the number of their pricing category.
    var pricing = [Int](repeating: 0, count: 256)
    var pricingConflicts = 0
    var firstSend = Int64.max
    var lastSend = Int64.min
  }

  var arms: [OfArm]
  var withoutArm = OutcomeCounts()
  var inTwoArms = OutcomeCounts()
  var otherCampaigns = OutcomeCounts()
  var armFrom = ArmSourceCounts()
  var withoutSend = 0
  var contradictions = 0
  var kinds = RecipientKinds()
  var plainIDs = 0
  var withoutZone = 0

  /// A tally for as many arms.
  init(arms count: Int) { arms = Array(repeating: OfArm(), count: count) }

  /// Counts a message; gives what matters for its chain.
  ///
  /// - Parameter isCompared: whether its campaign is.
  mutating func add(_ record: MessageRecord, isCompared: Bool) -> ChainAttempt {
    let outcome = record.outcome
    addTraits(of: record)
    var arm: UInt8 = 0
    if !isCompared {
      otherCampaigns.add(outcome)
    } else if record.traits.contains(.twoArms) {
      inTwoArms.add(outcome)
    } else if record.arm == 0 {
      withoutArm.add(outcome)
    } else {
      arm = record.arm
      addArmSource(of: record)
      arms[Int(arm)].add(record, outcome)
    }
    let isUsable = RecipientKey(bits: record.recipient).isUsable
    // Both halves of the hash: one alone takes ids such as m1 and m11 for the same.
    return ChainAttempt(
      recipient: isUsable ? record.recipient : (record.low ^ record.high) | ChainAttempt.nobody,
      chain: UInt64(record.campaign) << 32 | UInt64(record.template),
      send: record.sendEvidence == .none ? ChainAttempt.noTime : record.sendTime, failTime: record.failTime,
      tie: record.high, failCode: record.failCode, country: record.country, outcome: outcome, arm: arm)
  }

  private mutating func addTraits(of record: MessageRecord) {
    if !record.has(.send) { withoutSend &+= 1 }
    if record.traits.contains(.contradiction) { contradictions &+= 1 }
    if record.traits.contains(.plainID) { plainIDs &+= 1 }
    if record.traits.contains(.withoutZone) { withoutZone &+= 1 }
    switch RecipientKey(bits: record.recipient).kind {
    case .number: kinds.numbers &+= 1
    case .hashed: kinds.hashed &+= 1
    case .otherName: kinds.otherNames &+= 1
    case .rounded: kinds.rounded &+= 1
    case .missing: kinds.missing &+= 1
    }
  }

  private mutating func addArmSource(of record: MessageRecord) {
    if record.traits.contains(.armFromSend) {
      armFrom.sends &+= 1
    } else if record.traits.contains(.armFromColumn) {
      armFrom.column &+= 1
    } else {
      armFrom.callbackData &+= 1
    }
  }

  /// Adds what another thread counted.
  static func += (left: inout AttemptTally, right: AttemptTally) {
    for arm in left.arms.indices { left.arms[arm] += right.arms[arm] }
    left.withoutArm += right.withoutArm
    left.inTwoArms += right.inTwoArms
    left.otherCampaigns += right.otherCampaigns
    left.armFrom.sends += right.armFrom.sends
    left.armFrom.column += right.armFrom.column
    left.armFrom.callbackData += right.armFrom.callbackData
    left.withoutSend += right.withoutSend
    left.contradictions += right.contradictions
    left.kinds.numbers += right.kinds.numbers
    left.kinds.hashed += right.kinds.hashed
    left.kinds.otherNames += right.kinds.otherNames
    left.kinds.rounded += right.kinds.rounded
    left.kinds.missing += right.kinds.missing
    left.plainIDs += right.plainIDs
    left.withoutZone += right.withoutZone
  }
}

extension AttemptTally.OfArm {
  fileprivate mutating func add(_ record: MessageRecord, _ outcome: Outcome) {
    outcomes.add(outcome)
    if outcome.contains(.failed) {
      if outcome.contains(.delivered) {
        deliveredAndFailed &+= 1
      } else {
        codes[record.failCode, default: 0] += 1
      }
    }
    clickEvents &+= Int(record.clicks)
    pricing[Int(record.pricing)] &+= 1
    if record.traits.contains(.pricingConflict) { pricingConflicts &+= 1 }
    guard record.sendEvidence != .none else { return }
    firstSend = min(firstSend, record.sendTime)
    lastSend = max(lastSend, record.sendTime)
  }

  /// Adds what another thread counted.
  static func += (left: inout Self, right: Self) {
    left.outcomes += right.outcomes
    left.codes.merge(right.codes, uniquingKeysWith: +)
    left.deliveredAndFailed += right.deliveredAndFailed
    left.clickEvents += right.clickEvents
    for number in left.pricing.indices { left.pricing[number] += right.pricing[number] }
    left.pricingConflicts += right.pricingConflicts
    left.firstSend = min(left.firstSend, right.firstSend)
    left.lastSend = max(left.lastSend, right.lastSend)
  }
}
