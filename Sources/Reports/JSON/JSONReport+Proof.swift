import Inference
import JSONText
import Knowledge

/// Proof trees.
extension JSONReport {
  func proof(_ proof: Proof) -> JSONTree {
    [
      "rule": .string(knowledge.rules[proof.rule].address), "entity": .optional(proof.entity),
      "truth": truth(proof.truth),
      "steps": .array(proof.steps.map(step)),
    ]
  }

  func evidence(_ evidence: Evidence) -> JSONTree {
    [
      "origin": .string(evidence.origin), "detail": .string(evidence.detail),
      "time": .optional(evidence.moment?.description),
    ]
  }

  func value(_ value: FactValue?, of fact: FactIndex) -> JSONTree {
    value?.json(of: knowledge.facts[fact].kind) ?? .null
  }

  private func step(_ step: ProofStep) -> JSONTree {
    switch step {
    case .test(let test): self.test(test)
    case .group(let connective, let truth, let parts):
      [
        "group": .string(connective.rawValue), "truth": self.truth(truth),
        "steps": .array(parts.map(self.step)),
      ]
    case .entities(let entities): self.entities(entities)
    }
  }

  private func test(_ step: TestStep) -> JSONTree {
    [
      "fact": .string(knowledge.facts[step.test.fact].name.description), "entity": .optional(step.entity),
      "comparison": .string(tests.predicate(step.test)), "truth": truth(step.truth),
      "value": value(step.value, of: step.test.fact),
      "evidence": .array(step.evidence.map(evidence)), "inferred_by": .array(step.inferredBy.map(proof)),
      "compared_with": step.other.map(other) ?? .null,
    ]
  }

  private func other(_ other: TestStep.OtherFact) -> JSONTree {
    [
      "fact": .string(knowledge.facts[other.fact].name.description), "entity": .optional(other.entity),
      "value": value(other.value, of: other.fact), "evidence": .array(other.evidence.map(evidence)),
      "inferred_by": .array(other.inferredBy.map(proof)),
    ]
  }

  private func entities(_ step: EntityStep) -> JSONTree {
    let entities: [JSONTree] = step.entities.map { entity in
      ["id": .string(entity.id), "truth": truth(entity.truth), "steps": .array(entity.steps.map(self.step))]
    }
    return [
      "entities_of": .string(knowledge.subjects[step.quantifier.subject].name),
      "amount": .string(ConditionWords(knowledge).amount(step.quantifier)), "truth": truth(step.truth),
      "known": .integer(Int64(step.known)), "complete": .boolean(step.isComplete),
      "entities": .array(entities),
    ]
  }

  private func truth(_ truth: Truth) -> JSONTree {
    switch truth {
    case .holds: "holds"
    case .fails: "fails"
    case .unknown: "unknown"
    }
  }
}
