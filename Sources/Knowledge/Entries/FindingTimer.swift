import JSONText

/// When a finding is worth another look: at a moment that a fact tells, or so long after one.
package struct FindingTimer: Sendable, Hashable {
  /// Facts that tell the moment itself; the first that is known counts, and counts before `from`.
  package let at: [FactName]
  /// Facts that tell since when the time runs; the first that is known counts.
  package let from: [FactName]
  /// How long it runs; `nil` when only `at` tells.
  package let after: TimeSpan?
  /// How long it runs, as it is written: `24 hours`.
  package let length: String?
  /// What may be expected then.
  package let then: String?

  /// Every fact that can tell the moment, in the order to try.
  package var facts: [FactName] { at + from }

  /// Reads `recheck` of a finding; `nil` when it is not there or says no moment.
  package init?(_ json: JSONValue?) {
    guard let json else { return nil }
    func names(_ key: String) -> [FactName] { json[key]?.elements.compactMap(\.string).map(FactName.init) ?? [] }
    at = names("at")
    length = json["after"]?.string
    after = length.flatMap { TimeSpan($0) }
    from = after == nil ? [] : names("from")
    then = json["then"]?.string
    guard !at.isEmpty || !from.isEmpty else { return nil }
  }

  /// The moment that a fact's value leads to; `nil` when the value tells none.
  package func due(_ fact: FactName, _ value: FactValue) -> Moment? {
    let moment: Moment
    switch value {
    case .moment(let told): moment = told
    case .date(let day): moment = day.start
    default: return nil
    }
    if at.contains(fact) { return moment }
    return after.map { Moment(seconds: moment.seconds + $0.seconds) }
  }
}

extension Finding {
  /// When it is worth another look, if the knowledge says.
  package var timer: FindingTimer? { FindingTimer(json["recheck"]) }
}
