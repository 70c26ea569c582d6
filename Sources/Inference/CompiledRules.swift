import Knowledge

/// Rules made ready to run: names turned into numbers, conditions into a network, facts indexed to what reads them.
///
/// Immutable; one serves any number of engines and threads.
package final class CompiledRules: Sendable {
  package let knowledge: KnowledgeBase
  /// The moment that `older than`, `within`, `since` and `until` refer to.
  package let now: Moment
  let network: Network
  let evaluator: TestEvaluator
  /// For each finding the rules that are run and speak of it, in file order.
  let rulesOfFinding: [[RuleIndex]]
  /// For each fact the rules that infer it, in file order.
  let rulesInferring: [[RuleIndex]]
  /// How many inferences a fact rests on, one upon the other: facts of lower rank are settled first.
  let rank: [Int32]
  /// The first fact of each subject; 0 for a subject without facts.
  let firstFactOfSubject: [FactIndex]
  /// The order of findings in reports.
  let order: ReportOrder
  /// What interviews have found out of the rules.
  let interview = InterviewForm()
  /// How many rules are run.
  package let count: Int
  /// How many rules are not in force at the moment.
  package let notInForce: Int
  /// How many rules were left out by the choice of findings.
  package let leftOut: Int

  /// Compiles the rules in force at a moment.
  ///
  /// - Parameters:
  ///   - now: the moment that `older than`, `within`, `since` and `until` refer to.
  ///   - findings: only rules of these findings, and the inferences they need; `nil` for all.
  package init(_ knowledge: KnowledgeBase, now: Moment, findings: Set<FindingIndex>? = nil) {
    self.knowledge = knowledge
    self.now = now
    evaluator = TestEvaluator(knowledge, now: now)
    let day = now.date
    let inForce = knowledge.rules.indices.filter { knowledge.rules[$0].isInForce(on: day) }
    var inferring = [[RuleIndex]](repeating: [], count: knowledge.facts.count)
    for rule in inForce {
      if case .infer(let fact, _) = knowledge.rules[rule].conclusion { inferring[fact].append(rule) }
    }
    let chosen = findings.map { Self.needed(for: $0, of: inForce, inferring, knowledge) } ?? inForce
    var builder = NetworkBuilder(knowledge)
    var ofFinding = [[RuleIndex]](repeating: [], count: knowledge.findings.count)
    for rule in chosen {
      builder.add(rule)
      if let finding = knowledge.rules[rule].finding { ofFinding[finding].append(rule) }
    }
    network = builder.build()
    rulesOfFinding = ofFinding
    rulesInferring = inferring
    rank = Self.ranks(inferring, knowledge)
    firstFactOfSubject = knowledge.subjects.indices.map { subject in knowledge.facts.firstIndex { $0.subject == subject } ?? 0 }
    order = ReportOrder(knowledge)
    count = chosen.count
    notInForce = knowledge.rules.count - inForce.count
    leftOut = inForce.count - chosen.count
  }

  /// The comparisons that read a fact.
  func tests(reading fact: FactIndex) -> [FactTest] { network.testsOfFact[fact].map { network.tests[Int($0)].test } }

  /// Rules of some findings, and every inference that they rest on.
  private static func needed(
    for findings: Set<FindingIndex>, of rules: [RuleIndex], _ inferring: [[RuleIndex]], _ knowledge: KnowledgeBase
  ) -> [RuleIndex] {
    var wanted = Set(rules.filter { knowledge.rules[$0].finding.map(findings.contains) ?? false })
    var open = Array(wanted)
    while let rule = open.popLast() {
      knowledge.rules[rule].condition.forEachTest { test, _ in
        for fact in test.reads {
          for inference in inferring[fact] where wanted.insert(inference).inserted { open.append(inference) }
        }
      }
    }
    return rules.filter(wanted.contains)
  }

  private static func ranks(_ inferring: [[RuleIndex]], _ knowledge: KnowledgeBase) -> [Int32] {
    var ranks = [Int32](repeating: -1, count: inferring.count)
    func rank(_ fact: FactIndex) -> Int32 {
      if ranks[fact] >= 0 { return ranks[fact] }
      ranks[fact] = 0
      var result: Int32 = 0
      for rule in inferring[fact] {
        knowledge.rules[rule].condition.forEachTest { test, _ in
          test.forEachRead { result = max(result, rank($0) + 1) }
        }
      }
      ranks[fact] = result
      return result
    }
    for fact in ranks.indices where ranks[fact] < 0 { ranks[fact] = rank(fact) }
    return ranks
  }
}
