import Knowledge

/// What the rules say of every combination of the facts that decide a topic: something, two things that exclude each other, or nothing.
///
/// Values that no comparison tells apart are one value. Facts are tried one after the other, and a branch ends as soon as every
/// rule of the topic is decided, so that a combination stands for all that agree with it.
package struct TopicMap: Sendable {
  /// What the rules say of a combination.
  package enum Outcome: String, Sendable, CaseIterable {
    /// A finding is found or suspected.
    case decided
    /// A finding is found and excluded at once, or evidence and inference disagree.
    case contested
    /// Every rule has failed, or is decided without a finding.
    case noRule = "no rule"
    /// Rules still wait, because they need what is not tried: entities, or more facts than the bound allows.
    case open
  }
  /// A combination that shows an outcome.
  package struct Witness: Sendable {
    package let outcome: Outcome
    /// The facts with their values, in the order in which they were tried.
    package let facts: [(fact: FactIndex, value: FactValue)]
    /// Findings found or suspected.
    package let findings: [FindingIndex]
  }

  /// How many combinations there are of each outcome, those that agree counted once.
  package private(set) var counts: [Outcome: Int] = [:]
  /// The first combinations of each outcome, at most `witnessLimit`.
  package private(set) var witnesses: [Witness] = []
  /// Facts that decide the topic, those that most rules read first.
  package let facts: [FactIndex]
  /// Facts of entities that rules of the topic read; these are not tried.
  package let untried: [FactIndex]
  /// Whether every combination was looked at.
  package private(set) var isComplete = true

  private static let witnessLimit = 3
  private let rules: CompiledRules
  private let limit: Int
  private var leaves = 0

  /// Maps the findings of a topic.
  ///
  /// - Parameter limit: after so many combinations the rest is left out, and `isComplete` is false.
  package init(_ findings: Set<FindingIndex>, of knowledge: KnowledgeBase, now: Moment, limit: Int = 20_000) {
    self.limit = limit
    rules = CompiledRules(knowledge, now: now, findings: findings)
    var readers: [FactIndex: Int] = [:]
    for rule in knowledge.rules.indices where rules.network.roots[rule] >= 0 {
      knowledge.rules[rule].condition.forEachTest { test, _ in
        for fact in test.reads { readers[fact, default: 0] += 1 }
      }
    }
    let ordered = readers.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.map(\.key)
    facts = ordered.filter { !knowledge.subjects[knowledge.facts[$0].subject].isMany }
    untried = ordered.filter { knowledge.subjects[knowledge.facts[$0].subject].isMany }
    explore(InferenceEngine(rules), [])
  }

  private mutating func explore(_ engine: InferenceEngine, _ chosen: [(fact: FactIndex, value: FactValue)]) {
    guard leaves < limit else {
      isComplete = false
      return
    }
    guard let fact = nextFact(engine, chosen) else {
      record(engine, chosen)
      return
    }
    let range = AnswerRange(fact, rules.tests(reading: fact), rules, label: nil) { engine.value(of: $0)?.value }
    for value in range.representatives() {
      var branch = engine
      let definition = rules.knowledge.facts[fact]
      branch.assert(Fact(name: definition.name, value: value, evidence: Evidence(origin: "facts-file", detail: "map")))
      explore(branch, chosen + [(fact, value)])
    }
  }

  /// The next fact that an undecided rule reads and that is not known.
  private func nextFact(_ engine: InferenceEngine, _ chosen: [(fact: FactIndex, value: FactValue)]) -> FactIndex? {
    var waiting: Set<FactIndex> = []
    for rule in rules.knowledge.rules.indices where rules.network.roots[rule] >= 0 && !engine.truth(of: rule).isDecided {
      rules.knowledge.rules[rule].condition.forEachTest { test, _ in waiting.formUnion(test.reads) }
    }
    return facts.first { fact in
      waiting.contains(fact) && engine.value(of: fact) == nil && !chosen.contains { $0.fact == fact } && rules.rulesInferring[fact].isEmpty
    } ?? facts.first { fact in waiting.contains(fact) && engine.value(of: fact) == nil && !chosen.contains { $0.fact == fact } }
  }

  private mutating func record(_ engine: InferenceEngine, _ chosen: [(fact: FactIndex, value: FactValue)]) {
    leaves += 1
    let diagnosis = engine.diagnosis()
    let outcome: Outcome
    if !diagnosis.contradictions.isEmpty {
      outcome = .contested
    } else if !diagnosis.findings.isEmpty {
      outcome = .decided
    } else {
      outcome = diagnosis.unknown.isEmpty ? .noRule : .open
    }
    counts[outcome, default: 0] += 1
    guard witnesses.count(where: { $0.outcome == outcome }) < Self.witnessLimit else { return }
    witnesses.append(Witness(outcome: outcome, facts: chosen, findings: diagnosis.findings.map(\.finding)))
  }
}
