import Knowledge

/// Opens a rule's condition down to the facts that decide it.
struct ProofMaker {
  private let memory: WorkingMemory
  private let meaning: ConditionTruth

  init(_ memory: WorkingMemory) {
    self.memory = memory
    meaning = ConditionTruth(memory)
  }

  /// Why a rule holds, fails or waits for an instance; a rule that runs for each entity is told entity by entity for the case.
  func proof(of rule: RuleIndex, _ instance: Int) -> Proof {
    let definition = memory.rules.knowledge.rules[rule]
    var condition = definition.condition
    if let subject = definition.subject, instance == 0 {
      condition = .quantified(
        Quantifier(amount: .some, subject: subject, condition: condition, json: definition.json["when"] ?? definition.json))
    }
    let truth = meaning.truth(condition, instance)
    var steps = steps(condition, truth, instance)
    if steps.count == 1, case .group(.all, _, let inner) = steps[0] { steps = inner }
    return Proof(rule: rule, entity: definition.subject == nil ? nil : memory.name(of: instance), truth: truth, steps: steps)
  }

  /// The parts of a condition that make it what it is.
  private func steps(_ condition: Condition, _ truth: Truth, _ instance: Int) -> [ProofStep] {
    switch condition {
    case .test(let test): return [.test(step(test, truth, instance))]
    case .all(let parts): return group(.all, parts, truth, relevant: truth, instance)
    case .any(let parts): return group(.any, parts, truth, relevant: truth, instance)
    case .none(let parts): return group(.none, parts, truth, relevant: truth.negated, instance)
    case .quantified(let quantifier): return [.entities(step(quantifier, truth))]
    }
  }

  private func group(
    _ connective: ProofStep.Connective, _ parts: [Condition], _ truth: Truth, relevant: Truth, _ instance: Int
  ) -> [ProofStep] {
    var inner: [ProofStep] = []
    for part in parts {
      let partTruth = meaning.truth(part, instance)
      if partTruth == relevant { inner += steps(part, partTruth, instance) }
    }
    return [.group(connective, truth, inner)]
  }

  // MARK: Comparisons

  private func step(_ test: FactTest, _ truth: Truth, _ instance: Int) -> TestStep {
    let read = reading(test.fact, instance)
    return TestStep(
      test: test, truth: truth, entity: read.entity, value: read.value, evidence: read.evidence, inferredBy: read.inferredBy,
      other: test.reads.count > 1 ? reading(test.reads[1], instance) : nil)
  }

  /// A fact's value, who says so, and what it follows from.
  private func reading(_ fact: FactIndex, _ instance: Int) -> TestStep.OtherFact {
    let isOfEntity = memory.scope(of: fact) > 0
    let testimony = memory.testimony(of: fact, instance)
    return TestStep.OtherFact(
      fact: fact, entity: isOfEntity ? memory.name(of: instance) : nil, value: testimony?.value, evidence: testimony?.evidence ?? [],
      inferredBy: testimony?.inferring.map { proof(of: $0, isOfEntity ? instance : 0) } ?? [])
  }

  // MARK: Entities

  private func step(_ quantifier: Quantifier, _ truth: Truth) -> EntityStep {
    let members = meaning.members(of: quantifier)
    let deciding = deciding(quantifier.amount, truth, members.lazy.filter { meaning.truth(quantifier, of: $0) == .holds }.count)
    var entities: [(id: String, truth: Truth, steps: [ProofStep])] = []
    for member in members {
      let memberTruth = meaning.truth(quantifier, of: member)
      guard deciding.contains(memberTruth) else { continue }
      let inner = quantifier.condition.map { steps($0, memberTruth, member) } ?? []
      entities.append((memory.name(of: member) ?? "", memberTruth, inner))
    }
    return EntityStep(
      quantifier: quantifier, truth: truth, entities: entities, known: members.count,
      isComplete: meaning.isComplete(quantifier))
  }

  /// The truth of the entities that make a quantifier what it is, when so many of them hold.
  private func deciding(_ amount: Quantifier.Amount, _ truth: Truth, _ holding: Int) -> Set<Truth> {
    switch (amount, truth) {
    case (_, .unknown): [.unknown]
    case (.some, .holds), (.no, .fails), (.every, .holds): [.holds]
    case (.some, .fails), (.no, .holds), (.every, .fails): [.fails]
    case (.count(_, nil), .holds): [.holds]
    case (.count(nil, _), .holds): [.fails]
    case (.count, .holds): [.holds, .fails]
    case (.count(_, let most), .fails): holding > most ?? .max ? [.holds] : [.fails]
    }
  }
}
