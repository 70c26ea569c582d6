import Inference
import Knowledge

/// A fact that somebody or something told, as the rules see it.
package struct KnownFact: Sendable {
  let fact: FactIndex
  let entity: String?
  let value: FactValue
  /// The most trusted evidence for the value.
  let evidence: Evidence

  /// Every fact that was told, in the order of the knowledge and of the entities' ids; what rules infer is not among them.
  static func all(of engine: InferenceEngine) -> [KnownFact] {
    var seen: Set<FactReference> = []
    var facts: [KnownFact] = []
    for claim in engine.claims {
      guard let fact = engine.knowledge.factPositions[claim.name.description],
        seen.insert(FactReference(fact: fact, entity: claim.entity)).inserted,
        let used = engine.value(of: fact, entity: claim.entity)
      else { continue }
      facts.append(
        KnownFact(fact: fact, entity: claim.entity, value: used.value, evidence: used.evidence.first ?? claim.evidence))
    }
    return facts.sorted { ($0.fact, $0.entity ?? "") < ($1.fact, $1.entity ?? "") }
  }
}
