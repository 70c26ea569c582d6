import Knowledge

/// Finds what would have to be otherwise for a finding to go away, or for a goal to be reached, and who can make it so.
///
/// Facts are changed on a copy of the engine, one, two or three at once, and everything is worked out anew: what is returned works,
/// and nothing less of it does. Values that no comparison can tell apart are one change. Facts that rules infer are not changed;
/// they follow. A fact can be changed by those whom its definition names under `changed by`, else by those who act in the remedies
/// of the findings concerned, also of those that rest on it through what rules infer; what Meta itself decides, and for which nobody
/// but Meta has a remedy, only Meta can change. Where no remedy speaks of it, the business can change what it can be asked about.
package struct Counterfactual {
  /// What is to be reached.
  package enum Goal: Sendable, Hashable {
    /// A finding is neither found nor suspected any more.
    case without(FindingIndex, entity: String?)
    /// A finding is found or suspected.
    case with(FindingIndex, entity: String?)
    /// A fact has a value.
    case fact(FactReference, FactValue)
  }
  /// One fact that would have to be otherwise.
  package struct Change: Sendable, Hashable {
    package let reference: FactReference
    /// What it is now; `nil` when that is not known.
    package let from: FactValue?
    /// What it would have to be: each of these will do.
    package let to: [FactValue]
    /// In words: `at least 3`, `another country`; the values joined when they stand for themselves.
    package let label: String
    /// Who can change it, nearest first; never empty.
    package let actors: [String]
    /// Whether nobody but Meta can.
    package var onlyMeta: Bool { actors == ["meta"] }
  }
  /// Changes that together reach the goal, and of which none can be left out.
  package struct Way: Sendable, Hashable {
    package let changes: [Change]
    /// Whether nobody but Meta can make one of them.
    package var onlyMeta: Bool { changes.contains { $0.onlyMeta } }
  }

  private let engine: InferenceEngine
  private let facts: InterviewFacts
  private let actors: ChangeActors
  private var memory: WorkingMemory { facts.memory }
  private var rules: CompiledRules { engine.rules }

  /// Looks at what is known now.
  package init(engine: InferenceEngine) {
    self.engine = engine
    facts = InterviewFacts(engine.reading, skipped: [])
    actors = ChangeActors(engine)
  }

  /// The smallest ways to reach a goal: fewest changes first, then nearest actors, then file order; one empty way when it is reached.
  ///
  /// - Parameters:
  ///   - size: at most so many changes at once.
  ///   - attempts: the search ends after so many tries; what was found until then still holds.
  package func ways(to goal: Goal, size: Int = 3, attempts: Int = 20_000) -> [Way] {
    guard !isReached(goal, engine) else { return [Way(changes: [])] }
    let levers = levers(for: goal)
    var scratch = engine
    var found: [[Int]] = []
    var left = attempts
    for count in 1...max(1, size) {
      search(count, from: 0, chosen: [], levers, goal, &scratch, &found, &left)
    }
    let ways = found.map { Way(changes: $0.map { levers[$0].change }) }
    return ways.enumerated().sorted {
      ($0.element.changes.count, actors.distance($0.element), $0.offset) < (
        $1.element.changes.count, actors.distance($1.element), $1.offset
      )
    }.map(\.element)
  }

  // MARK: Search

  /// A change that may be tried.
  private struct Lever {
    let slot: WorkingMemory.Slot
    /// What is claimed now, and what takes its place.
    let claims: [Fact]
    let new: Fact
    let change: Change
  }

  private func search(
    _ count: Int, from first: Int, chosen: [Int], _ levers: [Lever], _ goal: Goal, _ scratch: inout InferenceEngine, _ found: inout [[Int]],
    _ left: inout Int
  ) {
    guard count > 0 else {
      left -= 1
      if isReached(goal, scratch) { found.append(chosen) }
      return
    }
    for position in first..<max(first, levers.count) where left > 0 {
      guard !chosen.contains(where: { levers[$0].slot == levers[position].slot }) else { continue }
      let next = chosen + [position]
      guard !found.contains(where: { $0.allSatisfy(next.contains) }) else { continue }
      // The new value first, so that the entity stays known.
      scratch.assert(levers[position].new)
      for claim in levers[position].claims { scratch.withdraw(claim) }
      search(count - 1, from: position + 1, chosen: next, levers, goal, &scratch, &found, &left)
      for claim in levers[position].claims { scratch.assert(claim) }
      scratch.withdraw(levers[position].new)
    }
  }

  /// A value in the place of all that is claimed of a fact.
  private func lever(_ slot: WorkingMemory.Slot, _ value: FactValue, _ change: Change) -> Lever {
    let definition = engine.knowledge.facts[slot.fact]
    let claims = memory.record(of: slot.fact, slot.instance)?.claims.map(\.fact) ?? []
    let origin = claims.first?.evidence.origin ?? definition.trust.first ?? "agent"
    let new = Fact(
      name: definition.name, entity: memory.scope(of: slot.fact) == 0 ? nil : memory.name(of: slot.instance), value: value,
      evidence: Evidence(origin: origin, detail: "supposed"))
    return Lever(slot: slot, claims: claims, new: new, change: change)
  }

  private func isReached(_ goal: Goal, _ engine: InferenceEngine) -> Bool {
    switch goal {
    case .without(let finding, let entity): !isShown(finding, entity, engine)
    case .with(let finding, let entity): isShown(finding, entity, engine)
    case .fact(let reference, let value): engine.value(of: reference.fact, entity: reference.entity)?.value == value
    }
  }

  private func isShown(_ finding: FindingIndex, _ entity: String?, _ engine: InferenceEngine) -> Bool {
    let memory = engine.reading
    let rulesOfIt = rules.rulesOfFinding[finding]
    let scope = rulesOfIt.lazy.compactMap { engine.knowledge.rules[$0].subject }.first.map { $0 + 1 }
    let instances: [Int]
    if let scope, let entity {
      instances = memory.instance(of: entity, scope: scope).map { [$0] } ?? []
    } else {
      instances = scope.map { memory.members($0) } ?? [0]
    }
    return instances.contains { isShown(rulesOfIt, $0, memory) }
  }

  /// Whether rules show their finding: what is certain outweighs what excludes it, which outweighs a suspicion.
  private func isShown(_ rulesOfIt: [RuleIndex], _ instance: Int, _ memory: WorkingMemory) -> Bool {
    var isSuspected = false
    var isExcluded = false
    for rule in rulesOfIt where memory.truth(of: rule, instance) == .holds {
      switch engine.knowledge.rules[rule].conclusion {
      case .find: return true
      case .suspect: isSuspected = true
      case .ruleOut: isExcluded = true
      case .infer: break
      }
    }
    return isSuspected && !isExcluded
  }

  // MARK: Levers

  /// Changes that bear on the goal: of known facts, and to reach something of unknown ones too.
  private func levers(for goal: Goal) -> [Lever] {
    let roots: [RuleIndex]
    var mayBeUnknown = true
    var finding: FindingIndex?
    var entity: String?
    switch goal {
    case .without(let index, let of):
      (roots, finding, entity, mayBeUnknown) = (rules.rulesOfFinding[index], index, of, false)
    case .with(let index, let of): (roots, finding, entity) = (rules.rulesOfFinding[index], index, of)
    case .fact(let reference, _): (roots, entity) = (rules.rulesInferring[reference.fact], reference.entity)
    }
    var result: [Lever] = []
    for (fact, tests) in readFacts(roots) {
      for instance in instances(of: fact, entity, roots) {
        let slot = WorkingMemory.Slot(fact: fact, instance: instance)
        let record = memory.record(of: fact, instance)
        guard record?.value == nil ? mayBeUnknown : record?.claims.isEmpty == false else { continue }
        result += levers(slot, tests, from: record, for: finding)
      }
    }
    if case .fact(let reference, let value) = goal, let direct = lever(of: reference, value) { result.append(direct) }
    return result
  }

  /// Setting the fact of the goal itself.
  private func lever(of reference: FactReference, _ value: FactValue) -> Lever? {
    guard let instance = memory.instance(of: reference.entity, fact: reference.fact) else { return nil }
    let record = memory.record(of: reference.fact, instance)
    let who = actors.actors(of: reference.fact, origin: record?.claims.first?.fact.evidence.origin, nil)
    guard !who.isEmpty, rules.rulesInferring[reference.fact].isEmpty else { return nil }
    let label = value.text(of: engine.knowledge.facts[reference.fact].kind)
    return lever(
      WorkingMemory.Slot(fact: reference.fact, instance: instance), value,
      Change(reference: reference, from: record?.value, to: [value], label: label, actors: who))
  }

  /// The entity that the goal is about, every entity that quantifiers count, or the case.
  private func instances(of fact: FactIndex, _ entity: String?, _ roots: [RuleIndex]) -> [Int] {
    let scope = memory.scope(of: fact)
    guard scope > 0 else { return [0] }
    let isOfGoal = roots.contains { engine.knowledge.rules[$0].subject == scope - 1 }
    if isOfGoal, let entity { return memory.instance(of: entity, fact: fact).map { [$0] } ?? [] }
    return memory.members(scope)
  }

  /// Every kind of value that a fact does not have now.
  private func levers(_ slot: WorkingMemory.Slot, _ tests: [FactTest], from record: WorkingMemory.Record?, for finding: FindingIndex?)
    -> [Lever]
  {
    let who = actors.actors(of: slot.fact, origin: record?.claims.first?.fact.evidence.origin, finding)
    guard !who.isEmpty else { return [] }
    let now = record?.value.map { signature($0, tests, slot) }
    var order: [[UInt8]] = []
    var groups: [[UInt8]: [InterviewAnswer]] = [:]
    for answer in facts.answers(slot) {
      let signature = signature(answer.value, tests, slot)
      if signature == now { continue }
      if groups[signature] == nil { order.append(signature) }
      groups[signature, default: []].append(answer)
    }
    let reference = FactReference(fact: slot.fact, entity: slot.instance == 0 ? nil : memory.name(of: slot.instance))
    return order.compactMap { groups[$0] }.map { group in
      lever(
        slot, group[0].value,
        Change(
          reference: reference, from: record?.value, to: group.map(\.value), label: group.map(\.label).joined(separator: ", "), actors: who)
      )
    }
  }

  private func signature(_ value: FactValue, _ tests: [FactTest], _ slot: WorkingMemory.Slot) -> [UInt8] {
    // What is compared with another fact may change with it: such values are tried one by one.
    tests.map { test in
      let reads = test.reads
      let first = reads[0] == slot.fact ? value : memory.value(of: reads[0], slot.instance)
      let second = reads.count < 2 ? nil : reads[1] == slot.fact ? value : memory.value(of: reads[1], slot.instance)
      return rules.evaluator.truth(test, value: first, other: second).rawValue
    } + (tests.contains { $0.reads.count > 1 } ? Array(value.text(of: engine.knowledge.facts[slot.fact].kind).utf8) : [])
  }

  /// Facts that some rules rest on, with the comparisons that read them, in file order.
  private func readFacts(_ roots: [RuleIndex]) -> [(fact: FactIndex, tests: [FactTest])] {
    var tests: [FactIndex: [FactTest]] = [:]
    var open = roots
    var seen = Set(roots)
    while let rule = open.popLast() {
      engine.knowledge.rules[rule].condition.forEachTest { test, _ in
        for fact in test.reads {
          tests[fact, default: []].append(test)
          for inference in rules.rulesInferring[fact] where seen.insert(inference).inserted { open.append(inference) }
        }
      }
    }
    return tests.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// Who can change a fact.
private struct ChangeActors {
  private let knowledge: KnowledgeBase
  /// Actors of the remedies of findings whose rules read a fact.
  private let ofFact: [FactIndex: Set<String>]
  /// How near an actor is: the agent at hand first, Meta last.
  private let ranks: [String: Int]

  init(_ engine: InferenceEngine) {
    let knowledge = engine.knowledge
    self.knowledge = knowledge
    let named = knowledge.json?["actors"].map { $0.members.map(\.key) } ?? knowledge.actors.keys.sorted()
    let order = ["support"] + named.filter { $0 != "support" && $0 != "meta" } + ["meta"]
    ranks = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
    var ofFact: [FactIndex: Set<String>] = [:]
    for rule in knowledge.rules where rule.retired == nil {
      guard let finding = rule.finding else { continue }
      let actors = Self.remedyActors(knowledge.findings[finding])
      rule.condition.forEachTest { test, _ in for fact in test.reads { ofFact[fact, default: []].formUnion(actors) } }
    }
    // From what is inferred to what it rests on; what rests on most first, so that each is whole before it is handed on.
    let rules = engine.rules
    for fact in knowledge.facts.indices.sorted(by: { rules.rank[$0] > rules.rank[$1] }) {
      guard let actors = ofFact[fact] else { continue }
      for rule in rules.rulesInferring[fact] {
        knowledge.rules[rule].condition.forEachTest { test, _ in for read in test.reads { ofFact[read, default: []].formUnion(actors) } }
      }
    }
    self.ofFact = ofFact
  }

  /// Who of the business is nearest to what a kind of person is asked about.
  private static let nearest = ["agent": "sender", "customer": "sender", "dashboard": "admin", "meta": "meta"]

  /// Who can change a fact, nearest first; empty when nobody is known to.
  func actors(of fact: FactIndex, origin: String?, _ finding: FindingIndex?) -> [String] {
    let json = knowledge.facts[fact].json
    if let one = json["changed by"]?.string { return [one] }
    let several = json["changed by"]?.elements.compactMap(\.string) ?? []
    if !several.isEmpty { return several }
    var actors = finding.map { Self.remedyActors(knowledge.findings[$0]) } ?? []
    if actors.isEmpty { actors = ofFact[fact] ?? [] }
    let isMetas = origin == "graph-api" || origin == "health-status"
    if actors.subtracting(["meta", "support"]).isEmpty, isMetas { return ["meta"] }
    if actors.isEmpty { return knowledge.question(knowledge.facts[fact].name).flatMap { Self.nearest[$0.who] }.map { [$0] } ?? [] }
    return actors.sorted { (rank($0), $0) < (rank($1), $1) }
  }

  /// How far a way's changes are from the agent, each by its nearest actor.
  func distance(_ way: Counterfactual.Way) -> Int { way.changes.reduce(0) { $0 + ($1.actors.first.map(rank) ?? ranks.count) } }

  private func rank(_ actor: String) -> Int { ranks[actor] ?? ranks.count }

  private static func remedyActors(_ finding: Finding) -> Set<String> { Set(finding.remedies.map { String($0.prefix { $0 != "." }) }) }
}
