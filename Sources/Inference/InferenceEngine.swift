import Knowledge

/// Runs compiled rules over what is known of one case; every change re-evaluates only what rests on it.
///
/// The engine keeps evidence as it came: several claims about one fact may stand side by side, and the most trusted is used.
/// It is a value: a copy may be changed and thrown away without a trace.
package struct InferenceEngine {
  private var memory: WorkingMemory

  /// Starts with nothing known.
  ///
  /// - Parameter rules: the compiled rules; they may serve many engines.
  package init(_ rules: CompiledRules) { memory = WorkingMemory(rules) }

  package var rules: CompiledRules { memory.rules }
  package var knowledge: KnowledgeBase { memory.rules.knowledge }
  /// Everything claimed so far, in the order it came; inferred facts are not among it.
  package var claims: [Fact] { memory.claims }
  /// What could not be learned.
  package var gaps: [Gap] { memory.gaps }

  // MARK: Changes

  /// Adds a fact. A fact of an unknown entity makes the entity known; a fact that is not defined is kept and says nothing.
  package mutating func assert(_ fact: Fact) { unshared().assert(fact) }

  /// Takes back a fact exactly as it was added; everything is as if it had never been there.
  package mutating func withdraw(_ fact: Fact) { unshared().withdraw(fact) }

  /// Makes an entity known; nothing happens when there is no such many-subject.
  package mutating func addEntity(_ id: String, of subject: String) {
    guard let position = many(subject) else { return }
    unshared().addEntity(id, of: position)
  }

  /// Says that the list of a many-subject is whole, or open again.
  package mutating func setComplete(_ subject: String, _ complete: Bool) {
    guard let position = many(subject) else { return }
    unshared().setComplete(position, complete)
  }

  /// Adds everything a collector brought.
  package mutating func add(_ collected: Collected) {
    let memory = unshared()
    for (subject, id) in collected.entities {
      if let position = many(subject) { memory.addEntity(id, of: position) }
    }
    for fact in collected.facts { memory.assert(fact) }
    for subject in collected.complete.sorted() {
      if let position = many(subject) { memory.setComplete(position, true) }
    }
    memory.add(collected.gaps)
  }

  // MARK: Answers

  /// The value that rules use, with the evidence for it, most trusted first; `nil` when not known.
  package func value(of fact: FactIndex, entity: String? = nil) -> (value: FactValue, evidence: [Evidence])? {
    guard let instance = memory.instance(of: entity, scope: knowledge.facts[fact].subject + 1),
      let record = memory.record(of: fact, instance), let value = record.value
    else { return nil }
    return (value, evidence(for: value, in: record))
  }

  /// Ids of the entities of a many-subject, in the order they became known.
  package func entities(of subject: String) -> [String] {
    guard let position = many(subject) else { return [] }
    return memory.state.members[position + 1].compactMap { memory.name(of: Int($0)) }
  }

  /// Whether the list of a many-subject is known to be whole.
  package func isComplete(_ subject: String) -> Bool { many(subject).map { memory.state.complete[$0 + 1] } ?? false }

  /// Whether a rule holds for an entity, or for the case; unknown for a rule that is not run.
  package func truth(of rule: RuleIndex, entity: String? = nil) -> Truth {
    guard let instance = memory.instance(of: entity, scope: (knowledge.rules[rule].subject ?? -1) + 1) else { return .unknown }
    return memory.truth(of: rule, instance)
  }

  /// The whole diagnosis.
  package func diagnosis() -> Diagnosis { DiagnosisMaker(memory).diagnosis() }

  /// Why a rule holds, fails or waits.
  package func proof(of rule: RuleIndex, entity: String? = nil) -> Proof {
    let scope = (knowledge.rules[rule].subject ?? -1) + 1
    return ProofMaker(memory).proof(of: rule, memory.instance(of: scope == 0 ? nil : entity, scope: scope) ?? 0)
  }

  /// Why a finding is not found: for each of its rules that does not hold, the lines that fail or, if none does, those that wait.
  package func whyNot(_ finding: FindingIndex, entity: String? = nil) -> [Proof] {
    rules.rulesOfFinding[finding].filter { rule in
      if case .ruleOut = knowledge.rules[rule].conclusion { return truth(of: rule, entity: entity) == .holds }
      return truth(of: rule, entity: entity) != .holds
    }.map { proof(of: $0, entity: entity) }
  }

  private func evidence(for value: FactValue, in record: WorkingMemory.Record) -> [Evidence] {
    var evidence: [Evidence] = []
    for claim in record.claims where claim.value == value && !evidence.contains(claim.evidence) { evidence.append(claim.evidence) }
    for rule in record.inferring {
      evidence.append(Evidence(origin: "rule", detail: knowledge.rules[rule].address))
    }
    return evidence
  }

  private func many(_ subject: String) -> Int? {
    knowledge.subjectPositions[subject].flatMap { knowledge.subjects[$0].isMany ? $0 : nil }
  }

  private mutating func unshared() -> WorkingMemory {
    if !isKnownUniquelyReferenced(&memory) { memory = WorkingMemory(copying: memory) }
    return memory
  }
}
