import Knowledge

/// Collects the facts and lists that a rule waits on: those of its undecided parts, and what inferences would need to know.
struct WaitingFacts {
  private(set) var references: Set<FactReference> = []
  private let memory: WorkingMemory
  private let meaning: ConditionTruth
  private var knowledge: KnowledgeBase { memory.rules.knowledge }
  /// Quantifiers and rules that have been looked at, by rule, place and instance.
  private var seen: Set<[Int]> = []

  init(_ memory: WorkingMemory) {
    self.memory = memory
    meaning = ConditionTruth(memory)
  }

  /// What a rule waits on, for the case or for every entity.
  static func references(of rule: RuleIndex, _ memory: WorkingMemory) -> Set<FactReference> {
    var waiting = WaitingFacts(memory)
    guard let subject = memory.rules.knowledge.rules[rule].subject else {
      waiting.visit(rule, 0)
      return waiting.references
    }
    for member in memory.members(subject + 1) { waiting.visit(rule, member) }
    waiting.addList(subject)
    return waiting.references
  }

  private mutating func visit(_ rule: RuleIndex, _ instance: Int) {
    guard seen.insert([rule, -1, instance]).inserted, memory.truth(of: rule, instance) == .unknown else { return }
    visit(knowledge.rules[rule].condition, instance, rule)
  }

  private mutating func visit(_ condition: Condition, _ instance: Int, _ rule: RuleIndex) {
    guard meaning.truth(condition, instance) == .unknown else { return }
    switch condition {
    case .test(let test):
      for fact in test.reads where memory.value(of: fact, instance) == nil { visit(fact: fact, instance) }
    case .all(let parts), .any(let parts), .none(let parts):
      for part in parts { visit(part, instance, rule) }
    case .quantified(let quantifier):
      guard seen.insert([rule, quantifier.json.byteOffset, 0]).inserted else { return }
      if let inner = quantifier.condition { for member in meaning.members(of: quantifier) { visit(inner, member, rule) } }
      addList(quantifier.subject)
    }
  }

  private mutating func visit(fact: FactIndex, _ instance: Int) {
    let home = memory.scope(of: fact) == 0 ? 0 : instance
    references.insert(FactReference(fact: fact, entity: memory.name(of: home)))
    for rule in memory.rules.rulesInferring[fact] where memory.rules.network.roots[rule] >= 0 { visit(rule, home) }
  }

  private mutating func addList(_ subject: Int) {
    guard !memory.state.complete[subject + 1] else { return }
    references.insert(FactReference(listOf: subject, memory.rules))
  }
}
