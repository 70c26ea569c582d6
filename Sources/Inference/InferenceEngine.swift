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

  /// What is known, to be read and never changed by what reasons about it.
  var reading: WorkingMemory { memory }
  package var rules: CompiledRules { memory.rules }
  package var knowledge: KnowledgeBase { memory.rules.knowledge }
  /// Everything claimed so far, in the order it came; inferred facts are not among it.
  package var claims: [Fact] { memory.claims }
  /// What could not be learned.
  package var gaps: [Gap] { memory.gaps }

  // MARK: Changes

  /// Adds a fact. A fact of an unknown entity makes the entity known; a fact that is not defined is kept and says nothing.
  ///
  /// As long as the evidence does not contradict itself, a fact that was unknown never turns what is decided.
  package mutating func assert(_ fact: Fact) { unshared().assert(fact) }

  /// Takes back a fact exactly as it was added; everything is as if it had never been there.
  package mutating func withdraw(_ fact: Fact) { unshared().withdraw(fact) }

  /// Makes an entity known; nothing happens when there is no such many-subject.
  ///
  /// A list that was said to be whole takes it in too, because evidence is never dropped; what was decided by the list's being whole
  /// is then decided anew.
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

  /// The value that rules use, with the evidence for it, most trusted first; `nil` when not known. A fact of the case is the same
  /// for every entity.
  package func value(of fact: FactIndex, entity: String? = nil) -> (value: FactValue, evidence: [Evidence])? {
    guard let instance = memory.instance(of: entity, fact: fact), let testimony = memory.testimony(of: fact, instance),
      let value = testimony.value
    else { return nil }
    return (value, testimony.evidence)
  }

  /// Ids of the entities of a many-subject: those made known by name in the order they came, then those that only facts speak of,
  /// by id.
  package func entities(of subject: String) -> [String] {
    guard let position = many(subject) else { return [] }
    return memory.members(position + 1).compactMap { memory.name(of: $0) }
  }

  /// Whether the list of a many-subject is known to be whole.
  package func isComplete(_ subject: String) -> Bool { many(subject).map { memory.state.complete[$0 + 1] } ?? false }

  /// Whether a rule holds for an entity, or for the case; unknown for a rule that is not run, and for an entity that is not known.
  ///
  /// A rule of the case is the same for every entity. Without an entity, a rule that runs for each holds when it holds for one, and
  /// waits while the list is open.
  package func truth(of rule: RuleIndex, entity: String? = nil) -> Truth {
    guard let instance = instance(for: rule, entity) else { return .unknown }
    return memory.truth(of: rule, instance)
  }

  /// Whether any condition would hold for an entity of a many-subject, or for the case; worked out from the values alone.
  package func truth(of condition: Condition, subject: Int? = nil, entity: String? = nil) -> Truth {
    guard let subject, let entity else { return ConditionTruth(memory).truth(condition, 0) }
    return memory.instance(of: entity, scope: subject + 1).map { ConditionTruth(memory).truth(condition, $0) } ?? .unknown
  }

  /// The whole diagnosis.
  package func diagnosis() -> Diagnosis { DiagnosisMaker(memory).diagnosis() }

  /// Why a rule holds, fails or waits; without an entity, a rule that runs for each is told entity by entity.
  package func proof(of rule: RuleIndex, entity: String? = nil) -> Proof {
    guard let instance = instance(for: rule, entity) else { return Proof(rule: rule, entity: entity, truth: .unknown, steps: []) }
    return ProofMaker(memory).proof(of: rule, instance)
  }

  /// Why a finding is not found: of each of its rules that does not hold, the lines that fail or, if it waits, those that wait; and
  /// the rules that exclude it.
  package func whyNot(_ finding: FindingIndex, entity: String? = nil) -> [Proof] {
    rules.rulesOfFinding[finding].filter { rule in
      if case .ruleOut = knowledge.rules[rule].conclusion { return truth(of: rule, entity: entity) == .holds }
      return truth(of: rule, entity: entity) != .holds
    }.map { proof(of: $0, entity: entity) }
  }

  /// The instance to run a rule for; `nil` for an entity that is not known.
  private func instance(for rule: RuleIndex, _ entity: String?) -> Int? {
    guard let subject = knowledge.rules[rule].subject, let entity else { return 0 }
    return memory.instance(of: entity, scope: subject + 1)
  }

  private func many(_ subject: String) -> Int? {
    knowledge.subjectPositions[subject].flatMap { knowledge.subjects[$0].isMany ? $0 : nil }
  }

  private mutating func unshared() -> WorkingMemory {
    if !isKnownUniquelyReferenced(&memory) { memory = WorkingMemory(copying: memory) }
    return memory
  }
}
