import Inference
import JSONText
import Knowledge

/// Gaps, contradictions, and words unknown to us.
extension JSONReport {
  func gap(_ gap: Gap) -> JSONTree {
    let (cause, message, code, permissions) = parts(gap.cause)
    return [
      "call": .string(gap.call), "cause": .string(cause), "message": .string(message),
      "code": code.map(JSONTree.integer) ?? .null,
      "permissions": .strings(permissions), "facts": .strings(gap.facts.map(\.description)),
      "subject": .optional(gap.subject),
      "entity": .optional(gap.entity),
    ]
  }

  func contradiction(_ contradiction: Contradiction) -> JSONTree {
    switch contradiction {
    case .evidence(let fact, let entity, let claims, let used):
      [
        "kind": "evidence", "fact": .string(knowledge.facts[fact].name.description),
        "entity": .optional(entity),
        "claims": .array(claims.enumerated().map { claim($1, fact, isUsed: $0 == used) }),
      ]
    case .rules(let finding, let entity, let holding, let excluding):
      [
        "kind": "rules", "finding": .string(knowledge.findings[finding].address), "entity": .optional(entity),
        "holding": addresses(holding), "excluding": addresses(excluding),
      ]
    }
  }

  func unlisted(_ fact: Fact) -> JSONTree {
    [
      "fact": .string(fact.name.description), "entity": .optional(fact.entity),
      "value": fact.value.json(of: knowledge.fact(fact.name)?.kind ?? .text),
      "evidence": evidence(fact.evidence),
    ]
  }

  private func claim(_ claim: Fact, _ fact: FactIndex, isUsed: Bool) -> JSONTree {
    ["value": value(claim.value, of: fact), "evidence": evidence(claim.evidence), "used": .boolean(isUsed)]
  }

  private func parts(_ cause: Gap.Cause) -> (
    cause: String, message: String, code: Int64?, permissions: [String]
  ) {
    switch cause {
    case .refused(let code, let message, let permissions): ("refused", message, code, permissions)
    case .unreadable(let text): ("unreadable", text, nil, [])
    case .missing(let text): ("missing", text, nil, [])
    case .needs(let fact): ("needs", fact.description, nil, [])
    case .wrongKind(let text): ("wrong kind", text, nil, [])
    }
  }
}
