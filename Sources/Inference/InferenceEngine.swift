import Knowledge

/// Runs compiled rules over what is known of one case; every change re-evaluates only what rests on it.
///
/// The engine keeps evidence as it came: several claims about one fact may stand side by side, and the most trusted is used.
package struct InferenceEngine {
  /// Starts with nothing known.
  ///
  /// - Parameter rules: the compiled rules; they may serve many engines.
  package init(_ rules: CompiledRules) { fatalError() }

  package let rules: CompiledRules
  package var knowledge: KnowledgeBase { rules.knowledge }
  /// Everything claimed so far, in the order it came; inferred facts are not among it.
  package var claims: [Fact] { [] }

  /// Adds a fact; the same fact from the same evidence counts once. A fact of an unknown entity makes the entity known.
  package mutating func assert(_ fact: Fact) {}
  /// Takes back a fact exactly as it was added; everything is as if it had never been there.
  package mutating func withdraw(_ fact: Fact) {}
  /// Makes an entity known.
  package mutating func addEntity(_ id: String, of subject: String) {}
  /// Says that the list of a many-subject is whole, or open again.
  package mutating func setComplete(_ subject: String, _ complete: Bool) {}
  /// Adds everything a collector brought.
  package mutating func add(_ collected: Collected) {}

  /// The value that rules use, with the evidence for it, most trusted first; `nil` when not known.
  package func value(of fact: FactIndex, entity: String?) -> (value: FactValue, evidence: [Evidence])? { nil }
  /// Ids of the entities of a many-subject, in the order they became known.
  package func entities(of subject: String) -> [String] { [] }
  /// Whether a rule holds for an entity, or for the case.
  package func truth(of rule: RuleIndex, entity: String?) -> Truth { .unknown }
  /// The whole diagnosis.
  package func diagnosis() -> Diagnosis { fatalError() }
  /// Why a rule holds, fails or waits.
  package func proof(of rule: RuleIndex, entity: String?) -> Proof { fatalError() }
  /// Why a finding is not found: for each of its rules the lines that fail and the lines that wait, apart.
  package func whyNot(_ finding: FindingIndex, entity: String?) -> [Proof] { [] }
}

/// Rules made ready to run: names turned into numbers, conditions into a network, facts indexed to what reads them.
package final class CompiledRules: Sendable {
  package let knowledge: KnowledgeBase
  /// Compiles the rules in force at a moment.
  ///
  /// - Parameters:
  ///   - now: the moment that `older than`, `within`, `since` and `until` refer to.
  ///   - findings: only rules of these findings, and the inferences they need; `nil` for all.
  package init(_ knowledge: KnowledgeBase, now: Moment, findings: Set<FindingIndex>? = nil) { fatalError() }
}
