import Inference
import Knowledge

/// What follows from nobody having opened a ticket yet: none of its requests is still open, so its issue is not one that is only mitigated.
enum NewTicket {
  static let cured = FactName("incident.cured_with_requests_open")
  private static let opened = "incident.ticket_opened_at"

  /// The case with that told; `nil` when somebody said it already, or when a ticket was opened.
  static func told(to engine: InferenceEngine) -> InferenceEngine? {
    let knowledge = engine.knowledge
    guard let fact = knowledge.factPositions[cured.description], engine.value(of: fact) == nil,
      knowledge.factPositions[opened].map({ engine.value(of: $0) == nil }) ?? true
    else { return nil }
    var engine = engine
    engine.assert(
      Fact(
        name: cured, value: .yesNo(false),
        evidence: Evidence(origin: knowledge.facts[fact].trust.first ?? "agent", detail: "the ticket is new"))
    )
    return engine
  }

  /// A case of which only that was missing to decide the severity, with it told.
  struct Settled {
    let engine: InferenceEngine
    let diagnosis: Diagnosis
    /// The rules that decide the severity now.
    let rules: Set<RuleIndex>
  }

  /// The case with that told, where nothing else stands between it and a severity.
  static func settling(_ diagnosis: Diagnosis, of engine: InferenceEngine) -> Settled? {
    let grades = TicketSeverity.grades(in: engine.knowledge)
    guard let needs = TicketSeverity(of: diagnosis, grades: grades)?.needs, !needs.isEmpty,
      needs.allSatisfy({ engine.knowledge.facts[$0.fact].name == cured }), let told = told(to: engine)
    else { return nil }
    let settled = told.diagnosis()
    let rules = TicketSeverity(of: settled, grades: grades)?.decided?.verdict.rules ?? []
    return Settled(engine: told, diagnosis: settled, rules: Set(rules))
  }
}
