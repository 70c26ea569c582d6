import Comparison

/// What a comparison says, in sentences.
struct ComparisonWords {
  private let report: ComparisonReport
  private var figures: ComparisonFigures { report.figures }

  init(_ report: ComparisonReport) { self.report = report }

  /// The verdict on delivery, and on clicks if they are compared.
  var verdict: [String] {
    var sentences = [delivery]
    if let cured { sentences.append(cured) }
    if let clicks { sentences.append(clicks) }
    return sentences + warnings
  }

  private var delivery: String {
    switch report.standing {
    case .notFair: return "The comparison is not fair, so it says nothing about the route. \(broken)"
    case .open:
      let open = report.checks.filter { $0.state == .unknown && $0.name != ComparisonReport.clickCondition }
      guard !open.isEmpty else { return "No verdict: nothing says what a fair comparison is." }
      let questions = Set(open.flatMap(\.open).map(\.fact)).count
      let many = questions == 1 ? "1 question is" : "\(questions) questions are"
      return
        "No verdict yet. Nothing that is known makes the comparison unfair; \(many) open, on \(CountWords.list(open.map { $0.title.lowercased() }))."
    case .fair:
      return "The comparison is fair: \(report.conclusion?.sentence("delivery", figures.delivery) ?? "")."
    }
  }

  /// What makes it unfair, in the words of the findings.
  private var broken: String {
    let checks = report.checks.filter { $0.state == .notMet && $0.name != ComparisonReport.clickCondition }
    let titles = checks.flatMap { check in
      check.breaches.isEmpty ? [check.title] : check.breaches.map(\.title)
    }
    return (titles.count == 1 ? "The reason: " : "The reasons: ")
      + titles.map(Self.begun).joined(separator: "; ") + "."
  }

  /// A title as it stands within a sentence: without its capital, unless it begins with a name.
  private static func begun(_ title: String) -> String {
    let second = title.dropFirst().first
    return second?.isUppercase == true ? title : title.prefix(1).lowercased() + title.dropFirst()
  }

  private var cured: String? {
    guard report.isCuredByNormalising, let raw = figures.raw else { return nil }
    let rates =
      "\(FigureWords.fixed(raw.first.rate * 100, 2)) against \(FigureWords.percent(raw.second.rate))"
    return
      "Over all attempts MM API looks lower (\(rates)); by first attempts it is not. The retries make that difference."
  }

  private var clicks: String? {
    switch report.clickStanding {
    case nil: return nil
    case .notFair: return "The comparison of clicks is not fair, so it says nothing about the route."
    case .open: return "No verdict on clicks yet; something about them is open."
    case .fair:
      guard let clicks = figures.clicks, let conclusion = report.clickConclusion else { return nil }
      return "Clicks can be compared: \(conclusion.sentence("clicks", clicks.perIntended))."
    }
  }

  /// What has to be known of a log before anything else: that it is not the whole log.
  var warnings: [String] {
    (figures.log?.counts.sources ?? []).compactMap { source in
      guard case .insideLine(let line) = source.ending else { return nil }
      return
        "\(LogWords.begun(source.name)) ends in the middle of line \(FigureWords.count(line)), so part of the log is missing. Was an archive or a download cut off? Fetch it again and repeat the comparison."
    }
  }

  /// The difference with all that stands beside it, as labels and sentences.
  func difference(_ comparison: RateComparison, of what: String) -> [(String, String)] {
    let digits = what == "clicks" ? 3 : 2
    let level = FigureWords.fixed((1 - comparison.level.error) * 100, 0)
    let margin = FigureWords.distance(comparison.notWorse.margin, digits)
    var rows = [
      (
        "difference",
        "\(FigureWords.points(comparison.contrast.difference, digits)) points, \(level) % \(Self.limits(comparison.interval, digits)) (\(comparison.method.rawValue))"
      ),
      ("chance", Self.chance(comparison.test)), ("ratio", Self.ratio(comparison.ratio)),
    ]
    let p = comparison.notWorse.significance.map { ", p \(FigureWords.probability($0))" } ?? ""
    rows.append(
      (
        "not worse",
        comparison.notWorse.isShown
          ? "shown: a loss of \(margin) or more is excluded\(p)"
          : "not shown: a loss of \(margin) or more is not excluded\(p)"
      ))
    rows.append(("could be seen", Self.seen(comparison, digits)))
    return rows
  }

  private static func chance(_ test: PooledTest) -> String {
    switch test {
    case .undefined: "cannot be told: nobody, or everybody, on both sides"
    case .decided(let z, let significance):
      "alone makes one as large with probability \(FigureWords.probability(significance)) (z \(FigureWords.fixed(z, 2)))"
    }
  }

  private static func ratio(_ ratio: RelativeRate) -> String {
    switch ratio {
    case .undefined: "none: both rates are 0"
    case .atLeast(let lower): "at least \(FigureWords.fixed(lower, 3)); the rate of Cloud API is 0"
    case .between(let ratio, let lower, let upper):
      "\(FigureWords.fixed(ratio, 4)), \(FigureWords.fixed(lower, 4)) to \(FigureWords.fixed(upper, 4)), of the rate of Cloud API"
    }
  }

  /// At this size a drop of so many points would be seen 8 times in 10.
  private static func seen(_ comparison: RateComparison, _ digits: Int) -> String {
    let drop = comparison.smallestDrop.map { "a drop of \(FigureWords.distance($0, digits))" }
    let rise = comparison.smallestRise.map { "a rise of \(FigureWords.distance($0, digits))" }
    let both = [drop, rise].compactMap(\.self)
    guard !both.isEmpty else {
      return "at this size not even the largest difference would be seen 8 times in 10"
    }
    return "at this size \(CountWords.list(both, joined: "or")) would be seen 8 times in 10"
  }

  /// `-0.73 to -0.09`.
  static func limits(_ interval: ConfidenceInterval, _ digits: Int = 2) -> String {
    "\(FigureWords.points(interval.lower, digits)) to \(FigureWords.points(interval.upper, digits))"
  }

  /// `80.26 %, 80.11 to 80.40 (96,390 of 120,100)`.
  static func rate(_ rate: Proportion, _ level: ConfidenceLevel) -> String {
    let interval = rate.wilson(level)
    let digits = rate.rate < 0.1 ? 3 : 2
    let limits =
      "\(FigureWords.fixed(interval.lower * 100, digits)) to \(FigureWords.fixed(interval.upper * 100, digits))"
    return
      "\(FigureWords.percent(rate.rate, digits)), \(limits) (\(FigureWords.count(rate.hits)) of \(FigureWords.count(rate.total)))"
  }

  /// A probability after Holm.
  static func adjusted(_ p: Double) -> String { p < 0.000_1 ? "below 0.0001" : FigureWords.fixed(p, 4) }
}
