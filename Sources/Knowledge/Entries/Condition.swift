import JSONText

/// When a rule applies: a tree of comparisons, read by strong Kleene logic (holds, fails, or waits on facts).
package indirect enum Condition: Sendable {
  /// One comparison of one fact.
  case test(FactTest)
  /// Every one holds.
  case all([Condition])
  /// At least one holds.
  case any([Condition])
  /// None holds.
  case none([Condition])
  /// How many entities of a many-subject satisfy a condition.
  case quantified(Quantifier)
}

/// One comparison: a fact, a word, an operand.
package struct FactTest: Sendable {
  package let fact: FactIndex
  package let comparison: Comparison
  package let operand: Operand
  /// Whether the outcome is turned round (`not`).
  package let negated: Bool
  /// Where it stands.
  package let json: JSONValue

  package init(fact: FactIndex, comparison: Comparison, operand: Operand, negated: Bool, json: JSONValue) {
    self.fact = fact
    self.comparison = comparison
    self.operand = operand
    self.negated = negated
    self.json = json
  }
}

/// The comparison words of the condition language.
package enum Comparison: String, CaseIterable, Sendable {
  case `is`
  case atLeast = "at least"
  case atMost = "at most"
  case above
  case below
  case before
  case after
  case olderThan = "older than"
  case within
  case contains
  case `in`
  case known
}

/// What a fact is compared with.
package enum Operand: Hashable, Sendable {
  /// One of these values (`is`), every one of these (`contains`), or exactly one value for the other words.
  case values([FactValue])
  /// The value of another fact.
  case fact(FactIndex)
  /// The keys of a table (`in`).
  case keys(table: Int)
  /// The value column of a table, at the row whose key is the value of a fact.
  case row(table: Int, at: FactIndex)
}

/// A statement about the entities of a many-subject.
package struct Quantifier: Sendable {
  /// How many must satisfy the condition.
  package enum Amount: Hashable, Sendable {
    case some
    case every
    case no
    /// Between two numbers, inclusive; `nil` leaves that side free.
    case count(atLeast: Int?, atMost: Int?)
  }
  package let amount: Amount
  /// Position of the subject in `KnowledgeBase.subjects`.
  package let subject: Int
  /// What an entity must satisfy; `nil` for any entity at all.
  package let condition: Condition?
  package let json: JSONValue

  package init(amount: Amount, subject: Int, condition: Condition?, json: JSONValue) {
    self.amount = amount
    self.subject = subject
    self.condition = condition
    self.json = json
  }
}

extension Condition {
  /// Calls `visit` for every comparison in the tree; `inside` is the quantifier's subject, `nil` outside quantifiers.
  package func forEachTest(inside subject: Int? = nil, _ visit: (_ test: FactTest, _ inside: Int?) -> Void) {
    switch self {
    case .test(let test): visit(test, subject)
    case .all(let parts), .any(let parts), .none(let parts):
      for part in parts { part.forEachTest(inside: subject, visit) }
    case .quantified(let quantifier): quantifier.condition?.forEachTest(inside: quantifier.subject, visit)
    }
  }

  /// Calls `visit` for every quantifier in the tree.
  package func forEachQuantifier(_ visit: (Quantifier) -> Void) {
    switch self {
    case .test: break
    case .all(let parts), .any(let parts), .none(let parts):
      for part in parts { part.forEachQuantifier(visit) }
    case .quantified(let quantifier):
      visit(quantifier)
      quantifier.condition?.forEachQuantifier(visit)
    }
  }
}

extension Operand {
  /// The fact whose value it is, or whose value names the row.
  package var otherFact: FactIndex? {
    switch self {
    case .fact(let other), .row(_, let other): other
    case .values, .keys: nil
    }
  }
}

extension FactTest {
  /// The second fact that the comparison reads, if it reads one.
  package var second: FactIndex? { operand.otherFact }

  /// Every fact that the comparison reads: the compared one first, then that of the operand.
  package var reads: [FactIndex] { second.map { [fact, $0] } ?? [fact] }

  /// Calls `visit` for each of `reads`, without making a list of them.
  package func forEachRead(_ visit: (FactIndex) -> Void) {
    visit(fact)
    if let second { visit(second) }
  }
}
