import Knowledge

/// Chooses the next question: the one that brings the right finding nearest for what its answer costs.
///
/// Every way in which a finding still open can come to be shown is a scenario (`InterviewScenario`): questions, and the answers that they
/// must get. A scenario weighs as much as the finding's prior, and the more the less usual that is which it needs and has got already;
/// more when it is about an entity that somebody has named, less when about one that nobody has, or a finding that a report would put
/// after one already shown. Half of a finding's weight speaks through its precedents, if it has any, each by how like it is
/// to the case (`PrecedentMatcher`).
/// A question earns, from each scenario, the share of the scenario's open questions that it makes up, and the share of all weight that
/// its answer is expected to move away from the wrong scenarios; both by the scenarios' weights, divided by the cost. This is the
/// greedy rule for adaptive submodular ranking (Navidi, Kambadur, Nagarajan: Adaptive submodular ranking and routing, Operations Research 68(3), 2020): it asks both to
/// tell scenarios apart and to finish the likely ones, and stays near the best order. Equal scores go to the gravest finding, then to
/// file order.
///
/// A question that takes another fact for known (`after`) gives way to the question about that.
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

  private let engine: InferenceEngine
  private let facts: InterviewFacts
  private let ranking: QuestionRanking
  private let costs: [String: Double]
  private let hypotheses: [Hypothesis]
  private let candidates: [Candidate]
  private var knowledge: KnowledgeBase { engine.knowledge }
  private var memory: WorkingMemory { facts.memory }

  /// A finding still open.
  private struct Hypothesis {
    let finding: FindingIndex
    let instance: Int
    let stake: NextQuestion.Stake
    /// Questions that could help it to a verdict.
    var questions: Set<WorkingMemory.Slot> = []
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
  ///   - postponed: facts not to be asked now, though somebody may tell them.
  ///   - costs: what it costs to ask each kind of person, by the names that questions use; `nil` for those of `knowledge.json`.
  ///   - priors: how usual each finding is.
  ///   - precedents: stories of which the outcome is known.
  package init(
    engine: InferenceEngine, findings: Set<FindingIndex>? = nil, skipped: Set<FactReference> = [],
    postponed: Set<FactReference> = [], costs: [String: Double]? = nil,
    priors: FindingPriors = .declared, precedents: Precedents = .none
  ) {
    var scratch = engine
    let knowledge = engine.knowledge
    let unnamed = knowledge.subjects.indices.filter { index in
      let subject = knowledge.subjects[index]
      return subject.isMany && !engine.isComplete(subject.name) && engine.entities(of: subject.name).isEmpty
    }
    for subject in unnamed { scratch.addEntity(Self.firstEntity, of: knowledge.subjects[subject].name) }
    self.engine = scratch
    let memory = scratch.reading
    func slots(_ references: Set<FactReference>) -> Set<WorkingMemory.Slot> {
      Set(
        references.compactMap { reference in
          memory.instance(of: reference.entity, fact: reference.fact).map { WorkingMemory.Slot(fact: reference.fact, instance: $0) }
        })
    }
    facts = InterviewFacts(memory, skipped: slots(skipped), postponed: slots(postponed))
    let outlook = InterviewOutlook(facts)
    self.costs = costs ?? Self.declaredCosts(knowledge)
    let (open, shown) = Self.hypotheses(memory, findings, outlook)
    hypotheses = open
    candidates = Self.candidates(hypotheses, memory)
    ranking = QuestionRanking(
      outlook, hypotheses.map { ($0.finding, $0.instance) }, priors, precedents, findings,
      invented: Set(unnamed.flatMap { memory.members($0 + 1) }), shown: shown)
  }

  // MARK: Questions

  /// The best question, or why there is none.
  package func next() -> InterviewStep {
    var left = candidates.map { (candidate: $0, score: ranking.gain(of: $0.slot) / cost(of: $0.slot.fact)) }
    while let leader = best(of: left) {
      let best = first(before: leader, of: left)
      if matters(left[best].candidate.slot), let question = question(left[best].candidate.slot) { return .ask(question) }
      left.remove(at: best)
    }
    return .done(hypotheses.isEmpty ? .settled : .nothingToAsk(open: hypotheses.count))
  }

  /// What is asked before a question that takes it for known, as long as that may help; otherwise the question itself.
  private func first(before leader: Int, of left: [(candidate: Candidate, score: Double)]) -> Int {
    var first = leader
    var seen: Set<Int> = []
    while seen.insert(first).inserted {
      let slot = left[first].candidate.slot
      guard let after = facts.question(slot.fact)?.after, let fact = knowledge.factPositions[after],
        let position = left.firstIndex(where: { $0.candidate.slot == facts.slot(fact, slot.instance) })
      else { return first }
      first = position
    }
    return leader
  }

  private func best(of left: [(candidate: Candidate, score: Double)]) -> Int? {
    var best: Int?
    for (position, entry) in left.enumerated() {
      guard let leader = best.map({ left[$0] }) else {
        best = position
        continue
      }
      // Scores that differ by rounding alone are equal.
      let difference = entry.score - leader.score
      let isEqual = abs(difference) <= 1e-9 * max(entry.score, leader.score)
      if isEqual ? entry.candidate.rank < leader.candidate.rank : difference > 0 { best = position }
    }
    return best
  }

  /// Whether some answer settles a finding, or changes which other questions could help it to a verdict.
  ///
  /// Comparisons of one fact are looked at one by one when candidates are sought; here all of them follow one answer.
  private func matters(_ slot: WorkingMemory.Slot) -> Bool {
    let affected = hypotheses.filter { $0.questions.contains(slot) }
    let maker = DiagnosisMaker(memory)
    let before = affected.map { maker.judge($0.finding, $0.instance).verdict.status }
    // Verdicts first: they are quickly looked up, and mostly one of them changes.
    return anyAnswer(to: slot) { after in
      let maker = DiagnosisMaker(after)
      return zip(affected, before).contains { maker.judge($0.finding, $0.instance).verdict.status != $1 }
    }
      || anyAnswer(to: slot) { after in
        let outlook = InterviewOutlook(facts.with(after))
        return affected.contains { Self.questions(of: $0.finding, $0.instance, outlook) != $0.questions.subtracting([slot]) }
      }
  }

  /// Whether something is so after some answer.
  private func anyAnswer(to slot: WorkingMemory.Slot, _ isSo: (WorkingMemory) -> Bool) -> Bool {
    var scratch = engine
    return facts.answers(slot).contains { answer in
      let fact = supposed(answer, slot)
      scratch.assert(fact)
      defer { scratch.withdraw(fact) }
      return isSo(scratch.reading)
    }
  }

  private func supposed(_ answer: InterviewAnswer, _ slot: WorkingMemory.Slot) -> Fact {
    Fact(
      name: knowledge.facts[slot.fact].name, entity: reference(slot).entity, value: answer.value,
      evidence: Evidence(origin: "agent", detail: "supposed"))
  }

  /// What is at stake in asking about a fact, and how each answer would split it; `nil` when asking would not change anything.
  package func why(_ reference: FactReference) -> NextQuestion? {
    guard let instance = memory.instance(of: reference.entity, fact: reference.fact) else { return nil }
    let slot = WorkingMemory.Slot(fact: reference.fact, instance: instance)
    return candidates.contains { $0.slot == slot } ? question(slot) : nil
  }

  /// Every fact worth asking, in file order.
  package var open: [FactReference] { candidates.map { reference($0.slot) } }

  /// Every way in which an open finding can come to be shown, as the choice weighs them.
  package var ways: [InterviewWay] {
    ranking.ways.map { way in
      let needs = way.scenario.needs.filter { !$0.isKnown }.map { need -> InterviewWay.Need in
        let slot = ranking.slots[need.column]
        let answers = facts.answers(slot).map(\.value)
        return InterviewWay.Need(
          reference: reference(slot), answers: answers, allowed: answers.indices.filter { need.answers.contains($0) })
      }
      return InterviewWay(stake: hypotheses[way.hypothesis].stake, weight: way.weight, needs: needs)
    }
  }

  private func question(_ slot: WorkingMemory.Slot) -> NextQuestion? {
    guard let question = facts.question(slot.fact) else { return nil }
    let affected = hypotheses.filter { $0.questions.contains(slot) }
    var scratch = engine
    let answers = facts.answers(slot).map { answer in
      let fact = supposed(answer, slot)
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
      cost: cost(of: slot.fact), gain: ranking.gain(of: slot))
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

  /// The findings still open, and the rank, in report order, of the first one that is shown.
  private static func hypotheses(
    _ memory: WorkingMemory, _ findings: Set<FindingIndex>?, _ outlook: InterviewOutlook
  ) -> (open: [Hypothesis], shown: Int32?) {
    let maker = DiagnosisMaker(memory)
    let knowledge = memory.rules.knowledge
    var result: [Hypothesis] = []
    var shown: Int32?
    for finding in knowledge.findings.indices where !memory.rules.rulesOfFinding[finding].isEmpty && findings?.contains(finding) != false {
      for instance in maker.instances(of: finding) {
        let status = maker.judge(finding, instance).verdict.status
        let rank = memory.rules.order.ranks[finding]
        if status == .found || status == .suspected { shown = min(rank, shown ?? rank) }
        guard status == .unknown || (status == .suspected && canTurn(finding, instance, memory)) else { continue }
        let stake = NextQuestion.Stake(finding: finding, entity: memory.name(of: instance))
        var hypothesis = Hypothesis(finding: finding, instance: instance, stake: stake)
        hypothesis.questions = questions(of: finding, instance, outlook)
        result.append(hypothesis)
      }
    }
    return (result, shown)
  }

  /// Whether a suspicion may still become certain or be dropped.
  private static func canTurn(_ finding: FindingIndex, _ instance: Int, _ memory: WorkingMemory) -> Bool {
    memory.rules.rulesOfFinding[finding].contains { rule in
      if case .suspect = memory.rules.knowledge.rules[rule].conclusion { return false }
      return memory.truth(of: rule, instance) == .unknown
    }
  }

  /// What could help a finding to a verdict.
  private static func questions(of finding: FindingIndex, _ instance: Int, _ outlook: InterviewOutlook) -> Set<WorkingMemory.Slot> {
    let memory = outlook.memory
    let uses = InterviewUses(outlook)
    var showing: [RuleIndex] = []
    var suspecting: [RuleIndex] = []
    for rule in memory.rules.rulesOfFinding[finding] {
      switch memory.rules.knowledge.rules[rule].conclusion {
      case .find: showing.append(rule)
      case .suspect: suspecting.append(rule)
      case .ruleOut: uses.add(rule, instance, become: .holds)
      case .infer: break
      }
    }
    let isSuspected = suspecting.contains { memory.truth(of: $0, instance) == .holds }
    let all = showing + suspecting
    for rule in isSuspected ? showing : all { uses.add(rule, instance, become: .holds) }
    guard !isSuspected, all.allSatisfy({ outlook.outlook(of: $0, instance).canFail }) else { return uses.slots }
    for rule in all { uses.add(rule, instance, become: .fails) }
    return uses.slots
  }

  // MARK: Candidates

  private static func candidates(_ hypotheses: [Hypothesis], _ memory: WorkingMemory) -> [Candidate] {
    var ranks: [WorkingMemory.Slot: Int32] = [:]
    for hypothesis in hypotheses {
      let rank = memory.rules.order.ranks[hypothesis.finding]
      for slot in hypothesis.questions { ranks[slot] = min(rank, ranks[slot] ?? rank) }
    }
    var places: [Int: Int] = [:]
    for scope in memory.state.members.indices.dropFirst() {
      for (place, member) in memory.members(scope).enumerated() { places[member] = place }
    }
    var perFact: [FactIndex: Int] = [:]
    return ranks.map { Candidate(slot: $0.key, rank: $0.value) }
      .sorted { ($0.slot.fact, places[$0.slot.instance] ?? -1) < ($1.slot.fact, places[$1.slot.instance] ?? -1) }
      .filter { candidate in
        perFact[candidate.slot.fact, default: 0] += 1
        return perFact[candidate.slot.fact, default: 0] <= entityLimit
      }
  }
}
