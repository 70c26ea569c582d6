import Knowledge

/// Opens a rule's condition down to the facts that decide it.
struct ProofMaker {
  private let memory: WorkingMemory
  private let meaning: ConditionTruth

  init(_ memory: WorkingMemory) {
    self.memory = memory
    meaning = ConditionTruth(memory)
  }

  /// Why a rule holds, fails or waits for an instance.
  func proof(of rule: RuleIndex, _ instance: Int) -> Proof {
    let condition = memory.rules.knowledge.rules[rule].condition
    let truth = meaning.truth(condition, instance)
    var steps = steps(condition, truth, instance)
    if steps.count == 1, case .group(.all, _, let inner) = steps[0] { steps = inner }
    return Proof(rule: rule, entity: memory.name(of: instance), truth: truth, steps: steps)
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

  private func step(_ test: FactTest, _ truth: Truth, _ instance: Int) -> TestStep {
    let record = memory.record(of: test.fact, instance)
    let reads = test.reads
    let isOfEntity = memory.rules.knowledge.subjects[memory.rules.knowledge.facts[test.fact].subject].isMany
    var evidence: [Evidence] = []
    var inferredBy: [Proof] = []
    if let record, let value = record.value {
      for claim in record.claims where claim.value == value && !evidence.contains(claim.evidence) { evidence.append(claim.evidence) }
      if evidence.isEmpty { inferredBy = record.inferring.map { proof(of: $0, instance) } }
      for rule in record.inferring {
        evidence.append(Evidence(origin: "rule", detail: memory.rules.knowledge.rules[rule].address))
      }
    }
    return TestStep(
      test: test, truth: truth, entity: isOfEntity ? memory.name(of: instance) : nil, value: record?.value, evidence: evidence,
      inferredBy: inferredBy, other: reads.count > 1 ? (reads[1], memory.value(of: reads[1], instance)) : nil)
  }

  private func step(_ quantifier: Quantifier, _ truth: Truth) -> EntityStep {
    let members = meaning.members(of: quantifier)
    let wanted: Truth? =
      switch (quantifier.amount, truth) {
      case (.some, .holds), (.no, .fails): .holds
      case (.every, .fails): .fails
      case (_, .unknown): .unknown
      case (.count, _): .holds
      default: nil
      }
    var entities: [(id: String, truth: Truth, steps: [ProofStep])] = []
    for member in members {
      let memberTruth = quantifier.condition.map { meaning.truth($0, member) } ?? .holds
      guard wanted == nil || memberTruth == wanted else { continue }
      let inner = quantifier.condition.map { steps($0, memberTruth, member) } ?? []
      entities.append((memory.name(of: member) ?? "", memberTruth, inner))
    }
    return EntityStep(
      quantifier: quantifier, truth: truth, entities: entities, known: members.count,
      isComplete: meaning.isComplete(quantifier))
  }
}
