import JSONText

/// Compares the conditions of rules: those that can never hold, those that contradict each other, those that another makes needless.
///
/// A rule that never fires looks like knowledge and is none; two rules that always disagree leave a finding found and ruled out at
/// once; a rule that another includes is one more text to keep right for nothing. What is reported is always so; see `ConditionLogic`
/// for what is not looked into.
struct RuleLogicCheck {
  private let knowledge: KnowledgeBase
  private var logic: ConditionLogic
  private var situations: [RuleIndex: [Situation]] = [:]
  private var faults: [KnowledgeFault] = []

  private init(_ knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    logic = ConditionLogic(knowledge)
  }

  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    var check = RuleLogicCheck(context.knowledge)
    check.findDeadRules()
    for group in check.groups() { check.compare(group) }
    return check.faults
  }

  // MARK: Rules that never fire

  private mutating func findDeadRules() {
    for (index, rule) in knowledge.rules.enumerated() where rule.retired == nil {
      guard let ways = logic.situations(rule.condition) else { continue }
      situations[index] = ways
      guard ways.isEmpty else { continue }
      let names = logic.clashes.map { knowledge.facts[$0].name.description }.sorted().joined(
        separator: " and ")
      let what = names.isEmpty ? "its conditions" : "what it asks of \(names)"
      fault(
        .neverFires, rule.json["when"] ?? rule.json, "the rule can never fire: \(what) cannot be so at once")
    }
  }

  // MARK: Rules about the same thing

  /// Rules that speak of the same finding or infer the same fact, in file order; only groups of several.
  private func groups() -> [[RuleIndex]] {
    var ofFinding: [FindingIndex: [RuleIndex]] = [:]
    var ofFact: [FactIndex: [RuleIndex]] = [:]
    for (index, rule) in knowledge.rules.enumerated()
    where rule.retired == nil && situations[index]?.isEmpty == false {
      if case .infer(let fact, _) = rule.conclusion {
        ofFact[fact, default: []].append(index)
      } else if let finding = rule.finding {
        ofFinding[finding, default: []].append(index)
      }
    }
    return (Array(ofFinding.values) + Array(ofFact.values)).filter { $0.count > 1 }
  }

  private mutating func compare(_ group: [RuleIndex]) {
    for (position, first) in group.enumerated() {
      for second in group[(position + 1)...] { compare(first, second) }
    }
  }

  private mutating func compare(_ first: RuleIndex, _ second: RuleIndex) {
    let (one, other) = (knowledge.rules[first], knowledge.rules[second])
    guard one.subject == other.subject, Self.overlap(one, other) else { return }
    let forward = implies(first, second)
    let backward = implies(second, first)
    guard forward || backward else { return }
    if contradicts(one, other) {
      report(forward ? one : other, contradicts: forward ? other : one)
    } else if backward, isNeedless(other, beside: one) {
      report(other, isNeedlessBeside: one)
    } else if forward, isNeedless(one, beside: other) {
      report(one, isNeedlessBeside: other)
    }
  }

  private func implies(_ first: RuleIndex, _ second: RuleIndex) -> Bool {
    guard let ways = situations[first], let others = situations[second] else { return false }
    return ways.allSatisfy { way in others.contains { way.implies($0) } }
  }

  /// Whether one concludes the opposite of the other.
  private func contradicts(_ one: Rule, _ other: Rule) -> Bool {
    switch (one.conclusion, other.conclusion) {
    case (.infer(_, let value), .infer(_, let otherValue)): value != otherValue
    case (.ruleOut, .find), (.ruleOut, .suspect), (.find, .ruleOut), (.suspect, .ruleOut): true
    default: false
    }
  }

  /// Whether a rule adds nothing to another that holds whenever it does: the same conclusion or a stronger one, in force as long.
  private func isNeedless(_ rule: Rule, beside other: Rule) -> Bool {
    switch (rule.conclusion, other.conclusion) {
    case (.find, .find), (.suspect, .suspect), (.ruleOut, .ruleOut), (.suspect, .find), (.infer, .infer):
      break
    default: return false
    }
    let beginsFirst = other.since.map { since in rule.since.map { since <= $0 } ?? false } ?? true
    let endsLast = other.until.map { until in rule.until.map { until >= $0 } ?? false } ?? true
    return beginsFirst && endsLast
  }

  private static func overlap(_ one: Rule, _ other: Rule) -> Bool {
    if let until = one.until, let since = other.since, until < since { return false }
    if let until = other.until, let since = one.since, until < since { return false }
    return true
  }

  // MARK: Reporting

  private mutating func report(_ rule: Rule, contradicts other: Rule) {
    fault(
      .contradictory, rule.json["when"] ?? rule.json,
      "whenever \(rule.address) holds, \(other.address) (\(other.place)) holds too, and they say the opposite; narrow one of them"
    )
  }

  private mutating func report(_ rule: Rule, isNeedlessBeside other: Rule) {
    fault(
      .subsumed, rule.json["when"] ?? rule.json,
      "whenever \(rule.address) holds, \(other.address) (\(other.place)) holds too and says as much; remove one of them"
    )
  }

  private mutating func fault(_ kind: KnowledgeFault.Kind, _ json: JSONValue, _ message: String) {
    faults.append(KnowledgeFault(kind, at: json.place, message))
  }
}
