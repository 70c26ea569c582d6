import Knowledge

/// The facts that rules can use: what no rule reads, nobody is asked for.
package enum UsefulFacts {
  /// Every fact that is read on the way to these findings, directly or by a rule that infers one; and, by its bare name, every
  /// subject whose entities are counted.
  ///
  /// - Parameter findings: the findings to look at; `nil` for all.
  package static func read(for findings: Set<FindingIndex>?, in knowledge: KnowledgeBase) -> Set<FactName> {
    var useful: Set<FactName> = []
    var inferred: Set<FactIndex> = []
    var pending = knowledge.rules.filter { rule in
      guard rule.retired == nil, let finding = rule.finding else { return false }
      return findings?.contains(finding) ?? true
    }
    while let rule = pending.popLast() {
      if let subject = rule.subject { useful.insert(FactName(knowledge.subjects[subject].name)) }
      rule.condition.forEachQuantifier { useful.insert(FactName(knowledge.subjects[$0.subject].name)) }
      rule.condition.forEachTest { test, _ in
        for fact in test.reads {
          useful.insert(knowledge.facts[fact].name)
          guard inferred.insert(fact).inserted else { continue }
          pending += knowledge.rules.filter { Self.infers(fact, $0) }
        }
      }
    }
    return useful
  }

  private static func infers(_ fact: FactIndex, _ rule: Rule) -> Bool {
    if rule.retired == nil, case .infer(fact, _) = rule.conclusion { true } else { false }
  }
}
