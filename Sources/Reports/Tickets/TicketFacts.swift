import Inference
import Knowledge

/// Facts as lines of a ticket: what is known, and who says so.
struct TicketFacts {
  private let engine: InferenceEngine
  private var knowledge: KnowledgeBase { engine.knowledge }
  /// Entities of one subject that are told; the rest are counted.
  private static let entitiesShown = 5
  /// The longest text that is told whole, in characters: a request or an answer.
  private static let longest = 2_000

  init(_ engine: InferenceEngine) { self.engine = engine }

  /// What is known of the facts, in their order; entities one by one. Names of subjects give the ids of their entities.
  func lines(_ names: [String]) -> [Ticket.Line] {
    names.flatMap { name in knowledge.factPositions[name].map(lines) ?? ids(name) }
  }

  private func lines(_ fact: FactIndex) -> [Ticket.Line] {
    let definition = knowledge.facts[fact]
    let subject = knowledge.subjects[definition.subject]
    guard subject.isMany else { return engine.value(of: fact).map { [line(definition, $0, of: nil)] } ?? [] }
    let known = engine.entities(of: subject.name).compactMap { entity in engine.value(of: fact, entity: entity).map { (entity, $0) } }
    let lines = known.prefix(Self.entitiesShown).map { line(definition, $0.1, of: $0.0) }
    guard known.count > Self.entitiesShown else { return lines }
    return lines + [Ticket.Line(definition.title, "and \(known.count - Self.entitiesShown) more")]
  }

  private func line(
    _ definition: FactDefinition, _ told: (value: FactValue, evidence: [Evidence]), of entity: String?
  ) -> Ticket.Line {
    let whose = entity.flatMap { $0 == Interview.firstEntity ? nil : " (\(HarmlessText.value($0, limit: 80)))" } ?? ""
    return Ticket.Line(
      definition.title + whose, Self.text(told.value, definition), notes: told.evidence.prefix(1).map(Self.source))
  }

  /// A value in full; a moment with its offset.
  static func text(_ value: FactValue, _ definition: FactDefinition) -> String {
    if case .moment(let moment) = value { return moment.description.dropLast() + "+00:00" }
    return HarmlessText.value(value.text(of: definition.kind), limit: longest)
  }

  /// Who says so, and when.
  private static func source(_ evidence: Evidence) -> String {
    guard ["agent", "customer"].contains(evidence.origin) else { return withoutFolders(EvidenceWords.line(evidence)) }
    return "as told by the \(evidence.origin)" + (evidence.moment.map { ", " + DateWords.minute($0) } ?? "")
  }

  /// Evidence without the folders of a file, which are nobody's business: `facts.json:3:14`, and not `/home/ada/facts.json:3:14`.
  static func withoutFolders(_ evidence: String) -> String {
    let place = evidence.prefix { $0 != " " && $0 != "," }
    guard let slash = place.lastIndex(of: "/") else { return evidence }
    return String(evidence[evidence.index(after: slash)...])
  }

  /// The ids of a many-subject.
  private func ids(_ subject: String) -> [Ticket.Line] {
    let ids = engine.entities(of: subject).filter { $0 != Interview.firstEntity }
    guard !ids.isEmpty, let position = knowledge.subjectPositions[subject] else { return [] }
    let shown = CountWords.some(ids.map { HarmlessText.value($0, limit: 120) }, atMost: Self.entitiesShown)
    return [Ticket.Line(knowledge.subjects[position].title, shown)]
  }
}
