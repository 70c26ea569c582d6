import Knowledge

/// The facts that rules can use: what no rule reads, nobody is asked for.
package enum UsefulFacts {
  /// Every fact that is read on the way to these findings, directly or by a rule that infers one; and, by its bare name, every
  /// subject whose entities are counted.
  ///
  /// - Parameter findings: the findings to look at; `nil` for all.
  package static func read(for findings: Set<FindingIndex>?, in knowledge: KnowledgeBase) -> Set<FactName> {
    var pending: [RuleIndex] = []
    var inferring = [[RuleIndex]](repeating: [], count: knowledge.facts.count)
    for rule in knowledge.rules.indices where knowledge.rules[rule].retired == nil {
      switch knowledge.rules[rule].conclusion {
      case .infer(let fact, _): inferring[fact].append(rule)
      case .find(let finding), .suspect(let finding), .ruleOut(let finding):
        if findings?.contains(finding) ?? true { pending.append(rule) }
      }
    }
    var isRead = [Bool](repeating: false, count: knowledge.facts.count)
    var isCounted = [Bool](repeating: false, count: knowledge.subjects.count)
    while let rule = pending.popLast() {
      if let subject = knowledge.rules[rule].subject { isCounted[subject] = true }
      knowledge.rules[rule].condition.forEachQuantifier { isCounted[$0.subject] = true }
      knowledge.rules[rule].condition.forEachTest { test, _ in
        test.forEachRead { fact in
          if !isRead[fact] { pending += inferring[fact] }
          isRead[fact] = true
        }
      }
    }
    let facts = isRead.indices.lazy.filter { isRead[$0] }.map { knowledge.facts[$0].name }
    let subjects = isCounted.indices.lazy.filter { isCounted[$0] }.map { FactName(knowledge.subjects[$0].name) }
    return Set(facts).union(subjects)
  }
}
