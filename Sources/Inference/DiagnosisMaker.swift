import Knowledge

/// Puts together what is known: verdicts, open questions, contradictions, coverage.
struct DiagnosisMaker {
  private let memory: WorkingMemory
  private let sets: DecidingSets
  private let gaps: GapIndex
  private var rules: CompiledRules { memory.rules }
  private var knowledge: KnowledgeBase { memory.rules.knowledge }

  init(_ memory: WorkingMemory) {
    self.memory = memory
    sets = DecidingSets(memory)
    gaps = GapIndex(memory.gaps, memory.rules.knowledge)
  }

  func diagnosis() -> Diagnosis {
    var shown: [Verdict] = []
    var ruledOut: [Verdict] = []
    var unknown: [OpenFinding] = []
    var conflicts = contradictoryEvidence()
    for finding in knowledge.findings.indices where !rules.rulesOfFinding[finding].isEmpty {
      for instance in instances(of: finding) {
        let judged = judge(finding, instance)
        switch judged.verdict.status {
        case .found, .suspected: shown.append(judged.verdict)
        case .ruledOut: ruledOut.append(judged.verdict)
        case .unknown: unknown.append(OpenFinding(judged.verdict) { needs(of: finding, instance) })
        }
        if let conflict = judged.conflict { conflicts.append(conflict) }
      }
    }
    return Diagnosis(
      now: rules.now, findings: rules.order.sorted(shown), ruledOut: ruledOut,
      unknown: Impact.allCases.flatMap { impact in unknown.filter { knowledge.findings[$0.verdict.finding].impact == impact } },
      gaps: memory.gaps, contradictions: conflicts, unlisted: unlisted(), coverage: coverage())
  }

  // MARK: Verdicts

  /// The instances that a finding is judged for: each entity, or the case; the case too while no entity is known.
  func instances(of finding: FindingIndex) -> [Int] {
    guard let scope = scope(of: finding) else { return [0] }
    let members = memory.members(scope)
    return members.isEmpty ? [0] : members
  }

  /// The scope of the entities that a finding's rules run for; `nil` when they run for the case.
  private func scope(of finding: FindingIndex) -> Int? {
    rules.rulesOfFinding[finding].lazy.compactMap { self.knowledge.rules[$0].subject }.first.map { $0 + 1 }
  }

  /// What is known of a finding for an instance.
  func judge(_ finding: FindingIndex, _ instance: Int) -> (verdict: Verdict, conflict: Contradiction?) {
    var holding: [RuleIndex] = []
    var suspecting: [RuleIndex] = []
    var excluding: [RuleIndex] = []
    var failed: [RuleIndex] = []
    var waits = false
    for rule in rules.rulesOfFinding[finding] {
      let truth = memory.truth(of: rule, instance)
      switch (knowledge.rules[rule].conclusion, truth) {
      case (.find, .holds): holding.append(rule)
      case (.suspect, .holds): suspecting.append(rule)
      case (.ruleOut, .holds): excluding.append(rule)
      case (.ruleOut, _), (.infer, _): break
      case (_, .fails): failed.append(rule)
      case (_, .unknown): waits = true
      }
    }
    let entity = memory.name(of: instance)
    let subject = scope(of: finding).map { knowledge.subjects[$0 - 1].name }
    func verdict(_ status: Verdict.Status, _ rules: [RuleIndex]) -> Verdict {
      Verdict(finding: finding, status: status, entity: entity, subject: subject, rules: rules)
    }
    let conflict: Contradiction? =
      holding.isEmpty || excluding.isEmpty
      ? nil : .rules(finding: finding, entity: entity, holding: holding, excluding: excluding)
    if !holding.isEmpty { return (verdict(.found, holding), conflict) }
    if !excluding.isEmpty { return (verdict(.ruledOut, excluding), nil) }
    if !suspecting.isEmpty { return (verdict(.suspected, suspecting), nil) }
    if !waits, !failed.isEmpty { return (verdict(.ruledOut, failed), nil) }
    return (verdict(.unknown, []), nil)
  }

  // MARK: Open findings

  private func needs(of finding: FindingIndex, _ instance: Int) -> OpenFinding.Needs {
    var confirming: [DecidingWay] = []
    var failing: [[DecidingWay]] = []
    var excluding: [DecidingWay] = []
    for rule in rules.rulesOfFinding[finding] {
      if case .ruleOut = knowledge.rules[rule].conclusion {
        excluding += sets.ways(rule, become: .holds, instance)
      } else {
        confirming += sets.ways(rule, become: .holds, instance)
        failing.append(sets.ways(rule, become: .fails, instance))
      }
    }
    let confirm = sets.smallest(confirming)
    let allFailing = failing.isEmpty ? [] : sets.together(failing)
    let ruleOut = sets.smallest(allFailing + excluding)
    return OpenFinding.Needs(toConfirm: confirm, toRuleOut: ruleOut, gap: gaps.first(of: confirm + ruleOut))
  }

  // MARK: Contradictions and words unknown to us

  private func contradictoryEvidence() -> [Contradiction] {
    let disputed = memory.records.filter { $0.value.claims.count + $0.value.inferring.count > 1 }.keys
    return ordered(disputed).compactMap { slot in
      guard let testimony = memory.testimony(of: slot.fact, slot.instance) else { return nil }
      let claims = testimony.disagreement
      guard !claims.isEmpty else { return nil }
      // The most trusted comes first, and is used.
      return .evidence(fact: slot.fact, entity: memory.name(of: slot.instance), claims: claims, used: 0)
    }
  }

  private func unlisted() -> [Fact] {
    ordered(memory.records.filter { $0.value.value?.isUnlisted == true }.keys).compactMap { slot in
      memory.testimony(of: slot.fact, slot.instance)?.witnesses.first?.fact
    }
  }

  /// Slots in the order of facts, then of entities.
  private func ordered(_ slots: some Collection<WorkingMemory.Slot>) -> [WorkingMemory.Slot] {
    guard slots.count > 1 else { return Array(slots) }
    var places: [Int: Int] = [:]
    for scope in memory.state.members.indices.dropFirst() {
      for (place, member) in memory.members(scope).enumerated() { places[member] = place }
    }
    return slots.sorted { ($0.fact, places[$0.instance] ?? 0) < ($1.fact, places[$1.instance] ?? 0) }
  }

  // MARK: Coverage

  private func coverage() -> Coverage {
    var decided = 0
    var waiting = 0
    var skipped: [Int: Int] = [:]
    for rule in knowledge.rules.indices where rules.network.roots[rule] >= 0 {
      if isDecided(rule) {
        decided += 1
      } else if !gaps.isEmpty, let gap = WaitingFacts.gap(of: rule, memory, gaps) {
        skipped[gap, default: 0] += 1
      } else {
        waiting += 1
      }
    }
    return Coverage(
      total: rules.count, decided: decided, waiting: waiting,
      skipped: skipped.sorted { $0.key < $1.key }.map { Coverage.Skipped(gap: $0.key, rules: $0.value) },
      notInForce: rules.notInForce, leftOut: rules.leftOut)
  }

  private func isDecided(_ rule: RuleIndex) -> Bool {
    guard let subject = knowledge.rules[rule].subject else { return memory.truth(of: rule, 0).isDecided }
    return memory.state.complete[subject + 1]
      && memory.state.members[subject + 1].allSatisfy { memory.truth(of: rule, Int($0)).isDecided }
  }
}
