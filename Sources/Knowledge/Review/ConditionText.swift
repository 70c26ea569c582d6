import JSONText

/// Conditions as text, so that those of one meaning and one shape have one text.
struct ConditionText {
  let knowledge: KnowledgeBase

  /// A condition; the order of its parts does not matter.
  func text(_ condition: Condition) -> String {
    switch condition {
    case .test(let test): text(test)
    case .all(let parts): "all" + list(parts.map(text))
    case .any(let parts): "any" + list(parts.map(text))
    case .none(let parts): "none" + list(parts.map(text))
    case .quantified(let quantifier): text(quantifier)
    }
  }

  /// A quantifier with its amount, its subject and its condition.
  func text(_ quantifier: Quantifier) -> String {
    let amount =
      switch quantifier.amount {
      case .some: "some"
      case .every: "every"
      case .no: "no"
      case .count(let least, let most): "count \(least ?? 0)…\(most.map { String($0) } ?? "")"
      }
    return "\(amount) \(quantifier.subject)" + list(quantifier.condition.map { [text($0)] } ?? [])
  }

  /// A comparison, turned round if it is negated.
  func text(_ test: FactTest) -> String {
    (test.negated ? "not " : "") + "\(test.fact) \(test.comparison.rawValue) " + text(test.operand, of: test)
  }

  /// What a fact is compared with.
  func text(_ operand: Operand, of test: FactTest) -> String {
    switch operand {
    case .values(let values):
      list(values.map { text($0, of: test.comparison.operandKind(for: knowledge.facts[test.fact].kind)) })
    case .fact(let other): "fact \(other)"
    case .keys(let table): "table \(table)"
    case .row(let table, let key): "table \(table) at \(key)"
    }
  }

  /// A value as facts files write it.
  func text(_ value: FactValue, of kind: FactKind) -> String {
    JSONWriter.text(value.json(of: kind), layout: .compact)
  }

  private func list(_ texts: [String]) -> String { "[" + texts.sorted().joined(separator: ", ") + "]" }
}
