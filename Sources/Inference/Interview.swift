import Glibc
import Knowledge

/// Chooses the next question: the one that is expected to tell most about the findings still open for what its answer costs.
///
/// Findings still open are rival hypotheses, each weighted with its prior, beside the hypothesis that none of them is so. How an
/// answer speaks for a hypothesis is told by the chance that its rules come out, worked out by Kleene evaluation with every other
/// fact open (`InterviewOutlook`): 0 when the answer rules it out, 1 when it settles it. The gain of a question is the expected loss
/// of entropy over the hypotheses, which is their mutual information with the answer (Shannon 1948, section 12; Lindley 1956); its
/// score is gain / cost. Equal scores go to the gravest finding, then to file order.
///
/// Only questions are considered whose answer can still help a finding to a verdict: of a condition that cannot come to hold
/// because one of its facts cannot be asked, the other facts are asked only as far as they can rule it out. A fact that rules infer is
/// asked through what they read, or directly when it has a question of its own. Of a many-subject without a known entity, and whose
/// list is open, the first entity is asked about under the id `Interview.firstEntity`.
package struct Interview {
  /// The id under which an entity is asked about when none is known yet.
  package static let firstEntity = "1"
  /// At most so many entities are asked the same question, so that a thousand numbers do not make an interview slow.
  private static let entityLimit = 12
  /// The gain, in bits, of a question that only prepares another.
  private static let least = 1e-6

  private let engine: InferenceEngine
  private let facts: InterviewFacts
  private let outlook: InterviewOutlook
  private let costs: [String: Double]
  private let hypotheses: [Hypothesis]
  private let candidates: [Candidate]
  private let reach: FactReach
  private var knowledge: KnowledgeBase { engine.knowledge }
  private var memory: WorkingMemory { facts.memory }

  /// A finding still open.
  private struct Hypothesis {
    let finding: FindingIndex
    let instance: Int
    let weight: Double
    let stake: NextQuestion.Stake
  }
  /// A fact that could be asked.
  private struct Candidate {
    let slot: WorkingMemory.Slot
    /// Rank of the gravest finding that it could settle, in report order.
    let rank: Int32
  }

  /// Looks at what is known now; later changes of the engine do not touch it.
  ///
  /// - Parameters:
  ///   - findings: the findings of the topic; `nil` for all.
  ///   - skipped: facts that nobody could tell, not to be asked again.
  ///   - costs: what it costs to ask each kind of person, by the names that questions use; `nil` for those of `knowledge.json`.
  package init(
    engine: InferenceEngine, findings: Set<FindingIndex>? = nil, skipped: Set<FactReference> = [], costs: [String: Double]? = nil
  ) {
    var scratch = engine
    let knowledge = engine.knowledge
    for subject in knowledge.subjects
    where subject.isMany && !engine.isComplete(subject.name) && engine.entities(of: subject.name).isEmpty {
      scratch.addEntity(Self.firstEntity, of: subject.name)
    }
    self.engine = scratch
    let memory = scratch.reading
    let passed = skipped.compactMap { reference in
      memory.instance(of: reference.entity, fact: reference.fact).map { WorkingMemory.Slot(fact: reference.fact, instance: $0) }
    }
    facts = InterviewFacts(memory, skipped: Set(passed))
    outlook = InterviewOutlook(facts)
    self.costs = costs ?? Self.declaredCosts(knowledge)
    reach = FactReach(memory.rules)
    hypotheses = Self.hypotheses(memory, findings)
    candidates = Self.candidates(hypotheses, outlook, memory)
  }

  // MARK: Questions

  /// The best question, or why there is none.
  package func next() -> InterviewStep {
    var best: (candidate: Candidate, score: Double, gain: Double)?
    for candidate in candidates {
      let gain = gain(of: candidate.slot)
      let score = gain / cost(of: candidate.slot.fact)
      guard let leader = best else {
        best = (candidate, score, gain)
        continue
      }
      // Scores that differ by rounding alone are equal.
      let difference = score - leader.score
      let isEqual = abs(difference) <= 1e-9 * max(score, leader.score)
      if isEqual ? candidate.rank < leader.candidate.rank : difference > 0 { best = (candidate, score, gain) }
    }
    guard let best, let question = question(best.candidate.slot, gain: best.gain) else {
      return .done(hypotheses.isEmpty ? .settled : .nothingToAsk(open: hypotheses.count))
    }
    return .ask(question)
  }

  /// What is at stake in asking about a fact, and how each answer would split it; `nil` when asking would not change anything.
  package func why(_ reference: FactReference) -> NextQuestion? {
    guard let instance = memory.instance(of: reference.entity, fact: reference.fact) else { return nil }
    let slot = WorkingMemory.Slot(fact: reference.fact, instance: instance)
    guard candidates.contains(where: { $0.slot == slot }) else { return nil }
    return question(slot, gain: gain(of: slot))
  }

  /// Every fact worth asking, in file order.
  package var open: [FactReference] { candidates.map { reference($0.slot) } }

  private func question(_ slot: WorkingMemory.Slot, gain: Double) -> NextQuestion? {
    guard let question = facts.question(slot.fact) else { return nil }
    let affected = affected(by: slot).filter { isAtStake($0, slot) }
    var scratch = engine
    let answers = facts.answers(slot).map { answer in
      let fact = Fact(
        name: knowledge.facts[slot.fact].name, entity: reference(slot).entity, value: answer.value,
        evidence: Evidence(origin: "agent", detail: "supposed"))
      scratch.assert(fact)
      let verdicts = Self.split(affected, scratch.reading)
      scratch.withdraw(fact)
      return NextQuestion.Answer(
        value: answer.value, label: answer.label, isExact: answer.isExact, shows: verdicts.shows, rulesOut: verdicts.rulesOut,
        leavesPossible: verdicts.open)
    }
    let order = memory.rules.order
    let stakes = affected.map(\.stake).enumerated().sorted {
      (order.ranks[$0.element.finding], $0.offset) < (order.ranks[$1.element.finding], $1.offset)
    }.map(\.element)
    return NextQuestion(
      reference: reference(slot), question: question, answers: answers, stakes: stakes, openCount: hypotheses.count,
      cost: cost(of: slot.fact), gain: gain)
  }

  private static func split(
    _ affected: [Hypothesis], _ memory: WorkingMemory
  ) -> (shows: [NextQuestion.Stake], rulesOut: [NextQuestion.Stake], open: [NextQuestion.Stake]) {
    let maker = DiagnosisMaker(memory)
    var result: (shows: [NextQuestion.Stake], rulesOut: [NextQuestion.Stake], open: [NextQuestion.Stake]) = ([], [], [])
    for hypothesis in affected {
      switch maker.judge(hypothesis.finding, hypothesis.instance).verdict.status {
      case .found, .suspected: result.shows.append(hypothesis.stake)
      case .ruledOut: result.rulesOut.append(hypothesis.stake)
      case .unknown: result.open.append(hypothesis.stake)
      }
    }
    return result
  }

  private func reference(_ slot: WorkingMemory.Slot) -> FactReference {
    FactReference(fact: slot.fact, entity: memory.name(of: slot.instance))
  }

  private func cost(of fact: FactIndex) -> Double { facts.question(fact).flatMap { costs[$0.who] } ?? 1 }

  private static func declaredCosts(_ knowledge: KnowledgeBase) -> [String: Double] {
    guard let members = knowledge.json?["costs"]?.members else { return [:] }
    return Dictionary(members.compactMap { member in member.value.number.map { (member.key, $0.double) } }) { first, _ in first }
  }

  // MARK: Hypotheses

  private static func hypotheses(_ memory: WorkingMemory, _ findings: Set<FindingIndex>?) -> [Hypothesis] {
    let maker = DiagnosisMaker(memory)
    let knowledge = memory.rules.knowledge
    var result: [Hypothesis] = []
    for finding in knowledge.findings.indices where !memory.rules.rulesOfFinding[finding].isEmpty && findings?.contains(finding) != false {
      let prior = max(knowledge.findings[finding].prior, 1e-9)
      for instance in maker.instances(of: finding) {
        let status = maker.judge(finding, instance).verdict.status
        guard status == .unknown || (status == .suspected && canTurn(finding, instance, memory)) else { continue }
        let stake = NextQuestion.Stake(finding: finding, entity: memory.name(of: instance))
        result.append(Hypothesis(finding: finding, instance: instance, weight: prior, stake: stake))
      }
    }
    return result
  }

  /// Whether a suspicion may still become certain or be dropped.
  private static func canTurn(_ finding: FindingIndex, _ instance: Int, _ memory: WorkingMemory) -> Bool {
    memory.rules.rulesOfFinding[finding].contains { rule in
      if case .suspect = memory.rules.knowledge.rules[rule].conclusion { return false }
      return memory.truth(of: rule, instance) == .unknown
    }
  }

  /// How a finding stands: the chance that it is shown, and that it is not ruled out.
  private func standing(_ hypothesis: Hypothesis) -> (shown: Double, notOut: Double) {
    var notFound = 1.0
    var notSuspected = 1.0
    var notExcluded = 1.0
    var allFail = 1.0
    for rule in memory.rules.rulesOfFinding[hypothesis.finding] {
      let chance = outlook.chance(of: rule, hypothesis.instance)
      switch knowledge.rules[rule].conclusion {
      case .find:
        notFound *= 1 - chance.holds
        allFail *= chance.fails
      case .suspect:
        notSuspected *= 1 - chance.holds
        allFail *= chance.fails
      case .ruleOut: notExcluded *= 1 - chance.holds
      case .infer: break
      }
    }
    let out = notFound * (1 - notExcluded * (1 - allFail))
    return (1 - notFound + notFound * notExcluded * (1 - notSuspected), 1 - out)
  }

  // MARK: Candidates

  private static func candidates(_ hypotheses: [Hypothesis], _ outlook: InterviewOutlook, _ memory: WorkingMemory) -> [Candidate] {
    let order = memory.rules.order.ranks
    var uses = InterviewOutlook.Uses()
    var ranks: [WorkingMemory.Slot: Int32] = [:]
    for hypothesis in hypotheses.sorted(by: { order[$0.finding] < order[$1.finding] }) {
      addUses(of: hypothesis, outlook, memory, to: &uses)
      for slot in uses.leaves.keys where ranks[slot] == nil { ranks[slot] = order[hypothesis.finding] }
    }
    var places: [Int: Int] = [:]
    for scope in memory.state.members.indices.dropFirst() {
      for (place, member) in memory.members(scope).enumerated() { places[member] = place }
    }
    var perFact: [FactIndex: Int] = [:]
    return ranks.filter { slot, _ in outlook.separates(slot, uses.leaves[slot] ?? []) }
      .map { Candidate(slot: $0.key, rank: $0.value) }
      .sorted { ($0.slot.fact, places[$0.slot.instance] ?? -1) < ($1.slot.fact, places[$1.slot.instance] ?? -1) }
      .filter { candidate in
        perFact[candidate.slot.fact, default: 0] += 1
        return perFact[candidate.slot.fact, default: 0] <= entityLimit
      }
  }

  /// What could help a finding to a verdict.
  private static func addUses(
    of hypothesis: Hypothesis, _ outlook: InterviewOutlook, _ memory: WorkingMemory, to uses: inout InterviewOutlook.Uses
  ) {
    var showing: [RuleIndex] = []
    var suspecting: [RuleIndex] = []
    for rule in memory.rules.rulesOfFinding[hypothesis.finding] {
      switch memory.rules.knowledge.rules[rule].conclusion {
      case .find: showing.append(rule)
      case .suspect: suspecting.append(rule)
      case .ruleOut: outlook.addUses(of: rule, hypothesis.instance, become: .holds, to: &uses)
      case .infer: break
      }
    }
    let isSuspected = suspecting.contains { memory.truth(of: $0, hypothesis.instance) == .holds }
    let all = showing + suspecting
    for rule in isSuspected ? showing : all { outlook.addUses(of: rule, hypothesis.instance, become: .holds, to: &uses) }
    guard !isSuspected, all.allSatisfy({ outlook.chance(of: $0, hypothesis.instance).fails > 0 }) else { return }
    for rule in all { outlook.addUses(of: rule, hypothesis.instance, become: .fails, to: &uses) }
  }

  // MARK: Gain

  /// Hypotheses whose rules read a fact, also through what others infer from it.
  private func affected(by slot: WorkingMemory.Slot) -> [Hypothesis] {
    let reached = reach.findings(readBy: slot.fact)
    return hypotheses.filter { hypothesis in
      guard let isOfCase = reached[hypothesis.finding] else { return false }
      return isOfCase || slot.instance == 0 || hypothesis.instance == slot.instance || hypothesis.instance == 0
    }
  }

  /// Whether some answer speaks for or against a finding.
  private func isAtStake(_ hypothesis: Hypothesis, _ slot: WorkingMemory.Slot) -> Bool {
    let now = standing(hypothesis)
    return facts.answers(slot).contains { answer in
      let then = outlook.supposing(slot, answer.value) { standing(hypothesis) }
      return abs(then.shown - now.shown) > 1e-12 || abs(then.notOut - now.notOut) > 1e-12
    }
  }

  /// Expected loss of entropy in bits: the entropy of the answer less its mean entropy under each hypothesis.
  private func gain(of slot: WorkingMemory.Slot) -> Double {
    let answers = facts.answers(slot)
    guard answers.count > 1 else { return Self.least }
    let affected = affected(by: slot)
    let standings = answers.map { answer in
      outlook.supposing(slot, answer.value) { affected.map { standing($0) } }
    }
    let uniform = 1 / Double(answers.count)
    let total = hypotheses.reduce(0) { $0 + $1.weight }
    // That nothing is the matter weighs as much as one finding.
    let none = total / Double(max(1, hypotheses.count))
    let indifferent = hypotheses.count == affected.count ? none : max(0, total - affected.reduce(0) { $0 + $1.weight }) + none
    var expected = indifferent / (total + none) * Self.entropy(Array(repeating: uniform, count: answers.count))
    var marginal = [Double](repeating: indifferent / (total + none) * uniform, count: answers.count)
    for (position, hypothesis) in affected.enumerated() {
      var likelihoods = standings.map { $0[position].shown }
      var sum = likelihoods.reduce(0, +)
      if sum <= 0 {
        likelihoods = standings.map { $0[position].notOut }
        sum = likelihoods.reduce(0, +)
      }
      likelihoods = sum > 0 ? likelihoods.map { $0 / sum } : likelihoods.map { _ in uniform }
      let share = hypothesis.weight / (total + none)
      expected += share * Self.entropy(likelihoods)
      for answer in answers.indices { marginal[answer] += share * likelihoods[answer] }
    }
    return max(Self.least, Self.entropy(marginal) - expected)
  }

  private static func entropy(_ chances: [Double]) -> Double {
    chances.reduce(0) { $1 > 0 ? $0 - $1 * log2($1) : $0 }
  }
}

/// Which findings a fact bears on, through rules that read it and facts inferred from it.
private final class FactReach {
  private let rules: CompiledRules
  private var readers: [[(rule: RuleIndex, inQuantifier: Bool)]]
  private var known: [FactIndex: [FindingIndex: Bool]] = [:]

  init(_ rules: CompiledRules) {
    self.rules = rules
    readers = Array(repeating: [], count: rules.knowledge.facts.count)
    for rule in rules.knowledge.rules.indices where rules.network.roots[rule] >= 0 {
      rules.knowledge.rules[rule].condition.forEachTest { test, inside in
        for fact in test.reads { readers[fact].append((rule, inside != nil)) }
      }
    }
  }

  /// Findings, each with whether a fact of one entity bears on it for other entities too.
  func findings(readBy fact: FactIndex) -> [FindingIndex: Bool] {
    if let findings = known[fact] { return findings }
    var findings: [FindingIndex: Bool] = [:]
    var open = [(fact: fact, ofCase: false)]
    var seen: Set<[Int]> = []
    while let next = open.popLast() {
      guard seen.insert([next.fact, next.ofCase ? 1 : 0]).inserted else { continue }
      for (rule, inQuantifier) in readers[next.fact] {
        let ofCase = next.ofCase || inQuantifier
        switch rules.knowledge.rules[rule].conclusion {
        case .find(let finding), .suspect(let finding), .ruleOut(let finding):
          findings[finding] = findings[finding] == true || ofCase
        case .infer(let inferred, _): open.append((inferred, ofCase))
        }
      }
    }
    known[fact] = findings
    return findings
  }
}
