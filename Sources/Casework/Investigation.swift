import Inference
import Knowledge

/// One investigation from opening to outcome.
package struct Investigation {
  /// The engine, with everything that is known.
  package private(set) var engine: InferenceEngine
  /// What could not be learned.
  package var knowledge: KnowledgeBase { engine.knowledge }

  /// Opens an investigation.
  ///
  /// - Parameters:
  ///   - opening: what is brought.
  ///   - asOf: the moment to speak of; when `nil`, the moment that the evidence speaks of.
  ///   - clock: the present, used when neither says.
  ///   - findings: the findings to look at; `nil` for all.
  package init(_ opening: CaseOpening, asOf: Moment?, clock: Moment, findings: Set<FindingIndex>? = nil) {
    let now = asOf ?? opening.moment ?? clock
    engine = InferenceEngine(CompiledRules(opening.knowledge, now: now, findings: findings))
    engine.add(opening.collected)
  }

  /// What can be said of the case.
  package func diagnosis() -> Diagnosis { engine.diagnosis() }
}
