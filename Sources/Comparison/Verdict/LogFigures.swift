/// What a log shows of the conditions of a fair comparison. Shares are of one; what the log cannot show is `nil`.
package struct LogFigures: Equatable, Sendable {
  /// What was counted.
  package let counts: LogCounts
  /// Whether recipients are told apart, so that first attempts, retries and overlaps can be.
  package let peopleAreKnown: Bool
  /// Whether the country of nearly every message is known.
  package let countriesAreKnown: Bool
  /// So small a share of the messages, or fewer, decides nothing by being unknown or stray: our own tolerance, a tenth of a percent.
  package static let strays = 0.001

  private var one: ArmCounts { counts[.marketingMessages] }
  private var two: ArmCounts { counts[.cloud] }

  init(_ counts: LogCounts) {
    self.counts = counts
    let kinds = counts.recipientKinds
    let usable = kinds.numbers + kinds.hashed + kinds.otherNames
    let lost = kinds.rounded + kinds.missing
    peopleAreKnown = usable > 0 && Double(lost) <= Self.strays * Double(usable + lost)
    let arms = [counts[.marketingMessages], counts[.cloud]]
    let all = arms.reduce(0) { $0 + $1.intended.messages }
    let nowhere = arms.reduce(0) { $0 + ($1.countries[""]?.messages ?? 0) }
    countriesAreKnown = all > 0 && Double(nowhere) <= Self.strays * Double(all)
  }

  private static func share(_ part: Int, _ whole: Int) -> Double? {
    whole > 0 ? min(1, Double(part) / Double(whole)) : nil
  }

  /// From where the side of most messages is known, a word of the fact `comparison.arm_known_from`.
  package var armKnownFrom: String? {
    let from = counts.armFrom
    let most = max(from.sends, from.column, from.callbackData)
    guard most > 0 else { return nil }
    return from.sends == most ? "send log" : from.column == most ? "column" : "callback data"
  }

  /// Messages of the Marketing Messages side that Cloud API sent, of those whose pricing is known.
  package var fallback: Double? {
    Self.share(one.fellBack, one.pricing.total - (one.pricing.named[""] ?? 0))
  }

  /// Attempts after a failed one of the same message, of all attempts.
  package var retries: Double? {
    peopleAreKnown ? Self.share(one.later.retries + two.later.retries, one.attempts.messages + two.attempts.messages) : nil
  }

  /// Retries within 24 hours after 131049.
  package var earlyRetries: Int? { peopleAreKnown ? one.later.early + two.later.early : nil }

  private var people: Int { one.recipients + two.recipients - counts.both.clusters }

  /// Attempts on one side for a message that the other side had begun: the person was reached by both.
  private var crossings: Int { one.laterFromOtherArm + two.laterFromOtherArm }

  /// People on both sides, of all people.
  package var overlap: Double? { peopleAreKnown ? Self.share(counts.both.clusters + crossings, people) : nil }

  /// People with several messages on one side, of all people.
  package var repeats: Double? {
    guard peopleAreKnown else { return nil }
    let again = max(0, one.later.repeats + two.later.repeats - crossings)
    return Self.share(one.recipientsWithSeveral + two.recipientsWithSeveral + again, people)
  }

  /// People whom another campaign reached too; `nil` when the log has one campaign.
  package var otherCampaigns: Double? {
    let names = Set(one.campaigns.keys).union(two.campaigns.keys).count
    guard peopleAreKnown, names > 1 || counts.otherCampaigns.messages > 0 else { return nil }
    return Self.share(one.recipientsInOtherCampaigns + two.recipientsInOtherCampaigns, people)
  }

  /// The part of the messages whose template has no equal part on the other side; `nil` when templates are not named.
  package var templatesApart: Double? {
    func shares(_ arm: ArmCounts) -> [LogTemplate: Double]? {
      var shares: [LogTemplate: Double] = [:]
      for entry in arm.templates {
        let template = entry.template
        guard !template.id.isEmpty || !template.name.isEmpty else { return nil }
        let key = template.id.isEmpty ? template : LogTemplate(id: template.id)
        shares[key, default: 0] += Double(entry.outcomes.messages) / Double(max(1, arm.intended.messages))
      }
      return shares.isEmpty ? nil : shares
    }
    guard let first = shares(one), let second = shares(two) else { return nil }
    return max(0, 1 - first.reduce(0) { $0 + min($1.value, second[$1.key] ?? 0) })
  }

  /// The most used templates of a side, for people.
  package func templates(of arm: Arm) -> [String] {
    counts[arm].templates.prefix(3).map { entry in
      let template = entry.template
      let name = [template.name, template.language].filter { !$0.isEmpty }.joined(separator: "/")
      return name.isEmpty ? template.id : name
    }
  }

  /// Days on which both sides were sent, since 1970-01-01; `nil` when no time of sending is known.
  package var sharedDays: [Int]? {
    guard !one.days.isEmpty, !two.days.isEmpty else { return nil }
    return Set(one.days.keys).intersection(two.days.keys).sorted()
  }

  /// Messages sent on days on which only one side was sent, of all with a time.
  package var daysApart: Double? {
    guard let shared = sharedDays else { return nil }
    let all = [one, two].reduce(0) { $0 + $1.days.values.reduce(0) { $0 + $1.messages } }
    let together = [one, two].reduce(0) { sum, arm in sum + shared.reduce(0) { $0 + (arm.days[$1]?.messages ?? 0) } }
    return Self.share(all - together, all)
  }

  /// Whether everything of Cloud API was sent before the first of the Marketing Messages API.
  package var isBeforeAndAfter: Bool? {
    guard let last = two.lastSend, let first = one.firstSend else { return nil }
    return last < first && sharedDays?.isEmpty == true
  }

  /// Half the sum of the distances of the hours' shares; `nil` when no time of sending is known.
  package var hoursApart: Double? {
    let (first, second) = (one.hours.reduce(0, +), two.hours.reduce(0, +))
    guard first > 0, second > 0 else { return nil }
    return zip(one.hours, two.hours).reduce(0) {
      $0 + abs(Double($1.0) / Double(first) - Double($1.1) / Double(second)) / 2
    }
  }

  /// Holdouts of Meta's experiment (130472) among the messages intended.
  package var holdouts: Contrast? {
    guard let first = Proportion(one.intendedCodes[130_472] ?? 0, of: one.intended.messages),
      let second = Proportion(two.intendedCodes[130_472] ?? 0, of: two.intended.messages)
    else { return nil }
    return Contrast(first, second)
  }

  /// Messages neither delivered nor failed, of the messages intended.
  package var unresolved: Contrast? {
    guard let first = Proportion(one.intended.unresolved, of: one.intended.messages),
      let second = Proportion(two.intended.unresolved, of: two.intended.messages)
    else { return nil }
    return Contrast(first, second)
  }

  /// Seconds between the last send and the last event.
  package var countedAfter: Int64? {
    guard let event = counts.lastEvent, let sent = [one.lastSend, two.lastSend].compactMap(\.self).max() else { return nil }
    return max(0, (event - sent) / 1000)
  }

  /// Messages to a set of countries, of all; `nil` while too many countries are unknown to say.
  package func share(to isOne: (String) -> Bool) -> Double? {
    let all = one.intended.messages + two.intended.messages
    let there = [one, two].reduce(0) { sum, arm in
      sum + arm.countries.reduce(0) { $0 + (!$1.key.isEmpty && isOne($1.key) ? $1.value.messages : 0) }
    }
    guard countriesAreKnown || Double(there) > Self.strays * Double(all) else { return nil }
    return Self.share(there, all)
  }

  /// Messages held back by the limit of a person (131049), of the failures of the Marketing Messages side.
  package var limited: Double? { Self.share(one.intendedCodes[131_049] ?? 0, one.intended.failed) }

  /// A day since 1970-01-01 as `2026-11-02`: Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, 2021.
  package static func date(_ day: Int) -> String {
    let z = day + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(dayOfYear - (153 * shifted + 2) / 5 + 1))"
  }
}
