import Inference
import Knowledge

/// Everything a report is made from, whatever its form. Proofs are computed only for reports that show them.
package struct ReportContext {
  /// The findings that the report tells: what the filter leaves, without the severities of a ticket.
  package let diagnosis: Diagnosis
  /// The suggested severity of a ticket; `nil` when no rule about it was run.
  package let severity: TicketSeverity?
  package let filter: ReportFilter
  /// Findings that were found or suspected and are too light for the filter.
  package let leftOut: Int
  package let knowledge: KnowledgeBase
  package let header: ReportHeader
  /// Drawings that belong to the case, for forms that can show them.
  package let charts: [ReportChart]
  /// Findings that somebody accepts for a while; those that are over count again.
  package let waivers: [Waiver]
  /// The times that run while findings are shown.
  package let forecast: Forecast
  /// The ids of the entities of a many-subject that are known.
  package let entities: (_ subject: String) -> [String]
  /// The value that the rules use of a fact that a case has once; `nil` when it is not known.
  package let value: (_ fact: FactName) -> FactValue?
  /// Every fact that was told, with the value that the rules use and the evidence for it.
  package let known: () -> [KnownFact]
  /// Why a rule holds or fails.
  package let proof: (_ rule: RuleIndex, _ entity: String?) -> Proof
  /// The smallest changes that reach a goal.
  package let ways: (_ goal: Counterfactual.Goal) -> [Counterfactual.Way]

  /// A context from values and closures; a closure is called only when a report shows what it gives.
  ///
  /// - Parameter severityFrom: the diagnosis that the severity of a ticket is taken from; `nil` for the one that is told.
  package init(
    diagnosis: Diagnosis, severityFrom: Diagnosis? = nil, knowledge: KnowledgeBase, header: ReportHeader,
    waivers: [Waiver] = [],
    filter: ReportFilter = ReportFilter(), charts: [ReportChart] = [], forecast: Forecast = .empty,
    entities: @escaping (_ subject: String) -> [String],
    value: @escaping (_ fact: FactName) -> FactValue? = { _ in nil },
    known: @escaping () -> [KnownFact] = { [] },
    proof: @escaping (_ rule: RuleIndex, _ entity: String?) -> Proof,
    ways: @escaping (_ goal: Counterfactual.Goal) -> [Counterfactual.Way] = { _ in [] }
  ) {
    let grades = TicketSeverity.grades(in: knowledge)
    self.diagnosis = filter.applied(to: diagnosis, besides: Set(grades.map(\.finding)), in: knowledge)
    leftOut = filter.leftOut(of: diagnosis, besides: Set(grades.map(\.finding)), in: knowledge)
    severity = TicketSeverity(of: severityFrom ?? diagnosis, grades: grades)
    self.filter = filter
    self.knowledge = knowledge
    self.header = header
    self.charts = charts
    self.waivers = waivers.filter { $0.stands(at: diagnosis.now) }
    self.forecast = forecast
    self.entities = entities
    self.value = value
    self.known = known
    self.proof = proof
    self.ways = ways
  }

  /// A context that asks an engine for proofs, about the diagnosis that the engine gave. The severity is that of a new ticket, unless
  /// somebody said otherwise.
  package init(
    _ diagnosis: Diagnosis, engine: InferenceEngine, header: ReportHeader, waivers: [Waiver] = [],
    filter: ReportFilter = ReportFilter(), charts: [ReportChart] = []
  ) {
    let new = NewTicket.settling(diagnosis, of: engine)
    self.init(
      diagnosis: diagnosis, severityFrom: new?.diagnosis, knowledge: engine.knowledge, header: header,
      waivers: waivers, filter: filter, charts: charts,
      forecast: Forecast(diagnosis, engine: engine) { verdict in
        waivers.contains { $0.stands(at: diagnosis.now) && $0.covers(verdict) }
      },
      entities: { engine.entities(of: $0) },
      value: { name in
        engine.knowledge.factPositions[name.description].flatMap { engine.value(of: $0)?.value }
      },
      known: { KnownFact.all(of: engine) },
      proof: { rule, entity in
        (new?.rules.contains(rule) == true ? new?.engine ?? engine : engine).proof(of: rule, entity: entity)
      },
      ways: { Counterfactual(engine: new?.engine ?? engine).ways(to: $0, size: 4) })
  }

  /// The severity that a ticket would have, in a line; `nil` while it is not decided.
  package var severityLine: String? { severity?.decided == nil ? nil : SeverityWords(self)?.line }

  /// Found and suspected, one group for a finding and a status.
  var findings: [FindingGroup] { FindingGroup.groups(of: diagnosis.findings) }
  /// The waiver that covers every verdict of a group.
  func waiver(of group: FindingGroup) -> Waiver? {
    waivers.first { waiver in group.verdicts.allSatisfy(waiver.covers) }
  }
  /// Excluded, one group for a finding.
  var ruledOut: [FindingGroup] { FindingGroup.groups(of: diagnosis.ruledOut) }
  /// Unknown, one group for a finding and what settles it; gravest first, then likeliest.
  var unknown: [UnknownGroup] { UnknownGroup.groups(of: diagnosis.unknown, in: knowledge) }
}
