/// Puts what the threads counted under the names that numbers stand for.
struct LogCountsMaker {
  let sources: [LogSource]
  let layouts: [SourceLayout]
  /// Of each source that does not end with a line end, the number of its last line.
  let unended: [Int: Int]
  let ledger: LineLedger
  let book: NameBook

  /// The counts.
  func counts(_ events: EventAccounts, _ attempts: AttemptTally, _ chains: ChainTally) -> LogCounts {
    var counts = LogCounts()
    counts.sources = zip(sources, layouts).enumerated().map { source($0, $1.0, $1.1) }
    addLines(&counts, events)
    addAttempts(&counts, attempts)
    counts.both = chains.both
    counts.recipients = chains.recipients
    counts.lastEvent = events.lastEvent == LogEvent.noTime ? nil : events.lastEvent
    let (names, pricing) = (book.names(.arm), book.names(.pricing))
    for number in names.indices where attempts.arms[number].outcomes.messages > 0 {
      var arm = ArmCounts()
      add(attempts.arms[number], pricing, to: &arm)
      add(chains.arms[number], to: &arm)
      counts.arms[number == 1 ? .marketingMessages : number == 2 ? .cloud : .other(names[number])] = arm
    }
    return counts
  }

  private func source(_ index: Int, _ source: LogSource, _ layout: SourceLayout) -> SourceCounts {
    var counts = SourceCounts(name: source.name, format: .empty)
    switch layout {
    case .empty: break
    case .ndjson: counts.format = .ndjson
    case .csv(let header):
      counts.format = .csv(separator: header.separator)
      counts.ignoredColumns = header.ignored
    }
    let noted = ledger.sources[index]
    counts.linesRead = noted.read
    counts.linesBroken = noted.broken
    counts.linesPassedOver = noted.passedOver
    if let last = unended[index] {
      counts.ending = noted.lastBroken == last ? .insideLine(last) : .withoutLineEnd
    }
    counts.statusRows = noted.statusRows
    counts.sendRows = noted.sendRows
    counts.webhookBodies = noted.bodies
    return counts
  }

  private func addLines(_ counts: inout LogCounts, _ events: EventAccounts) {
    counts.broken = ledger.broken
    counts.passedOver = ledger.passedOver
    counts.unknownStatuses = ledger.unknownStatuses
    counts.lines.read = ledger.sources.reduce(0) { $0 + $1.read }
    counts.lines.used = events.rows.used + events.differentBodies
    counts.lines.repeated = events.rows.repeated + ledger.bodies - events.differentBodies
    counts.lines.broken = ledger.broken.values.reduce(0) { $0 + $1.count }
    counts.lines.passedOver = ledger.passedOver.values.reduce(0) { $0 + $1.count }
    counts.events.used = events.rows.used + events.bodies.used
    counts.events.repeated = events.rows.repeated + events.bodies.repeated
    counts.events.broken = ledger.brokenEvents
    counts.events.passedOver = ledger.passedOverEvents
    counts.events.read =
      counts.events.used + counts.events.repeated + counts.events.broken + counts.events.passedOver
  }

  private func addAttempts(_ counts: inout LogCounts, _ attempts: AttemptTally) {
    counts.withoutArm = attempts.withoutArm
    counts.inTwoArms = attempts.inTwoArms
    counts.otherCampaigns = attempts.otherCampaigns
    counts.armFrom = attempts.armFrom
    counts.withoutSend = counts.sources.contains { $0.sendRows > 0 } ? attempts.withoutSend : 0
    counts.contradictions = attempts.contradictions
    counts.recipientKinds = attempts.kinds
    counts.plainMessageIDs = attempts.plainIDs
    counts.timesWithoutZone = attempts.withoutZone
  }

  private func add(_ attempts: AttemptTally.OfArm, _ pricing: [String], to arm: inout ArmCounts) {
    arm.attempts = attempts.outcomes
    arm.attemptCodes = Dictionary(uniqueKeysWithValues: attempts.codes.map { (Int($0), $1) })
    arm.deliveredAndFailed = attempts.deliveredAndFailed
    arm.clickEvents = attempts.clickEvents
    for (number, count) in attempts.pricing.enumerated() where count > 0 {
      arm.pricing.add(pricing[number], count)
    }
    arm.pricingConflicts = attempts.pricingConflicts
    arm.firstSend = attempts.firstSend == .max ? nil : attempts.firstSend
    arm.lastSend = attempts.lastSend == .min ? nil : attempts.lastSend
  }

  private func add(_ chains: ChainTally.OfArm, to arm: inout ArmCounts) {
    arm.intended = chains.intended
    arm.eventuallyDelivered = chains.eventuallyDelivered
    arm.eventuallyClicked = chains.eventuallyClicked
    arm.later = chains.later
    arm.laterFromOtherArm = chains.laterFromOtherArm
    arm.intendedCodes = Dictionary(uniqueKeysWithValues: chains.codes.map { (Int($0), $1) })
    arm.countries = chains.countries.named { book.country(UInt16($0)) }
    arm.days = chains.days.named { $0 + ChainTally.firstDay }
    arm.hours = chains.hours
    arm.withoutSendTime = chains.withoutSendTime
    let templates = book.templates
    arm.templates = chains.templates.named { templates[$0] }.map { TemplateCounts($0, $1) }.sorted(
      by: Self.precedes)
    let campaigns = book.names(.campaign)
    arm.campaigns = chains.campaigns.named { campaigns[$0] }
    arm.recipients = chains.recipients
    arm.recipientsWithSeveral = chains.recipientsWithSeveral
    arm.recipientsInOtherCampaigns = chains.recipientsInOtherCampaigns
    arm.clusters = chains.clusters
  }

  private static func precedes(_ left: TemplateCounts, _ right: TemplateCounts) -> Bool {
    let (one, other) = (left.template, right.template)
    if left.outcomes.messages != right.outcomes.messages {
      return left.outcomes.messages > right.outcomes.messages
    }
    return (one.id, one.name, one.language) < (other.id, other.name, other.language)
  }
}
