import Inference
import Knowledge

/// What a ticket of a type still lacks.
package struct TicketReadiness {
  /// In the order of the type's needs.
  package let missing: [MissingNeed]

  /// Looks at what is known.
  ///
  /// - Parameter skipped: facts that nobody could tell; they stay missing and are not asked for again.
  package init(
    _ type: TicketType, engine: InferenceEngine, diagnosis: Diagnosis, skipped: Set<FactReference> = []
  ) {
    let look = Look(engine: engine, diagnosis: diagnosis, skipped: skipped)
    missing = type.needs.compactMap(look.missing)
  }

  /// Whether a name of a need is known: a fact of the case, a fact of some entity, or an entity by its own id.
  static func isKnown(_ name: String, in engine: InferenceEngine) -> Bool {
    let knowledge = engine.knowledge
    guard let fact = knowledge.factPositions[name] else {
      return engine.entities(of: name).contains { $0 != Interview.firstEntity }
    }
    let subject = knowledge.subjects[knowledge.facts[fact].subject]
    guard subject.isMany else { return isTold(engine.value(of: fact)?.value) }
    return engine.entities(of: subject.name).contains { isTold(engine.value(of: fact, entity: $0)?.value) }
  }

  /// Whether a value says anything: blanks say nothing.
  private static func isTold(_ value: FactValue?) -> Bool {
    guard let value else { return false }
    if case .text(let text) = value { return text.contains { !$0.isWhitespace } }
    return true
  }
}

/// One look at a case, need by need.
private struct Look {
  let engine: InferenceEngine
  let diagnosis: Diagnosis
  let skipped: Set<FactReference>
  private var knowledge: KnowledgeBase { engine.knowledge }

  init(engine: InferenceEngine, diagnosis: Diagnosis, skipped: Set<FactReference>) {
    self.engine = engine
    self.diagnosis = diagnosis
    self.skipped = skipped
  }

  /// The need, when it is not met.
  func missing(_ need: TicketNeed) -> MissingNeed? {
    if let topic = need.topic { return undecided(need, topic) }
    if isWaived(need) || need.names.contains(where: { TicketReadiness.isKnown($0, in: engine) }) {
      return nil
    }
    let askable = need.names.first { knowledge.question(FactName($0)) != nil }
    return MissingNeed(
      title: need.title(in: knowledge), reference: askable.flatMap(reference),
      question: askable.flatMap { knowledge.question(FactName($0)) },
      names: [askable].compactMap(\.self) + need.names.filter { $0 != askable }, in: knowledge)
  }

  /// Whether a fact has a value for which the thing is not needed.
  private func isWaived(_ need: TicketNeed) -> Bool {
    guard let unless = need.unless, let fact = knowledge.factPositions[unless.fact] else { return false }
    let subject = knowledge.subjects[knowledge.facts[fact].subject]
    let entities: [String?] = subject.isMany ? engine.entities(of: subject.name) : [nil]
    return entities.contains { entity in
      guard case .choice(let word)? = engine.value(of: fact, entity: entity)?.value else { return false }
      return unless.words.contains(word)
    }
  }

  private func undecided(_ need: TicketNeed, _ address: String) -> MissingNeed? {
    guard let topic = knowledge.topic(address) else { return nil }
    let findings = Set(knowledge.findings.indices.filter { topic.covers(knowledge.findings[$0].address) })
    if diagnosis.findings.contains(where: { $0.status == .found && findings.contains($0.finding) }) {
      return nil
    }
    let next = Interview(engine: engine, findings: findings, skipped: skipped).next()
    guard case .ask(let question) = next else {
      return MissingNeed(title: need.title(in: knowledge), in: knowledge)
    }
    return MissingNeed(
      title: need.title(in: knowledge), reference: question.reference, question: question.question,
      names: [knowledge.facts[question.reference.fact].name.description], in: knowledge)
  }

  /// The fact of the case, or of the first entity.
  private func reference(_ name: String) -> FactReference? {
    guard let fact = knowledge.factPositions[name] else { return nil }
    let subject = knowledge.subjects[knowledge.facts[fact].subject]
    guard subject.isMany else { return FactReference(fact: fact) }
    return FactReference(fact: fact, entity: engine.entities(of: subject.name).first ?? Interview.firstEntity)
  }
}
