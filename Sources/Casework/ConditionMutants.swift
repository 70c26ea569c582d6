import JSONText
import Knowledge

/// A condition with one thing in it turned round, to see whether an example notices.
struct ConditionMutant {
  /// What was changed, a phrase: `turned round: waba.status`.
  let change: String
  /// Where the changed part stands.
  let place: JSONPlace
  let condition: Condition
}

/// Makes every mutant of a condition: each comparison, quantifier and group turned round, and each part of a group left out.
struct ConditionMutants {
  private let knowledge: KnowledgeBase
  /// Where the whole condition stands, for groups, which have no place of their own.
  private let place: JSONPlace

  init(_ knowledge: KnowledgeBase, place: JSONPlace) {
    self.knowledge = knowledge
    self.place = place
  }

  /// All mutants of a condition.
  func mutants(of condition: Condition) -> [ConditionMutant] {
    switch condition {
    case .test(let test):
      let turned = FactTest(
        fact: test.fact, comparison: test.comparison, operand: test.operand, negated: !test.negated,
        json: test.json)
      return [mutant("turned round: \(knowledge.facts[test.fact].name)", test.json.place, .test(turned))]
    case .all(let parts):
      return group(parts, "all", { .all($0) }, swapped: .any(parts))
    case .any(let parts):
      return group(parts, "any", { .any($0) }, swapped: .all(parts))
    case .none(let parts):
      return group(parts, "none", { .none($0) }, swapped: .any(parts))
    case .quantified(let quantifier): return mutants(of: quantifier)
    }
  }

  private func group(
    _ parts: [Condition], _ word: String, _ make: ([Condition]) -> Condition, swapped: Condition
  ) -> [ConditionMutant] {
    var result: [ConditionMutant] = []
    if parts.count > 1 || word == "none" { result.append(mutant("turned round: \(word)", place, swapped)) }
    for index in parts.indices {
      for inner in mutants(of: parts[index]) {
        var changed = parts
        changed[index] = inner.condition
        result.append(mutant(inner.change, inner.place, make(changed)))
      }
      guard parts.count > 1 else { continue }
      var fewer = parts
      fewer.remove(at: index)
      result.append(mutant("left out: part \(index + 1) of \(word)", place, make(fewer)))
    }
    return result
  }

  private func mutants(of quantifier: Quantifier) -> [ConditionMutant] {
    func remade(_ amount: Quantifier.Amount, _ condition: Condition?) -> Condition {
      .quantified(
        Quantifier(amount: amount, subject: quantifier.subject, condition: condition, json: quantifier.json))
    }
    let name = knowledge.subjects[quantifier.subject].name
    let turned: Condition =
      switch quantifier.amount {
      case .some: remade(.no, quantifier.condition)
      case .no: remade(.some, quantifier.condition)
      case .every, .count: .none([.quantified(quantifier)])
      }
    var result = [mutant("turned round: the count of \(name)", quantifier.json.place, turned)]
    if let condition = quantifier.condition {
      result += mutants(of: condition).map {
        mutant($0.change, $0.place, remade(quantifier.amount, $0.condition))
      }
    }
    return result
  }

  private func mutant(_ change: String, _ place: JSONPlace, _ condition: Condition) -> ConditionMutant {
    ConditionMutant(change: change, place: place, condition: condition)
  }
}
