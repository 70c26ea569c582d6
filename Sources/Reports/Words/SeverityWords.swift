import Inference
import Knowledge

/// The severity of a ticket in words.
struct SeverityWords {
  private let context: ReportContext
  private let severity: TicketSeverity
  private var knowledge: KnowledgeBase { context.knowledge }
  /// Facts that are named; the rest are counted.
  private static let factsNamed = 4
  /// Questions that are put.
  private static let questionsPut = 4

  init?(_ context: ReportContext) {
    guard let severity = context.severity else { return nil }
    self.context = context
    self.severity = severity
  }

  /// `Severity 3, Standard: minor or occasional, or there is a way around`; what is missing while it is not decided.
  var title: String {
    if let decided = severity.decided { return knowledge.findings[decided.grade.finding].title }
    return "Severity not decided yet: \(CountWords.list(severity.open.map { Self.short($0.grade) }, joined: "or"))"
  }

  /// In one line, for a chat.
  var line: String {
    severity.decided == nil ? "Ticket: severity not decided, \(needs)" : "Ticket: \(title)"
  }

  /// Its address; `nil` while it is not decided.
  var address: String? { severity.decided.map { knowledge.findings[$0.grade.finding].address } }

  /// What decides it.
  var because: [ProofLines.Line] {
    guard let verdict = severity.decided?.verdict else { return [] }
    return ProofLines.distinct(
      verdict.rules.flatMap { ProofLines(knowledge, about: nil).lines(context.proof($0, nil).steps) })
  }

  /// The statements that it rests on.
  var sources: [CitedStatement] {
    guard let verdict = severity.decided?.verdict else { return [] }
    let citations = knowledge.findings[verdict.finding].cites + verdict.rules.flatMap { knowledge.rules[$0].cites }
    return CitedStatement.all(citations, in: knowledge)
  }

  /// What would raise it and what would lower it, a line each: `to 1, Critical, if incident.can_send were no (it is yes)`.
  var moves: (higher: [String], lower: [String]) {
    let (higher, lower) = severity.moves(context)
    return (higher.map(line), lower.map(line))
  }

  /// `needs incident.in_production, incident.workaround, and 2 more`.
  var needs: String {
    let names = severity.needs.map { knowledge.facts[$0.fact].name.description }
    return "needs " + CountWords.some(names, atMost: Self.factsNamed)
  }

  /// Who can tell what is missing.
  var asks: [String] {
    severity.needs.compactMap { knowledge.question(knowledge.facts[$0.fact].name) }.prefix(Self.questionsPut).map(
      ReportWords.ask)
  }

  private func line(_ move: TicketSeverity.Move) -> String {
    let changes = move.way.changes.map { change in
      let definition = knowledge.facts[change.reference.fact]
      let other = change.to.count == 1 ? change.to[0].text(of: definition.kind) : change.label
      let now = change.from.map { "it is " + HarmlessText.value($0.text(of: definition.kind)) } ?? "not known now"
      return "\(definition.name) were \(other) (\(now))"
    }
    return "to \(Self.short(move.grade)), if \(CountWords.list(changes))"
  }

  /// `1, Critical`; `Mitigated`.
  private static func short(_ grade: TicketSeverity.Grade) -> String {
    grade.name.hasPrefix("Severity ") ? String(grade.name.dropFirst("Severity ".count)) : grade.name
  }
}
