import Knowledge

/// Finds the smallest sets of unknown facts that, with the right values, make a condition hold or fail.
struct DecidingSets {
  /// At most so many alternatives are carried along; beyond it the larger ones are dropped.
  private static let limit = 12

  private let memory: WorkingMemory
  private let meaning: ConditionTruth

  init(_ memory: WorkingMemory) {
    self.memory = memory
    meaning = ConditionTruth(memory)
  }

  /// Smallest sets of facts that can give a rule's condition that truth, smallest first; one empty set when it has it already,
  /// none when no facts can.
  func sets(_ rule: RuleIndex, become truth: Truth, _ instance: Int) -> [Set<FactReference>] {
    sets(memory.rules.knowledge.rules[rule].condition, truth, instance, depth: 0)
  }

  /// One set from each list, together: the smallest unions.
  func together(_ lists: [[Set<FactReference>]]) -> [Set<FactReference>] {
    var result: [Set<FactReference>] = [[]]
    for list in lists {
      guard !list.isEmpty else { return [] }
      if list.contains([]) { continue }
      var next: [Set<FactReference>] = []
      for done in result { for more in list { next.append(done.union(more)) } }
      result = minimal(next)
    }
    return result
  }

  /// Drops what holds another set, keeps the smallest.
  func minimal(_ sets: [Set<FactReference>]) -> [Set<FactReference>] {
    let ordered = sets.sorted { a, b in
      a.count != b.count ? a.count < b.count : a.sorted().lexicographicallyPrecedes(b.sorted())
    }
    var kept: [Set<FactReference>] = []
    for set in ordered where !kept.contains(where: { $0.isSubset(of: set) }) {
      kept.append(set)
      if kept.count == Self.limit { break }
    }
    return kept
  }

  private func sets(_ condition: Condition, _ wanted: Truth, _ instance: Int, depth: Int) -> [Set<FactReference>] {
    let now = meaning.truth(condition, instance)
    if now == wanted { return [[]] }
    if now.isDecided { return [] }
    switch condition {
    case .test(let test): return sets(test, wanted, instance, depth: depth)
    case .all(let parts):
      return combine(parts, wanted, instance, needsEvery: wanted == .holds, depth)
    case .any(let parts):
      return combine(parts, wanted, instance, needsEvery: wanted == .fails, depth)
    case .none(let parts):
      return combine(parts, wanted.negated, instance, needsEvery: wanted == .holds, depth)
    case .quantified(let quantifier): return sets(quantifier, wanted, depth: depth)
    }
  }

  private func combine(
    _ parts: [Condition], _ wanted: Truth, _ instance: Int, needsEvery: Bool, _ depth: Int
  ) -> [Set<FactReference>] {
    let lists = parts.map { sets($0, wanted, instance, depth: depth) }
    return needsEvery ? together(lists) : minimal(lists.flatMap { $0 })
  }

  private func sets(_ test: FactTest, _ wanted: Truth, _ instance: Int, depth: Int) -> [Set<FactReference>] {
    var needed: Set<FactReference> = []
    var alternatives: [Set<FactReference>] = []
    for fact in test.reads where memory.value(of: fact, instance) == nil {
      needed.insert(reference(fact, instance))
    }
    if needed.isEmpty {
      // The value is known and says too little: a country whose region matters.
      if case .country? = memory.value(of: test.fact, instance) { return [[reference(test.fact, instance)]] }
      return []
    }
    // A fact that rules infer is settled by what they read.
    if depth < 4, memory.value(of: test.fact, instance) == nil, test.reads.count == 1 {
      for rule in memory.rules.rulesInferring[test.fact] {
        guard case .infer(_, let value) = memory.rules.knowledge.rules[rule].conclusion,
          memory.rules.network.roots[rule] >= 0, memory.rules.evaluator.truth(test, value: value) == wanted
        else { continue }
        alternatives += sets(memory.rules.knowledge.rules[rule].condition, .holds, instance, depth: depth + 1)
      }
      if !alternatives.isEmpty { return minimal(alternatives) }
    }
    return [needed]
  }

  private func sets(_ quantifier: Quantifier, _ wanted: Truth, depth: Int) -> [Set<FactReference>] {
    let open = meaning.isComplete(quantifier) ? nil : openList(quantifier)
    let undecided = meaning.members(of: quantifier).filter { member in
      guard let condition = quantifier.condition else { return false }
      return !meaning.truth(condition, member).isDecided
    }
    func each(_ truth: Truth) -> [[Set<FactReference>]] {
      undecided.map { member in quantifier.condition.map { sets($0, truth, member, depth: depth) } ?? [[]] }
    }
    let one: Bool =
      switch (quantifier.amount, wanted) {
      case (.some, .holds), (.no, .fails), (.every, .fails), (.count, _): true
      default: false
      }
    let truth: Truth = quantifier.amount == .every ? wanted : quantifier.amount == .no ? wanted.negated : wanted
    if one {
      let candidates = each(truth).flatMap { $0 }
      return minimal(candidates + (open.map { [[$0]] } ?? []))
    }
    return together(each(truth) + (open.map { [[[$0]]] } ?? []))
  }

  /// What stands for a list that is still open: the first fact that the quantifier reads of its entities.
  private func openList(_ quantifier: Quantifier) -> FactReference {
    let knowledge = memory.rules.knowledge
    var fact: FactIndex?
    quantifier.condition?.forEachTest { test, _ in
      for read in test.reads where knowledge.facts[read].subject == quantifier.subject && fact == nil { fact = read }
    }
    fact = fact ?? knowledge.facts.firstIndex { $0.subject == quantifier.subject }
    return FactReference(fact: fact ?? 0, openList: knowledge.subjects[quantifier.subject].name)
  }

  private func reference(_ fact: FactIndex, _ instance: Int) -> FactReference {
    let isOfEntity = memory.rules.knowledge.subjects[memory.rules.knowledge.facts[fact].subject].isMany
    return FactReference(fact: fact, entity: isOfEntity ? memory.name(of: instance) : nil)
  }
}
