import Inference
import Knowledge

/// A proof as lines: each comparison with the value, below it the evidence.
struct ProofLines {
  /// One line and how deep it stands.
  struct Line: Hashable {
    let depth: Int
    let text: String
    /// Whether it tells where the line above it was learned.
    var isEvidence = false
  }

  /// Proofs nest no deeper than this in text; inference chains are short.
  private static let deepest = 6
  /// Entities whose reasons are told in full.
  private static let entitiesShown = 3

  private let knowledge: KnowledgeBase
  private let tests: TestWords
  /// The entity whose name is clear from the line above and not repeated.
  private let entity: String?

  init(_ knowledge: KnowledgeBase, about entity: String?) {
    self.knowledge = knowledge
    tests = TestWords(knowledge)
    self.entity = entity
  }

  /// The lines without the comparisons, each with its evidence, that an earlier rule has shown already;
  /// once a value stands there plainly, what else was asked of it is not told.
  static func distinct(_ lines: [Line]) -> [Line] {
    var seen: Set<String> = []
    var result: [Line] = []
    var isRepeated = false
    for line in lines {
      if !line.isEvidence, line.depth == 0 {
        let isPlain = seen.contains { line.text.hasPrefix($0 + " (") }
        isRepeated = !line.text.hasSuffix(":") && (isPlain || !seen.insert(line.text).inserted)
      }
      if !isRepeated { result.append(line) }
    }
    return result
  }

  /// The lines of a proof's steps.
  func lines(_ steps: [ProofStep], depth: Int = 0) -> [Line] {
    guard depth < Self.deepest else { return [Line(depth: depth, text: "and so on")] }
    return steps.flatMap { step in
      switch step {
      case .test(let test): lines(test, depth)
      case .group(let connective, let truth, let parts): lines(connective, truth, parts, depth)
      case .entities(let step): lines(step, depth)
      }
    }
  }

  private func lines(_ step: TestStep, _ depth: Int) -> [Line] {
    var lines = [Line(depth: depth, text: statement(step))]
    lines += grounds(step.evidence, step.inferredBy, depth)
    guard let other = step.other else { return lines }
    let name = name(other.fact, of: other.entity)
    let value = other.value.map { "is " + tests.value($0, of: other.fact) } ?? "is not known"
    lines.append(Line(depth: depth, text: "\(name) \(value)", isEvidence: true))
    return lines + grounds(other.evidence, other.inferredBy, depth)
  }

  /// Where a value was learned, or the rules that it follows from with their own proof.
  private func grounds(_ evidence: [Evidence], _ inferredBy: [Proof], _ depth: Int) -> [Line] {
    let told = inferredBy.isEmpty ? evidence : evidence.filter { $0.origin != "rule" }
    var lines = EvidenceWords.lines(told).map { Line(depth: depth, text: $0, isEvidence: true) }
    for proof in inferredBy {
      let rule = knowledge.rules[proof.rule].address
      lines.append(Line(depth: depth, text: "which follows from the rule \(rule), because", isEvidence: true))
      lines += self.lines(proof.steps, depth: depth + 1)
    }
    return lines
  }

  /// `waba.status is RESTRICTED`, with what the rule asks for where the value alone does not tell.
  func statement(_ step: TestStep) -> String {
    let name = name(step.test.fact, of: step.entity)
    let asked = tests.predicate(step.test)
    guard let value = step.value else { return "\(name) is not known (asked: \(asked))" }
    let shown = "\(name) is \(tests.value(value, of: step.test.fact))"
    switch step.truth {
    case .holds: return tests.isPlain(step.test) ? shown : "\(shown) (\(asked))"
    case .fails: return shown + tests.unmet(step.test)
    case .unknown where value.isUnlisted: return "\(shown), a word unknown to us (asked: \(asked))"
    case .unknown: return "\(shown), which does not decide it (asked: \(asked))"
    }
  }

  /// A fact's name, with its entity unless that is clear from the line above.
  private func name(_ fact: FactIndex, of whose: String?) -> String {
    let name = knowledge.facts[fact].name.description
    guard let whose, whose != entity else { return name }
    return "\(name) of \(HarmlessText.value(whose, limit: 60))"
  }

  private func lines(_ connective: ProofStep.Connective, _ truth: Truth, _ parts: [ProofStep], _ depth: Int)
    -> [Line]
  {
    let heading: String? =
      switch (connective, truth) {
      case (.all, _), (.any, .holds), (.none, .fails): nil
      case (.any, .fails): "not one of these is so:"
      case (.any, .unknown): "one of these is needed:"
      case (.none, .holds): "none of these is so, as asked:"
      case (.none, .unknown): "none of these may be so:"
      }
    guard let heading else { return lines(parts, depth: depth) }
    return [Line(depth: depth, text: heading)] + lines(parts, depth: depth + 1)
  }

  private func lines(_ step: EntityStep, _ depth: Int) -> [Line] {
    let subject = knowledge.subjects[step.quantifier.subject].name
    let known = "\(step.known) known, " + (step.isComplete ? "the list is whole" : "there may be more")
    let verdict =
      switch step.truth {
      case .holds: ""
      case .fails: "not so: "
      case .unknown: "not decided: "
      }
    var lines = [
      Line(depth: depth, text: "\(verdict)\(ConditionWords(knowledge).claim(step.quantifier)) (\(known))")
    ]
    let singular = SubjectWords.singular(subject, in: knowledge)
    for entity in step.entities.prefix(Self.entitiesShown) {
      let fits =
        switch entity.truth {
        case .holds: "fits"
        case .fails: "does not fit"
        case .unknown: "cannot be decided"
        }
      lines.append(
        Line(depth: depth + 1, text: "\(singular) \(HarmlessText.value(entity.id, limit: 60)) \(fits)"))
      lines += ProofLines(knowledge, about: entity.id).lines(entity.steps, depth: depth + 2)
    }
    if step.entities.count > Self.entitiesShown {
      lines.append(Line(depth: depth + 1, text: "and \(step.entities.count - Self.entitiesShown) more"))
    }
    return lines
  }
}
