import Knowledge

/// Puts together what is known: verdicts, open questions, contradictions, coverage.
struct DiagnosisMaker {
  private let memory: WorkingMemory
  private let sets: DecidingSets
  private var rules: CompiledRules { memory.rules }
  private var knowledge: KnowledgeBase { memory.rules.knowledge }

  init(_ memory: WorkingMemory) {
    self.memory = memory
    sets = DecidingSets(memory)
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
        case .unknown: unknown.append(open(judged.verdict, instance))
        }
        if let conflict = judged.conflict { conflicts.append(conflict) }
      }
    }
    return Diagnosis(
      now: rules.now, findings: ReportOrder(knowledge).sorted(shown), ruledOut: ruledOut,
      unknown: unknown.sorted { knowledge.findings[$0.verdict.finding].impact < knowledge.findings[$1.verdict.finding].impact },
      gaps: memory.gaps, contradictions: conflicts, unlisted: unlisted(), coverage: coverage())
  }

  // MARK: Verdicts

  /// The instances that a finding is judged for: each entity, or the case; the case too while no entity is known.
  private func instances(of finding: FindingIndex) -> [Int] {
    guard let scope = scope(of: finding) else { return [0] }
    let members = memory.state.members[scope].map(Int.init)
    return members.isEmpty ? [0] : members
  }

  /// The scope of the entities that a finding's rules run for; `nil` when they run for the case.
  private func scope(of finding: FindingIndex) -> Int? {
    rules.rulesOfFinding[finding].lazy.compactMap { self.knowledge.rules[$0].subject }.first.map { $0 + 1 }
  }

  private func judge(_ finding: FindingIndex, _ instance: Int) -> (verdict: Verdict, conflict: Contradiction?) {
    var holding: [RuleIndex] = []
    var suspecting: [RuleIndex] = []
    var excluding: [RuleIndex] = []
    var failed: [RuleIndex] = []
    var waits = false
    for rule in rules.rulesOfFinding[finding] {
      let truth = truth(of: rule, instance)
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

  /// A rule that runs for each entity fails for the case when there is certainly no entity, and waits while there may be one.
  private func truth(of rule: RuleIndex, _ instance: Int) -> Truth {
    guard instance == 0, let subject = knowledge.rules[rule].subject else { return memory.truth(of: rule, instance) }
    return memory.state.complete[subject + 1] ? .fails : .unknown
  }

  // MARK: Open findings

  private func open(_ verdict: Verdict, _ instance: Int) -> OpenFinding {
    var confirming: [Set<FactReference>] = []
    var failing: [[Set<FactReference>]] = []
    var excluding: [Set<FactReference>] = []
    for rule in rules.rulesOfFinding[verdict.finding] {
      if instance == 0, let subject = knowledge.rules[rule].subject {
        let list: Set<FactReference> = [openList(rule, subject)]
        confirming.append(list)
        failing.append([list])
        continue
      }
      if case .ruleOut = knowledge.rules[rule].conclusion {
        excluding += sets.sets(rule, become: .holds, instance)
      } else {
        confirming += sets.sets(rule, become: .holds, instance)
        failing.append(sets.sets(rule, become: .fails, instance))
      }
    }
    let confirm = sets.minimal(confirming).first?.sorted() ?? []
    let ruleOut = sets.minimal(sets.together(failing) + excluding).first?.sorted() ?? []
    return OpenFinding(verdict: verdict, toConfirm: confirm, toRuleOut: ruleOut, gap: gap(of: confirm + ruleOut))
  }

  private func openList(_ rule: RuleIndex, _ subject: Int) -> FactReference {
    var fact: FactIndex?
    knowledge.rules[rule].condition.forEachTest { test, inside in
      for read in test.reads where knowledge.facts[read].subject == subject && fact == nil && inside == nil { fact = read }
    }
    return FactReference(fact: fact ?? 0, openList: knowledge.subjects[subject].name)
  }

  /// The first gap that keeps one of the facts away.
  private func gap(of references: [FactReference]) -> Int? {
    memory.gaps.firstIndex { gap in
      references.contains { reference in
        gap.facts.contains(knowledge.facts[reference.fact].name) && (gap.entity == nil || gap.entity == reference.entity)
          || (reference.openList != nil && gap.subject == reference.openList)
      }
    }
  }

  // MARK: Contradictions and words unknown to us

  private func contradictoryEvidence() -> [Contradiction] {
    var result: [(slot: WorkingMemory.Slot, Contradiction)] = []
    for (slot, record) in memory.records {
      guard let used = record.value else { continue }
      let definition = knowledge.facts[slot.fact]
      let entity = memory.name(of: slot.instance)
      var claims: [Fact] = []
      for claim in record.claims where !claims.contains(claim) { claims.append(claim) }
      for rule in record.inferring {
        guard case .infer(_, let value) = knowledge.rules[rule].conclusion else { continue }
        let evidence = Evidence(origin: "rule", detail: knowledge.rules[rule].address)
        claims.append(Fact(name: definition.name, entity: entity, value: value, evidence: evidence))
      }
      guard Set(claims.map(\.value)).count > 1 else { continue }
      let position = claims.firstIndex { $0.value == used } ?? 0
      result.append((slot, .evidence(fact: slot.fact, entity: entity, claims: claims, used: position)))
    }
    return result.sorted { ($0.slot.fact, $0.slot.instance) < ($1.slot.fact, $1.slot.instance) }.map(\.1)
  }

  private func unlisted() -> [Fact] {
    memory.records.filter { $0.value.value?.isUnlisted == true }
      .sorted { ($0.key.fact, $0.key.instance) < ($1.key.fact, $1.key.instance) }
      .compactMap { $0.value.claims.first }
  }

  // MARK: Coverage

  private func coverage() -> Coverage {
    var decided = 0
    var waiting = 0
    var skipped: [Int: Int] = [:]
    for rule in knowledge.rules.indices where rules.network.roots[rule] >= 0 {
      if isDecided(rule) {
        decided += 1
      } else if let gap = gap(of: unknownReferences(rule)) {
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

  /// Every fact that a rule reads and that is not known, lists that are open included.
  private func unknownReferences(_ rule: RuleIndex) -> [FactReference] {
    guard !memory.gaps.isEmpty else { return [] }
    var references: [FactReference] = []
    let subject = knowledge.rules[rule].subject
    knowledge.rules[rule].condition.forEachTest { test, inside in
      for fact in test.reads {
        let owner = knowledge.facts[fact].subject
        guard knowledge.subjects[owner].isMany else {
          if memory.value(of: fact, 0) == nil { references.append(FactReference(fact: fact)) }
          continue
        }
        for member in memory.state.members[owner + 1] where memory.value(of: fact, Int(member)) == nil {
          references.append(FactReference(fact: fact, entity: memory.name(of: Int(member))))
        }
        if inside != nil || subject == owner, !memory.state.complete[owner + 1] {
          references.append(FactReference(fact: fact, openList: knowledge.subjects[owner].name))
        }
      }
    }
    return references
  }
}
