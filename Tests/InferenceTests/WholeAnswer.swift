import Knowledge

@testable import Inference

/// Everything an engine answers, as lines, in the order in which it answers.
struct WholeAnswer {
  private let engine: InferenceEngine
  private var knowledge: KnowledgeBase { engine.knowledge }
  private(set) var lines: [String] = []

  init(_ engine: InferenceEngine) {
    self.engine = engine
    let diagnosis = engine.diagnosis()
    lines += diagnosis.findings.map(text) + diagnosis.ruledOut.map(text)
    lines += diagnosis.unknown.map { open in
      text(open.verdict) + " confirm \(text(open.toConfirm)) rule out \(text(open.toRuleOut)) gap \(open.gap ?? -1)"
    }
    lines += diagnosis.contradictions.map(text)
    lines += diagnosis.unlisted.map { "unlisted " + text($0) }
    lines.append("\(diagnosis.coverage)")
    for subject in knowledge.subjects where subject.isMany {
      lines.append("\(subject.name) \(engine.entities(of: subject.name)) \(engine.isComplete(subject.name))")
    }
    for (index, fact) in knowledge.facts.enumerated() {
      for entity in entities(knowledge.subjects[fact.subject].isMany ? fact.subject : nil) {
        guard let known = engine.value(of: index, entity: entity) else { continue }
        lines.append("\(fact.name) \(entity ?? "") \(known.value.text(of: fact.kind)) \(known.evidence.map(text))")
      }
    }
    for (index, rule) in knowledge.rules.enumerated() {
      for entity in entities(rule.subject) + [nil] { lines.append(text(engine.proof(of: index, entity: entity))) }
    }
  }

  /// The first line in which two answers differ.
  static func difference(_ one: InferenceEngine, _ other: InferenceEngine) -> String? {
    let (left, right) = (WholeAnswer(one).lines, WholeAnswer(other).lines)
    if let pair = zip(left, right).first(where: { $0 != $1 }) { return "\(pair.0)\n\(pair.1)" }
    return left.count == right.count ? nil : "\(left.count) lines, \(right.count) lines"
  }

  private func entities(_ subject: Int?) -> [String?] { subject.map { engine.entities(of: knowledge.subjects[$0].name) } ?? [nil] }

  // MARK: Text

  private func text(_ verdict: Verdict) -> String {
    let rules = verdict.rules.map { knowledge.rules[$0].address }
    return "\(verdict.status) \(knowledge.findings[verdict.finding].address) \(verdict.subject ?? "") \(verdict.entity ?? "") \(rules)"
  }

  private func text(_ references: [FactReference]) -> [String] {
    references.map { "\(knowledge.facts[$0.fact].name) \($0.entity ?? "") \($0.openList ?? "")" }
  }

  private func text(_ contradiction: Contradiction) -> String {
    switch contradiction {
    case .evidence(let fact, let entity, let claims, let used):
      "disputed \(knowledge.facts[fact].name) \(entity ?? "") \(claims.map(text)) \(used)"
    case .rules(let finding, let entity, let holding, let excluding):
      "disputed \(knowledge.findings[finding].address) \(entity ?? "") \(holding) \(excluding)"
    }
  }

  private func text(_ fact: Fact) -> String {
    let kind = knowledge.fact(fact.name)?.kind ?? .text
    return "\(fact.name) \(fact.entity ?? "") \(fact.value.text(of: kind)) \(text(fact.evidence))"
  }

  private func text(_ evidence: Evidence) -> String { "\(evidence.origin)/\(evidence.detail)/\(evidence.moment?.seconds ?? -1)" }

  private func text(_ proof: Proof) -> String {
    "\(knowledge.rules[proof.rule].address) \(proof.entity ?? "") \(proof.truth) [\(proof.steps.map(text).joined(separator: "; "))]"
  }

  private func text(_ step: ProofStep) -> String {
    switch step {
    case .test(let test):
      let value = test.value.map { $0.text(of: knowledge.facts[test.test.fact].kind) } ?? "?"
      let other = test.other.map { " \($0.fact) \($0.entity ?? "") \(String(describing: $0.value)) \($0.evidence.map(text))" } ?? ""
      return "\(test.test.fact) \(test.entity ?? "") \(test.test.comparison) \(test.truth) \(value) \(test.evidence.map(text))"
        + " \(test.inferredBy.map(text))\(other)"
    case .group(let connective, let truth, let parts): return "\(connective) \(truth) (\(parts.map(text).joined(separator: "; ")))"
    case .entities(let step):
      let entities = step.entities.map { "\($0.id) \($0.truth) (\($0.steps.map(text).joined(separator: "; ")))" }
      return "\(step.quantifier.amount) \(step.truth) \(step.known) \(step.isComplete) \(entities)"
    }
  }
}
