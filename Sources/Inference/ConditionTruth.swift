import Knowledge

/// Works out a condition straight from values, without the network: the plain meaning of the language.
///
/// Explanations walk conditions with it, and tests hold the network against it.
struct ConditionTruth {
  let memory: WorkingMemory

  init(_ memory: WorkingMemory) { self.memory = memory }

  /// Whether a condition holds for an instance, 0 being the case.
  func truth(_ condition: Condition, _ instance: Int) -> Truth {
    switch condition {
    case .test(let test): truth(test, instance)
    case .all(let parts): Truth.all(parts.lazy.map { truth($0, instance) })
    case .any(let parts): Truth.any(parts.lazy.map { truth($0, instance) })
    case .none(let parts): Truth.any(parts.lazy.map { truth($0, instance) }).negated
    case .quantified(let quantifier): truth(quantifier)
    }
  }

  /// Whether a comparison holds.
  func truth(_ test: FactTest, _ instance: Int) -> Truth {
    memory.rules.evaluator.truth(
      test, value: memory.value(of: test.fact, instance), other: test.second.flatMap { memory.value(of: $0, instance) })
  }

  /// Whether a quantifier holds.
  func truth(_ quantifier: Quantifier) -> Truth {
    var tally = NetworkState.Tally()
    for member in members(of: quantifier) { tally.add(truth(quantifier, of: member).rawValue, 1) }
    return tally.truth(quantifier.amount, isComplete: isComplete(quantifier))
  }

  /// Whether an entity is one that a quantifier counts.
  func truth(_ quantifier: Quantifier, of member: Int) -> Truth { quantifier.condition.map { truth($0, member) } ?? .holds }

  /// Instances of the entities that a quantifier speaks of.
  func members(of quantifier: Quantifier) -> [Int] { memory.members(quantifier.subject + 1) }
  /// Whether the quantifier's list is whole.
  func isComplete(_ quantifier: Quantifier) -> Bool { memory.state.complete[quantifier.subject + 1] }
}
