import Knowledge

/// Finds the gap that keeps a rule waiting: of the facts and lists of its undecided parts, and of what inferences would need to know.
struct WaitingFacts {
  /// The first gap of those that were met.
  private var gap: Int?
  private let gaps: GapIndex
  private let memory: WorkingMemory
  private let meaning: ConditionTruth
  private var knowledge: KnowledgeBase { memory.rules.knowledge }
  /// Quantifiers and rules that have been looked at.
  private var seen: Set<Part> = []

  /// A rule for an instance, or one of its quantifiers.
  private struct Part: Hashable {
    let rule: RuleIndex
    /// Where the quantifier stands; -1 for the whole rule.
    let quantifier: Int
    let instance: Int
  }

  private init(_ memory: WorkingMemory, _ gaps: GapIndex) {
    self.memory = memory
    self.gaps = gaps
    meaning = ConditionTruth(memory)
  }

  /// Position of the first gap that a rule waits on, for the case or for every entity; `nil` when it waits on nothing that failed.
  static func gap(of rule: RuleIndex, _ memory: WorkingMemory, _ gaps: GapIndex) -> Int? {
    var waiting = WaitingFacts(memory, gaps)
    guard let subject = memory.rules.knowledge.rules[rule].subject else {
      waiting.visit(rule, 0)
      return waiting.gap
    }
    for member in memory.members(subject + 1) { waiting.visit(rule, member) }
    waiting.addList(subject)
    return waiting.gap
  }

  private mutating func visit(_ rule: RuleIndex, _ instance: Int) {
    guard memory.truth(of: rule, instance) == .unknown,
      seen.insert(Part(rule: rule, quantifier: -1, instance: instance)).inserted
    else { return }
    visit(knowledge.rules[rule].condition, instance, rule)
  }

  private mutating func visit(_ condition: Condition, _ instance: Int, _ rule: RuleIndex) {
    guard meaning.truth(condition, instance) == .unknown else { return }
    switch condition {
    case .test(let test):
      if memory.value(of: test.fact, instance) == nil { visit(fact: test.fact, instance) }
      if let second = test.second, memory.value(of: second, instance) == nil { visit(fact: second, instance) }
    case .all(let parts), .any(let parts), .none(let parts):
      for part in parts { visit(part, instance, rule) }
    case .quantified(let quantifier):
      guard seen.insert(Part(rule: rule, quantifier: quantifier.json.byteOffset, instance: 0)).inserted else { return }
      if let inner = quantifier.condition { for member in meaning.members(of: quantifier) { visit(inner, member, rule) } }
      addList(quantifier.subject)
    }
  }

  private mutating func visit(fact: FactIndex, _ instance: Int) {
    let home = memory.scope(of: fact) == 0 ? 0 : instance
    note(gaps.gap(of: fact, entity: memory.name(of: home)))
    for rule in memory.rules.rulesInferring[fact] where memory.rules.network.roots[rule] >= 0 { visit(rule, home) }
  }

  private mutating func addList(_ subject: Int) {
    guard !memory.state.complete[subject + 1] else { return }
    note(gaps.gap(ofList: knowledge.subjects[subject].name))
  }

  private mutating func note(_ met: Int?) {
    guard let met else { return }
    gap = min(met, gap ?? met)
  }
}
