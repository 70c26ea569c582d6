import Knowledge

/// Why a rule holds, fails or waits: its condition opened down to facts and their evidence.
package struct Proof: Sendable {
  package let rule: RuleIndex
  /// The entity it ran for; `nil` for a rule of the case, and for all entities together.
  package let entity: String?
  package let truth: Truth
  /// What decides it, all together: for a rule that holds, what makes it hold; for one that fails, what makes it fail; for one that
  /// waits, what it waits on.
  package let steps: [ProofStep]
}

/// One line of a proof.
package indirect enum ProofStep: Sendable {
  /// A comparison of a fact.
  case test(TestStep)
  /// Several that must hold, fail or be known together, or of which one suffices.
  case group(Connective, Truth, [ProofStep])
  /// A statement about the entities of a subject: those that decide it, and whether the list was whole.
  case entities(EntityStep)

  /// How the parts of a group belong together.
  package enum Connective: String, Sendable {
    case all, any, none
  }
}

/// A comparison in a proof.
package struct TestStep: Sendable {
  package let test: FactTest
  package let truth: Truth
  /// The entity whose fact it is.
  package let entity: String?
  /// The fact's value; `nil` when it is not known.
  package let value: FactValue?
  /// Who says so, most trusted first; empty when the value is not known.
  package let evidence: [Evidence]
  /// The proofs of the rules that the value follows from; empty when somebody who is trusted as much says so.
  package let inferredBy: [Proof]
  /// The other fact that the comparison reads, if it reads one.
  package let other: OtherFact?

  /// The second fact of a comparison, and how it is known.
  package struct OtherFact: Sendable {
    package let fact: FactIndex
    /// The entity whose fact it is; `nil` for a fact of the case.
    package let entity: String?
    /// The fact's value; `nil` when it is not known.
    package let value: FactValue?
    /// Who says so, most trusted first; empty when the value is not known.
    package let evidence: [Evidence]
    /// The proofs of the rules that the value follows from; empty when somebody who is trusted as much says so.
    package let inferredBy: [Proof]

    package init(
      fact: FactIndex, entity: String? = nil, value: FactValue?, evidence: [Evidence] = [], inferredBy: [Proof] = []
    ) {
      self.fact = fact
      self.entity = entity
      self.value = value
      self.evidence = evidence
      self.inferredBy = inferredBy
    }
  }
}

/// A quantifier in a proof.
package struct EntityStep: Sendable {
  package let quantifier: Quantifier
  package let truth: Truth
  /// The entities that decide it, each with why; of those left out nothing needs to be known.
  package let entities: [(id: String, truth: Truth, steps: [ProofStep])]
  /// How many entities are known.
  package let known: Int
  /// Whether the list is known to be whole.
  package let isComplete: Bool
}
