/// What one thread counts of chains, recipient by recipient.
struct ChainTally: Sendable {
  /// What is counted of one arm.
  struct OfArm: Sendable {
    var intended = OutcomeCounts()
    var eventuallyDelivered = 0
    var eventuallyClicked = 0
    var later = RetryCounts()
    var laterFromOtherArm = 0
    var codes: [Int32: Int] = [:]
    var countries = OutcomesByNumber()
    /// By days since the first that is believed, see `TimeText.bounds`.
    var days = OutcomesByNumber()
    var hours = [Int](repeating: 0, count: 24)
    var withoutSendTime = 0
    var templates = OutcomesByNumber()
    var campaigns = OutcomesByNumber()
    var recipients = 0
    var recipientsWithSeveral = 0
    var recipientsInOtherCampaigns = 0
    var clusters = ClusterSums()
  }

  /// A recipient's chains in one arm: all, delivered and clicked at the first attempt.
  private struct Cluster {
    var n = 0
    var d = 0
    var c = 0
  }

  var arms: [OfArm]
  var both = CrossSums()
  var recipients = 0

  private var cluster: [Cluster]
  private let options: CountingOptions
  private let prefixes: PrefixTree
  /// The first day that is believed, so that days count from 0 even where clocks run behind.
  static let firstDay = Int(TimeText.bounds.lowerBound / 86_400_000) - 1

  /// A tally for as many arms.
  init(arms count: Int, options: CountingOptions, prefixes: PrefixTree) {
    arms = Array(repeating: OfArm(), count: count)
    cluster = Array(repeating: Cluster(), count: count)
    self.options = options
    self.prefixes = prefixes
  }

  /// Counts attempts that are in order, see `ChainAttempt.precedes`.
  mutating func add(_ attempts: [ChainAttempt]) {
    var first = 0
    while first < attempts.count {
      var end = first + 1
      while end < attempts.count, attempts[end].recipient == attempts[first].recipient { end += 1 }
      addRecipient(attempts, first..<end)
      first = end
    }
  }

  private mutating func addRecipient(_ attempts: [ChainAttempt], _ range: Range<Int>) {
    var first = range.lowerBound
    while first < range.upperBound {
      var end = first + 1
      while end < range.upperBound, attempts[end].chain == attempts[first].chain { end += 1 }
      addChain(attempts, first..<end)
      first = end
    }
    let campaigns = (attempts[range.lowerBound].chain >> 32, attempts[range.upperBound - 1].chain >> 32)
    closeRecipient(
      isSomebody: attempts[range.lowerBound].recipient < ChainAttempt.nobody,
      hasOtherCampaigns: campaigns.0 != campaigns.1)
  }

  /// One chain: its first attempt counts, whatever came later is a retry or a repeat.
  private mutating func addChain(_ attempts: [ChainAttempt], _ range: Range<Int>) {
    guard let start = range.first(where: { attempts[$0].arm != 0 }) else { return }
    let first = attempts[start]
    var ever = first.outcome
    var before = first
    for index in start + 1..<range.upperBound where attempts[index].arm != 0 {
      let attempt = attempts[index]
      addLater(attempt, after: before, from: first.arm)
      ever.formUnion(attempt.outcome)
      before = attempt
    }
    addFirst(first)
    let arm = Int(first.arm)
    if ever.contains(.delivered) { arms[arm].eventuallyDelivered &+= 1 }
    if ever.contains(.clicked) { arms[arm].eventuallyClicked &+= 1 }
  }

  private mutating func addFirst(_ attempt: ChainAttempt) {
    let arm = Int(attempt.arm)
    let outcome = attempt.outcome
    arms[arm].intended.add(outcome)
    if outcome.contains(.failed), !outcome.contains(.delivered) {
      arms[arm].codes[attempt.failCode, default: 0] += 1
    }
    arms[arm].countries.add(outcome, Int(country(of: attempt)))
    arms[arm].templates.add(outcome, Int(truncatingIfNeeded: attempt.chain & 0xFFFF_FFFF))
    arms[arm].campaigns.add(outcome, Int(truncatingIfNeeded: attempt.chain >> 32))
    addTime(of: attempt)
    cluster[arm].n &+= 1
    if outcome.contains(.delivered) { cluster[arm].d &+= 1 }
    if outcome.contains(.clicked) { cluster[arm].c &+= 1 }
  }

  private func country(of attempt: ChainAttempt) -> UInt16 {
    guard attempt.country == 0, RecipientKey(bits: attempt.recipient).kind == .number else {
      return attempt.country
    }
    return prefixes.country(of: attempt.recipient)
  }

  private mutating func addTime(of attempt: ChainAttempt) {
    let arm = Int(attempt.arm)
    guard attempt.send != ChainAttempt.noTime else {
      arms[arm].withoutSendTime &+= 1
      return
    }
    let hours = (attempt.send + Int64(options.dayOffset) * 1000) / 3_600_000
    arms[arm].days.add(attempt.outcome, Int(hours / 24) - Self.firstDay)
    arms[arm].hours[Int(hours % 24)] &+= 1
  }

  private mutating func addLater(_ attempt: ChainAttempt, after before: ChainAttempt, from firstArm: UInt8) {
    let arm = Int(attempt.arm)
    if attempt.arm != firstArm { arms[arm].laterFromOtherArm &+= 1 }
    if before.outcome.contains(.delivered) {
      arms[arm].later.repeats &+= 1
    } else if !before.outcome.contains(.failed) {
      arms[arm].later.afterUnresolved &+= 1
    } else if before.failCode != options.limitCode {
      arms[arm].later.other &+= 1
    } else if attempt.send - before.failTime < Int64(options.retryWait) * 1000 {
      arms[arm].later.early &+= 1
    } else {
      arms[arm].later.late &+= 1
    }
  }

  private mutating func closeRecipient(isSomebody: Bool, hasOtherCampaigns: Bool) {
    var isInAny = false
    for arm in cluster.indices where cluster[arm].n > 0 {
      isInAny = true
      arms[arm].clusters.add(cluster[arm].n, cluster[arm].d, cluster[arm].c)
      guard isSomebody else { continue }
      arms[arm].recipients &+= 1
      if cluster[arm].n > 1 { arms[arm].recipientsWithSeveral &+= 1 }
      if hasOtherCampaigns { arms[arm].recipientsInOtherCampaigns &+= 1 }
    }
    guard isInAny else { return }
    if isSomebody { recipients &+= 1 }
    if cluster[1].n > 0, cluster[2].n > 0 {
      both.add((cluster[1].n, cluster[1].d, cluster[1].c), (cluster[2].n, cluster[2].d, cluster[2].c))
    }
    for arm in cluster.indices where cluster[arm].n > 0 { cluster[arm] = Cluster() }
  }

  /// Adds what another thread counted.
  static func += (left: inout ChainTally, right: ChainTally) {
    for arm in left.arms.indices { left.arms[arm] += right.arms[arm] }
    left.both += right.both
    left.recipients += right.recipients
  }
}

extension ChainTally.OfArm {
  /// Adds what another thread counted.
  static func += (left: inout Self, right: Self) {
    left.intended += right.intended
    left.eventuallyDelivered += right.eventuallyDelivered
    left.eventuallyClicked += right.eventuallyClicked
    left.later += right.later
    left.laterFromOtherArm += right.laterFromOtherArm
    left.codes.merge(right.codes, uniquingKeysWith: +)
    left.countries += right.countries
    left.days += right.days
    for hour in left.hours.indices { left.hours[hour] += right.hours[hour] }
    left.withoutSendTime += right.withoutSendTime
    left.templates += right.templates
    left.campaigns += right.campaigns
    left.recipients += right.recipients
    left.recipientsWithSeveral += right.recipientsWithSeveral
    left.recipientsInOtherCampaigns += right.recipientsInOtherCampaigns
    left.clusters += right.clusters
  }
}
