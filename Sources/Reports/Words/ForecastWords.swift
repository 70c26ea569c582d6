import Inference
import JSONText
import Knowledge

/// When to look again, in words and as JSON.
package struct ForecastWords {
  private let forecast: Forecast
  private let knowledge: KnowledgeBase
  private let now: Moment

  /// - Parameter now: the moment that the report speaks of.
  package init(_ forecast: Forecast, knowledge: KnowledgeBase, now: Moment) {
    self.forecast = forecast
    self.knowledge = knowledge
    self.now = now
  }

  /// `Recheck after 2026-11-22 14:20 UTC: The person has had enough marketing messages for now`; `nil` when nothing dated runs.
  package var line: String? {
    guard let first = forecast.next, let due = first.due else { return nil }
    let more = forecast.entries.count { $0.due != nil } - 1
    let rest = more > 0 ? "; and \(CountWords.count(more, "later time"))" : ""
    let title = HarmlessText.shown(knowledge.findings[first.finding].title)
    return first.isOver(at: now) ? "Recheck now: \(title)\(rest)" : "Recheck after \(moment(due)): \(title)\(rest)"
  }

  /// What is said under a finding, the first answer to a ticket aside; `nil` when nothing runs for it.
  func line(of finding: FindingIndex, _ entities: [String]) -> String? {
    let own = forecast.entries.filter { $0.finding == finding && knowledge.firstAnswer?.opened != $0.fact }
    guard let first = own.first else { return nil }
    let whose = first.entity.map { entities.count > 1 ? " for \(HarmlessText.value($0, limit: 60))" : "" } ?? ""
    let others = own.count { $0.due != nil && $0.due != first.due }
    let rest = others > 0 ? "; \(CountWords.count(others, "other")) later" : ""
    let then = first.then.map { "; then \($0)" } ?? ""
    guard let due = first.due else { return "\(basis(first)), which nobody has told\(then)" }
    let length = first.length == nil ? "" : ", \(basis(first))"
    return "\(first.isOver(at: now) ? "now: over since" : "after") \(moment(due))\(whose)\(length)\(then)\(rest)"
  }

  /// `24 hours after message.sent_at`.
  private func basis(_ entry: Forecast.Entry) -> String {
    entry.length.map { "\($0) after \(entry.fact)" } ?? "at \(entry.fact)"
  }

  private func moment(_ due: ClosedRange<Moment>) -> String {
    due.lowerBound == due.upperBound
      ? DateWords.minute(due.upperBound) : "\(DateWords.minute(due.lowerBound)) to \(DateWords.minute(due.upperBound))"
  }

  /// Every time that runs, as `forecast` in a diagnosis.
  package var json: JSONTree {
    .array(
      forecast.entries.map { entry in
        [
          "finding": .string(knowledge.findings[entry.finding].address), "entity": .optional(entry.entity),
          "due_from": .optional(entry.due?.lowerBound.description), "due_by": .optional(entry.due?.upperBound.description),
          "has_passed": .boolean(entry.isOver(at: now)), "fact": .string(entry.fact.description), "after": .optional(entry.length),
          "then": .optional(entry.then),
        ]
      })
  }
}

extension ReportContext {
  /// When to look again, in words.
  package var forecastWords: ForecastWords { ForecastWords(forecast, knowledge: knowledge, now: diagnosis.now) }
}
