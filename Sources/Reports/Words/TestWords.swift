import Knowledge

/// A comparison in words: `is at least 2`, `is not in the table "Sanctioned regions"`.
package struct TestWords {
  private let knowledge: KnowledgeBase

  /// Words for the comparisons of a knowledge base.
  package init(_ knowledge: KnowledgeBase) { self.knowledge = knowledge }

  /// The whole statement: `waba.country is CU`.
  package func statement(_ test: FactTest) -> String {
    "\(knowledge.facts[test.fact].name) \(predicate(test))"
  }

  /// What is asked of the fact, without its name: `is one of CU, IR`.
  package func predicate(_ test: FactTest) -> String {
    let operand = operand(test)
    return switch test.comparison {
    case .is:
      if case .values(let values) = test.operand, values.count > 1 {
        test.negated ? "is none of \(operand)" : "is one of \(operand)"
      } else {
        test.negated ? "is not \(operand)" : "is \(operand)"
      }
    case .contains: test.negated ? "does not contain \(operand)" : "contains \(operand)"
    case .known: test.negated ? "is not known" : "is known"
    case .within: be(test) + "within \(operand) of now"
    case .atLeast, .atMost, .above, .below, .before, .after, .olderThan, .in:
      be(test) + "\(test.comparison.rawValue) \(operand)"
    }
  }

  /// What a value that does not meet the comparison is not: `, not one of CU or IR`.
  func unmet(_ test: FactTest) -> String {
    let asked = predicate(test)
    if test.negated || test.comparison == .known { return " (asked: \(asked))" }
    if test.comparison == .contains { return ", which does not contain \(operand(test))" }
    return ", not " + asked.dropFirst("is ".count)
  }

  /// Whether the words say no more than the value that meets them: `is CU`.
  func isPlain(_ test: FactTest) -> Bool {
    guard test.comparison == .is, !test.negated, case .values(let values) = test.operand else { return false }
    return values.count == 1
  }

  /// A value as a person writes it, harmless and bounded.
  package func value(_ value: FactValue, of fact: FactIndex) -> String {
    HarmlessText.value(value.text(of: knowledge.facts[fact].kind))
  }

  private func be(_ test: FactTest) -> String { test.negated ? "is not " : "is " }

  private func operand(_ test: FactTest) -> String {
    switch test.operand {
    case .values(let values):
      CountWords.list(
        values.map { value($0, of: test.fact) }, joined: test.comparison == .contains ? "and" : "or")
    case .fact(let other): "the value of \(knowledge.facts[other].name)"
    case .keys(let table): "the table \"\(knowledge.tables[table].title)\""
    case .row(let table, let fact):
      "the value in the table \"\(knowledge.tables[table].title)\" at \(knowledge.facts[fact].name)"
    }
  }
}
