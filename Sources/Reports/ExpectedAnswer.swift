import JSONText
import Knowledge

/// When Meta should answer a ticket for the first time, as far as the facts tell.
struct ExpectedAnswer {
  let promise: FirstAnswer
  /// When the ticket was opened; `nil` when nobody said.
  let opened: Moment?
  /// The customer's country; `nil` when nobody said.
  let country: CountryCode?
  /// The moments by which it is due: one, or the earliest and the latest; `nil` when it is not known when the ticket was opened.
  let due: ClosedRange<Moment>?
  /// Whether the latest of them has passed.
  let hasPassed: Bool

  /// The answer to expect on the ways of a finding; `nil` when none of them promises one, or there is one already.
  init?(
    to finding: Finding, in knowledge: KnowledgeBase, now: Moment?, value: (FactName) -> FactValue?
  ) {
    guard let promise = knowledge.firstAnswer, finding.routes.contains(promise.route),
      value(promise.answered) != .yesNo(true)
    else { return nil }
    self.promise = promise
    opened = if case .moment(let moment)? = value(promise.opened) { moment } else { nil }
    country = if case .country(let code)? = value(promise.country) { code } else { nil }
    let clocks = country.flatMap { knowledge.clocks(of: $0, in: promise.clocks) } ?? .anywhere
    due = opened.map { promise.due(opened: $0, clocks: clocks) }
    hasPassed = if let now, let due { due.upperBound < now } else { false }
  }

  /// `due by 2026-11-24 09:14 UTC: 24 hours on business days (Monday to Friday in AE; public holidays are not counted here)`.
  var line: String {
    let hours =
      "\(length) on business days (\(days) in \(place); public holidays are not known here, each adds a day)"
    guard let due else { return "due within \(hours); \(promise.opened) tells since when" }
    let first = DateWords.minute(due.lowerBound)
    let moment =
      due.lowerBound == due.upperBound
      ? "by \(first)" : "between \(first) and \(DateWords.minute(due.upperBound)), by the place and its clocks"
    return "\(hasPassed ? "was due" : "due") \(moment): \(hours)" + (country == nil ? "; \(promise.country) tells more exactly" : "")
  }

  /// The expectation as JSON.
  var json: JSONTree {
    [
      "within": .string(length), "business_days": .strings(promise.days.map(\.name)),
      "public_holidays_known": .boolean(false), "opened_at": .optional(opened?.description),
      "country": .optional(country?.description), "due_from": .optional(due?.lowerBound.description),
      "due_by": .optional(due?.upperBound.description), "has_passed": .boolean(hasPassed),
    ]
  }

  /// `24 hours`, as Meta says it, and not `1 day`.
  private var length: String {
    let seconds = promise.within.seconds
    return seconds.isMultiple(of: 3600) ? CountWords.count(Int(seconds / 3600), "hour") : promise.within.description
  }

  private var place: String { country?.description ?? "the customer's country" }

  /// `Monday to Friday`, or the days one by one where they do not follow one another.
  private var days: String {
    guard let first = promise.days.first, let last = promise.days.last, promise.days.count > 2,
      promise.days.map(\.rawValue) == Array(first.rawValue...max(first.rawValue, last.rawValue))
    else { return CountWords.list(promise.days.map(\.name)) }
    return "\(first.name) to \(last.name)"
  }
}

extension ReportContext {
  /// The answer to expect on the ways of a finding.
  func firstAnswer(of finding: Finding) -> ExpectedAnswer? {
    ExpectedAnswer(to: finding, in: knowledge, now: diagnosis.now, value: value)
  }
}
