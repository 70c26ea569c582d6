/// How large a fair test must be, and how long it takes.
package struct TestPlan: Equatable, Sendable {
  /// What the rules of a fair comparison ask for.
  package let bounds: FairBounds
  /// The rate that Cloud API is expected to have, 0 to 1.
  package let base: Double
  /// The difference to be seen, as a share; a drop is negative. `nil` when a size was given instead.
  package let difference: Double?
  /// How often it is to be seen.
  package let power: Double
  /// What statistics alone ask for on the Marketing Messages side and on the Cloud API side; `nil` when no size was asked for.
  package let needed: (mm: Int, cloud: Int)?
  /// What to send: at least what is needed, and at least what the rules ask for.
  package let recipients: (mm: Int, cloud: Int)
  /// The smallest drop and rise that these recipients let us see, as shares.
  package let smallestDrop: Double?
  package let smallestRise: Double?
  /// The days that sending takes at the daily volume, and at least as many as the rules ask for. `nil` without a volume.
  package let duration: Int?

  /// A plan.
  ///
  /// - Parameters:
  ///   - difference: the first rate minus the second, not 0; or
  ///   - size: messages on the Marketing Messages side.
  ///   - weights: how people are to be divided, Marketing Messages API first; whole numbers above 0.
  ///   - daily: messages of both sides that are sent in a day.
  ///   - bounds: what the rules of a fair comparison ask for.
  /// - Throws: `ComparisonError` when such a difference cannot be, or no number of messages would show it.
  package init(
    base: Double, difference: Double?, size: Int?, weights: [Int], power: Double,
    level: ConfidenceLevel = .usual, daily: Int?,
    bounds: FairBounds
  ) throws(ComparisonError) {
    let ratio = Double(weights[1]) / Double(weights[0])
    let test = Power(base: base, ratio: ratio, power: power, level)
    self.bounds = bounds
    var first = size ?? bounds.leastMessages
    var needed: (mm: Int, cloud: Int)?
    if let difference {
      guard let number = test.needed(for: difference) else {
        throw ComparisonError(
          .usage,
          "from a rate of \(FigureWords.percent(base)) a difference of \(FigureWords.points(difference)) points leads outside 0 to 100 %, or needs more messages than there are people"
        )
      }
      needed = (number, Self.times(number, ratio))
      first = number
    }
    self.needed = needed
    // A size that somebody gave is taken as it is; one that is computed is raised to what the rules ask for on both sides.
    let raised =
      size == nil || difference != nil
      ? max(first, bounds.leastMessages, Self.times(bounds.leastMessages, 1 / ratio)) : first
    recipients = (raised, Self.times(raised, ratio))
    smallestDrop = test.smallestDrop(first: raised)
    smallestRise = test.smallestRise(first: raised)
    duration = daily.map { max(bounds.leastDays, (raised + Self.times(raised, ratio) + $0 - 1) / $0) }
    (self.base, self.difference, self.power) = (base, difference, power)
  }

  private static func times(_ number: Int, _ ratio: Double) -> Int {
    Int((Double(number) * ratio).rounded(.up))
  }

  package static func == (left: TestPlan, right: TestPlan) -> Bool {
    left.base == right.base && left.difference == right.difference && left.power == right.power
      && left.recipients == right.recipients && left.duration == right.duration
  }

  /// What to do, in order.
  package static func checklist(_ bounds: FairBounds) -> [String] {
    let size =
      bounds.leastMessages > 0
      ? "At least \(FigureWords.count(bounds.leastMessages)) people on each side; no" : "No"
    return [
      "Divide the people at random before anything is sent, and keep the list of who is on which side.",
      "One message for each person; nobody on both sides, and no other campaign to them in these days.",
      "The same template on both sides, active and approved, not paused; the time to live left at 30 days.",
      "The same \(bounds.days), and the same hour of each day, on both sides.",
      "\(size) numbers of the United States.",
      "Write the side of each message into the send log; set product_policy to STRICT, so that nothing falls back.",
      "No retries; a message that failed stays failed until the test is counted.",
      "Count clicks on both sides by your own redirect or page; test the address with one real message first.",
      "Switch creative optimisation off for the template.",
      "Count a day or more after the last send, with wabadoctor compare.",
    ]
  }
}
