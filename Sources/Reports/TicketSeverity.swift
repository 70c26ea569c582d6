import Inference
import Knowledge

/// The severity that a ticket about the case would have by Meta's criteria. It is no level of a finding, and stands apart from them.
package struct TicketSeverity {
  /// A severity that there is.
  package struct Grade: Sendable, Hashable {
    /// As in `knowledge.json`: `critical`.
    package let key: String
    /// Its place, the gravest being 1.
    package let number: Int
    /// As Meta calls it: `Severity 1, Critical`; `Mitigated`.
    package let name: String
    /// The finding whose rules decide it.
    package let finding: FindingIndex
  }

  /// The severity that holds, with what shows it; `nil` while it is not decided.
  package let decided: (grade: Grade, verdict: Verdict)?
  /// Those that it may still turn out to be, gravest first, each with what would settle it; empty when it is decided.
  package let open: [(grade: Grade, finding: OpenFinding)]
  /// Every severity there is, gravest first.
  package let grades: [Grade]

  /// What a diagnosis says of it; `nil` when it says nothing.
  init?(of diagnosis: Diagnosis, grades: [Grade]) {
    guard !grades.isEmpty else { return nil }
    self.grades = grades
    let byFinding = Dictionary(grades.map { ($0.finding, $0) }) { first, _ in first }
    let found = diagnosis.findings.lazy.compactMap { verdict in byFinding[verdict.finding].map { ($0, verdict) } }
    decided = found.min { $0.0.number < $1.0.number }.map { (grade: $0.0, verdict: $0.1) }
    let waiting = diagnosis.unknown.compactMap { open in byFinding[open.verdict.finding].map { ($0, open) } }
    open = decided == nil ? waiting.sorted { $0.0.number < $1.0.number }.map { (grade: $0.0, finding: $0.1) } : []
    if decided == nil, open.isEmpty { return nil }
  }

  /// The severities of a knowledge base, gravest first: its findings `severity.critical` and so on.
  static func grades(in knowledge: KnowledgeBase) -> [Grade] {
    let members = knowledge.json?["severities"].map { Array($0.members) } ?? []
    return members.compactMap { member in
      guard let finding = knowledge.findingPositions["severity." + member.key] else { return nil }
      let title = knowledge.findings[finding].title
      return Grade(
        key: member.key, number: Int(member.value["number"]?.integer ?? 0), name: String(title.prefix { $0 != ":" }),
        finding: finding)
    }.sorted { $0.number < $1.number }
  }

  /// A way in which another severity would hold.
  package struct Move: Sendable {
    package let grade: Grade
    package let way: Counterfactual.Way
  }

  /// What would raise it and what would lower it, by the rules: of each other severity the smallest ways; empty while it is not decided.
  package func moves(_ context: ReportContext) -> (higher: [Move], lower: [Move]) {
    guard let now = decided?.grade else { return ([], []) }
    let moves = grades.filter { $0.finding != now.finding }.flatMap { grade in
      smallest(context.ways(.with(grade.finding, entity: nil))).map { Move(grade: grade, way: $0) }
    }
    return (moves.filter { $0.grade.number < now.number }, moves.filter { $0.grade.number > now.number })
  }

  /// Ways that are told of one severity.
  private static let waysTold = 4

  private func smallest(_ ways: [Counterfactual.Way]) -> [Counterfactual.Way] {
    let size = ways.first?.changes.count
    return ways.prefix(Self.waysTold).filter { $0.changes.count == size && !$0.changes.isEmpty }
  }

  /// The facts that would settle it, each once, as far as one severity alone needs them.
  package var needs: [FactReference] {
    var seen: Set<FactReference> = []
    return open.flatMap { $0.finding.toConfirm + $0.finding.toRuleOut }.filter { seen.insert($0).inserted }
  }
}
