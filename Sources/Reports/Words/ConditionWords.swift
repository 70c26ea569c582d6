import Knowledge

/// A condition in words, one comparison a line, what belongs together indented under its heading.
struct ConditionWords {
  /// One line and how deep it stands.
  struct Line: Hashable {
    let depth: Int
    let text: String
  }

  private let knowledge: KnowledgeBase
  private let tests: TestWords

  init(_ knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    tests = TestWords(knowledge)
  }

  /// The lines of a condition.
  func lines(_ condition: Condition, depth: Int = 0) -> [Line] {
    switch condition {
    case .test(let test): [Line(depth: depth, text: tests.statement(test))]
    case .all(let parts) where depth == 0 || parts.count == 1: parts.flatMap { lines($0, depth: depth) }
    case .all(let parts): group("all of these:", parts, depth)
    case .any(let parts): group("at least one of these:", parts, depth)
    case .none(let parts): group("none of these:", parts, depth)
    case .quantified(let quantifier): quantified(quantifier, depth)
    }
  }

  /// How many entities, of what: `no user`, `at least 2 phone numbers`.
  func amount(_ quantifier: Quantifier) -> String {
    let subject = knowledge.subjects[quantifier.subject].name
    let singular = SubjectWords.singular(subject, in: knowledge)
    let plural = SubjectWords.plural(subject, in: knowledge)
    return switch quantifier.amount {
    case .some: "at least one \(singular)"
    case .every: "every \(singular)"
    case .no: "no \(singular)"
    case .count(let least?, let most?) where least == most:
      "exactly \(least) \(least == 1 ? singular : plural)"
    case .count(let least?, let most?): "\(least) to \(most) \(plural)"
    case .count(let least?, nil): "at least \(least) \(least == 1 ? singular : plural)"
    case .count(nil, let most?): "at most \(most) \(most == 1 ? singular : plural)"
    case .count(nil, nil): "any number of \(plural)"
    }
  }

  /// The claim that is decided: `no user fits`, `there is at least one phone number`.
  func claim(_ quantifier: Quantifier) -> String {
    let amount = amount(quantifier)
    guard quantifier.condition != nil else { return "there is \(amount)" }
    switch quantifier.amount {
    case .some, .every, .no, .count(1?, nil), .count(1?, 1?), .count(nil, 1?): return amount + " fits"
    case .count: return amount + " fit"
    }
  }

  private func group(_ heading: String, _ parts: [Condition], _ depth: Int) -> [Line] {
    [Line(depth: depth, text: heading)] + parts.flatMap { lines($0, depth: depth + 1) }
  }

  private func quantified(_ quantifier: Quantifier, _ depth: Int) -> [Line] {
    guard let condition = quantifier.condition else {
      return [Line(depth: depth, text: "there is \(amount(quantifier))")]
    }
    return [Line(depth: depth, text: "\(amount(quantifier)) where")] + lines(condition, depth: depth + 1)
  }
}
