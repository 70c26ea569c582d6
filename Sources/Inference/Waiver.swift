import Knowledge

/// A finding that somebody accepts for a while: it is still told, marked, and does not count for the exit status until it expires.
package struct Waiver: Sendable, Hashable {
  package let finding: FindingIndex
  /// The entity it is waived for; `nil` for all, and for findings of the case.
  package let entity: String?
  /// Why it is accepted, as the person said.
  package let reason: String
  /// The day after which it counts again.
  package let until: CalendarDate

  package init(finding: FindingIndex, entity: String? = nil, reason: String, until: CalendarDate) {
    self.finding = finding
    self.entity = entity
    self.reason = reason
    self.until = until
  }

  /// Whether it stands at a moment: the whole of its last day counts, in UTC.
  package func stands(at now: Moment) -> Bool { now.date <= until }

  /// Whether it covers a verdict.
  package func covers(_ verdict: Verdict) -> Bool {
    verdict.finding == finding && (entity == nil || entity == verdict.entity)
  }
}
