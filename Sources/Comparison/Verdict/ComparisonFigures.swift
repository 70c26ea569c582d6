/// Everything that is computed of a comparison: the Marketing Messages API first, Cloud API second.
package struct ComparisonFigures: Equatable, Sendable {
  /// What was stated first.
  package let settings: ComparisonSettings
  /// First attempts delivered of messages intended; of bare totals, whatever they count.
  package let delivery: RateComparison
  /// Attempts delivered of all attempts; `nil` without a log.
  package let raw: Contrast?
  /// Messages delivered at any attempt; `nil` without a log or when first attempts cannot be told.
  package let eventual: Contrast?
  /// Clicks, if the log has any.
  package let clicks: ClickFigures?
  /// By country of the recipient; `nil` when no country is known.
  package let countries: StrataFigures?
  /// By day of sending, days on which both sides were sent; `nil` when no time of sending is known.
  package let days: StrataFigures?
  /// The difference when people, not messages, are counted; only where somebody got several.
  package let byPeople: ConfidenceInterval?
  /// The split of people against the stated one; `nil` when nobody stated it.
  package let split: SampleRatio?
  /// What the log shows of each condition; `nil` for bare totals.
  package let log: LogFigures?

  /// The probabilities of delivery and of clicks for each intended message after Holm; one when there is one question.
  package var adjusted: [Double] {
    Holm.adjusted([delivery, clicks?.perIntended].compactMap { $0?.test.significance?.p })
  }

  /// Where delivery lies, after Holm.
  package var deliveryDirection: RateComparison.Direction {
    delivery.direction(adjusted: delivery.test.significance == nil ? nil : adjusted.first)
  }

  /// Where clicks for each intended message lie, after Holm.
  package var clickDirection: RateComparison.Direction? {
    clicks.map {
      $0.perIntended.direction(adjusted: $0.perIntended.test.significance == nil ? nil : adjusted.last)
    }
  }

  /// The figures of bare totals: `hits` of `total` for each side.
  package init(totals contrast: Contrast, _ settings: ComparisonSettings) {
    self.settings = settings
    delivery = RateComparison(contrast, margin: settings.margin, level: settings.level)
    split = settings.split.flatMap {
      SampleRatio(people: [contrast.first.total, contrast.second.total], weights: $0)
    }
    (raw, eventual, clicks, countries, days, byPeople, log) = (nil, nil, nil, nil, nil, nil, nil)
  }

  /// The figures of a log.
  ///
  /// - Throws: `ComparisonError` when a side has no message.
  package init(_ counts: LogCounts, _ settings: ComparisonSettings) throws(ComparisonError) {
    let (one, two) = (counts[.marketingMessages], counts[.cloud])
    guard let intended = Self.contrast(one.intended, two.intended),
      let attempts = Self.contrast(one.attempts, two.attempts)
    else { throw Self.oneSided(counts) }
    self.settings = settings
    let log = LogFigures(counts)
    self.log = log
    delivery = RateComparison(
      log.peopleAreKnown ? intended : attempts, margin: settings.margin, level: settings.level)
    raw = attempts
    eventual =
      log.peopleAreKnown
      ? Self.contrast(
        (one.eventuallyDelivered, one.intended.messages), (two.eventuallyDelivered, two.intended.messages))
      : nil
    clicks = ClickFigures(one.intended, two.intended, settings)
    countries = log.countriesAreKnown ? StrataFigures(Self.strata(one.countries, two.countries)) : nil
    days = StrataFigures(Self.sharedDays(one.days, two.days))
    byPeople = Self.byPeople(counts, settings.level)
    split = settings.split.flatMap {
      SampleRatio(
        people: log.peopleAreKnown
          ? [one.recipients, two.recipients] : [one.intended.messages, two.intended.messages], weights: $0)
    }
  }

  private static func contrast(_ one: OutcomeCounts, _ two: OutcomeCounts) -> Contrast? {
    contrast((one.delivered, one.messages), (two.delivered, two.messages))
  }

  private static func contrast(_ one: (Int, Int), _ two: (Int, Int)) -> Contrast? {
    guard let first = Proportion(one.0, of: one.1), let second = Proportion(two.0, of: two.1) else {
      return nil
    }
    return Contrast(first, second)
  }

  private static func strata(_ one: [String: OutcomeCounts], _ two: [String: OutcomeCounts]) -> [Stratum] {
    Set(one.keys).union(two.keys).map { name in
      let (first, second) = (one[name] ?? OutcomeCounts(), two[name] ?? OutcomeCounts())
      return Stratum(
        name.isEmpty ? "unknown" : name, first: (first.delivered, first.messages),
        second: (second.delivered, second.messages))!
    }
    .sorted { ($1.firstTotal + $1.secondTotal, $0.name) < ($0.firstTotal + $0.secondTotal, $1.name) }
  }

  private static func sharedDays(_ one: [Int: OutcomeCounts], _ two: [Int: OutcomeCounts]) -> [Stratum] {
    Set(one.keys).intersection(two.keys).sorted().map { day in
      let (first, second) = (one[day]!, two[day]!)
      return Stratum(
        LogFigures.date(day), first: (first.delivered, first.messages),
        second: (second.delivered, second.messages))!
    }
  }

  /// The delta method over people, those on both sides counted on both; `nil` when nobody got several messages.
  private static func byPeople(_ counts: LogCounts, _ level: ConfidenceLevel) -> ConfidenceInterval? {
    let (one, two, both) = (counts[.marketingMessages].clusters, counts[.cloud].clusters, counts.both)
    guard one.clusters < one.n || two.clusters < two.n || both.clusters > 0,
      let first = ClusteredRate(
        hits: one.d, messages: one.n, squaredHits: one.dd, squaredMessages: one.nn, products: one.nd),
      let second = ClusteredRate(
        hits: two.d, messages: two.n, squaredHits: two.dd, squaredMessages: two.nn, products: two.nd)
    else { return nil }
    return first.interval(
      minus: second, shared: (both.dd, both.dn, both.nd, both.nn), totals: (one.n, two.n), level)
  }

  /// What is said of a log that cannot be compared.
  private static func oneSided(_ counts: LogCounts) -> ComparisonError {
    let names = counts.arms.keys.sorted().map {
      switch $0 {
      case .marketingMessages: "marketing_messages"
      case .cloud: "cloud_api"
      case .other(let word): "\"\(word)\""
      }
    }
    let rest =
      counts.withoutArm.messages > 0
      ? "; of \(FigureWords.count(counts.withoutArm.messages)) \(counts.withoutArm.messages == 1 ? "message" : "messages") nothing says the side: give the sends with --sends"
      : ""
    let places = counts.sources.map(\.name).joined(separator: ", ")
    guard counts.lines.read > 0 else {
      return ComparisonError(
        .unreadableInput, "\(places): empty; expected a log with a header and lines below it")
    }
    guard counts.lines.used > 0 else {
      return ComparisonError(.unreadableInput, "\(places): no line could be used")
    }
    guard !names.isEmpty else {
      return ComparisonError(
        .unreadableInput,
        "no message could be put on a side\(rest.isEmpty ? "; expected a column api with marketing_messages and cloud_api" : rest)"
      )
    }
    return ComparisonError(
      .unreadableInput,
      "a comparison needs messages of marketing_messages and of cloud_api; the log has \(names.joined(separator: ", ")) only\(rest); add the log of the other side, or say what other words mean with --arm"
    )
  }
}
