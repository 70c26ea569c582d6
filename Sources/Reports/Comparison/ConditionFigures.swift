import Comparison

/// What a log shows of each condition, in sentences.
struct ConditionFigures {
  private let figures: ComparisonFigures
  private let addresses: [Arm: ButtonAddress]
  private var log: LogFigures? { figures.log }

  init(_ figures: ComparisonFigures, _ addresses: [Arm: ButtonAddress]) {
    self.figures = figures
    self.addresses = addresses
  }

  /// The sentences of a condition, by the key of its row; none when the log shows nothing of it.
  func sentences(of condition: String) -> [String] {
    switch condition {
    case "sides": sides
    case "retries": retries
    case "people": people
    case "template": templates
    case "days": days
    case "hour":
      log?.hoursApart.map {
        ["\(percent($0)) of a side would have to go out at another hour to match the other"]
      } ?? []
    case "size": size
    case "split": split
    case "mix": mix
    case "unresolved": unresolved
    case "regions": regions
    case "clicks": clicks
    default: []
    }
  }

  private func count(_ number: Int) -> String { FigureWords.count(number) }
  private func percent(_ share: Double) -> String { FigureWords.percent(share) }

  private var sides: [String] {
    guard let log else { return [] }
    let fallback = log.fallback.map {
      "\(percent($0)) of the MM API side carries the pricing category marketing"
    }
    return [log.armKnownFrom.map { "the side is known from the \($0)" }, fallback].compactMap(\.self)
  }

  private var retries: [String] {
    guard let log, let share = log.retries else { return [] }
    guard share > 0 else { return ["no retries"] }
    let early = log.earlyRetries ?? 0
    let tail = early > 0 ? "; \(count(early)) of them within 24 hours after 131049" : ""
    return ["\(percent(share)) of all attempts are retries\(tail); the rates compared count first attempts"]
  }

  private var people: [String] {
    guard let log else { return [] }
    guard let overlap = log.overlap, let repeats = log.repeats else {
      return ["the recipients cannot be told apart in the log"]
    }
    let other = log.otherCampaigns.map { "\(percent($0)) were reached by another campaign" }
    return [
      "\(percent(overlap)) of the people are on both sides",
      "\(percent(repeats)) got several messages on one side", other,
    ]
    .compactMap(\.self)
  }

  private var templates: [String] {
    guard let log else { return [] }
    guard let apart = log.templatesApart else { return ["the log names no template"] }
    guard apart > LogFigures.strays else { return ["the same template on both sides"] }
    let (one, two) = (log.templates(of: .marketingMessages), log.templates(of: .cloud))
    return [
      "MM API used \(CountWords.list(one)), Cloud API \(CountWords.list(two)); \(percent(apart)) has no equal on the other side"
    ]
  }

  private var days: [String] {
    guard let log, let shared = log.sharedDays else { return [] }
    guard let first = shared.first, let last = shared.last else {
      return ["no day on which both sides were sent"]
    }
    let apart = log.daysApart.map { "; \(percent($0)) was sent on days of one side only" } ?? ""
    let range =
      first == last ? LogFigures.date(first) : "\(LogFigures.date(first)) to \(LogFigures.date(last))"
    return ["\(CountWords.count(shared.count, "day")) of both sides, \(range)\(apart)"]
  }

  private var size: [String] {
    let contrast = figures.delivery.contrast
    return ["MM API \(count(contrast.first.total)), Cloud API \(count(contrast.second.total)) messages"]
  }

  private var split: [String] {
    guard let split = figures.split, let weights = figures.settings.split else { return [] }
    let probability = FigureWords.probability(split.significance)
    return [
      "intended \(weights[0]) to \(weights[1]); off by \(FigureWords.distance(split.deviation)), which chance does with probability \(probability)"
    ]
  }

  private var mix: [String] {
    func sentence(_ what: String, _ strata: StrataFigures?) -> String? {
      guard let strata, strata.strata.count > 1 else { return nil }
      let mix = strata.mix
      let turned = strata.isReversed ? "; the difference turns round within them" : ""
      return
        "\(what): largest distance \(FigureWords.distance(mix.deviation)) (\(mix.farthest)), probability \(FigureWords.probability(mix.significance))\(turned)"
    }
    return [sentence("countries", figures.countries), sentence("days", figures.days)].compactMap(\.self)
  }

  private var unresolved: [String] {
    guard let contrast = log?.unresolved else { return [] }
    return [
      "without an outcome: MM API \(percent(contrast.first.rate)), Cloud API \(percent(contrast.second.rate))"
    ]
  }

  private var regions: [String] {
    guard let share = log?.share(to: { $0 == "US" }) else {
      return log == nil ? [] : ["the country of some recipients is not known"]
    }
    return ["\(percent(share)) to numbers of the United States"]
  }

  private var clicks: [String] {
    clicked + [("MM API", Arm.marketingMessages), ("Cloud API", .cloud)].flatMap(risks)
  }

  /// What may go wrong on the way to a side's page.
  private func risks(_ side: String, _ arm: Arm) -> [String] {
    guard let address = addresses[arm] else { return [] }
    guard !address.risks.isEmpty else {
      return ["\(side): nothing is wrong with \(address.text) as it is written"]
    }
    return address.risks.map { "\(side): \(address.text): \($0.about)" }
  }

  private var clicked: [String] {
    guard let clicks = figures.clicks else { return [] }
    let contrast = clicks.perIntended.contrast
    let line =
      "MM API \(count(contrast.first.hits)), Cloud API \(count(contrast.second.hits)) messages were clicked"
    return clicks.isOneSided ? [line, "one side has no click at all: was it counted there?"] : [line]
  }
}
