import Knowledge

/// What is known of one case: claims with their evidence, the values that rules use, and the network's state that follows.
///
/// Reference type behind the value type `InferenceEngine`, which copies it when it is shared.
final class WorkingMemory {
  /// A fact of the case or of one entity.
  struct Slot: Hashable {
    let fact: FactIndex
    let instance: Int
  }
  /// All that is known of a slot.
  struct Record {
    /// What was claimed, most trusted first.
    var claims: [Fact] = []
    /// Rules that infer a value, in file order.
    var inferring: [RuleIndex] = []
    /// The value in use.
    var value: FactValue?
  }

  let rules: CompiledRules
  private(set) var state: NetworkState
  private(set) var records: [Slot: Record] = [:]
  /// Everything claimed, in the order it came.
  private(set) var claims: [Fact] = []
  private(set) var gaps: [Gap] = []
  /// Entities made known by name, in order; those of claims come on top.
  private var declared: [(subject: Int, id: String)] = []
  /// The instance of each entity, by scope.
  private var instanceOf: [[String: Int]]
  /// The `id` of each instance; empty for the case.
  private var names: [String] = [""]
  /// Slots whose inferences must be worked out anew.
  private var agenda = Agenda()

  init(_ rules: CompiledRules) {
    self.rules = rules
    state = NetworkState(rules.network)
    instanceOf = Array(repeating: [:], count: rules.knowledge.subjects.count + 1)
  }

  /// A copy that shares nothing.
  init(copying other: WorkingMemory) {
    rules = other.rules
    state = NetworkState(copying: other.state)
    records = other.records
    claims = other.claims
    gaps = other.gaps
    declared = other.declared
    instanceOf = other.instanceOf
    names = other.names
    agenda = other.agenda
  }

  // MARK: Changes

  func assert(_ fact: Fact) {
    claims.append(fact)
    insert(fact)
  }

  func withdraw(_ fact: Fact) {
    guard let position = claims.lastIndex(of: fact) else { return }
    claims.remove(at: position)
    if let entity = fact.entity, !isDeclared(entity, of: fact.name.subject),
      !claims.contains(where: { $0.entity == entity && $0.name.subject == fact.name.subject })
    {
      rebuild()
      return
    }
    guard let slot = slot(of: fact), let record = records[slot], let index = record.claims.lastIndex(of: fact) else { return }
    records[slot]?.claims.remove(at: index)
    if records[slot]?.claims.isEmpty == true, records[slot]?.inferring.isEmpty == true, record.value == nil {
      records[slot] = nil
    }
    settle(slot)
  }

  func addEntity(_ id: String, of subject: Int) {
    declared.append((subject, id))
    _ = instance(of: id, subject: subject)
    infer()
  }

  func setComplete(_ subject: Int, _ complete: Bool) {
    rules.network.withPointers { state.setComplete(scope: subject + 1, complete, $0) }
    infer()
  }

  func add(_ gaps: [Gap]) { self.gaps += gaps }

  /// Everything anew from the claims: when an entity has vanished.
  private func rebuild() {
    let complete = state.complete
    let entities = declared
    state = NetworkState(rules.network)
    records = [:]
    names = [""]
    instanceOf = Array(repeating: [:], count: instanceOf.count)
    agenda = Agenda()
    for (subject, id) in entities { _ = instance(of: id, subject: subject) }
    for claim in claims { insert(claim) }
    rules.network.withPointers { pointers in
      for scope in complete.indices where complete[scope] { state.setComplete(scope: scope, true, pointers) }
    }
    infer()
  }

  private func insert(_ fact: Fact) {
    guard let slot = slot(of: fact) else { return }
    let order = TrustOrder(rules.knowledge.facts[slot.fact])
    var record = records[slot] ?? Record()
    let position = record.claims.firstIndex { order.precedes(fact, $0) } ?? record.claims.endIndex
    record.claims.insert(fact, at: position)
    records[slot] = record
    settle(slot)
  }

  /// Brings a slot's value and everything that rests on it up to date.
  private func settle(_ slot: Slot) {
    let changed = refresh(slot)
    if changed { updateTests(of: slot) }
    infer()
  }

  /// Works out the value in use; says whether it changed.
  private func refresh(_ slot: Slot) -> Bool {
    guard let record = records[slot] else { return false }
    var value = record.claims.first?.value
    if value == nil, let rule = record.inferring.first, case .infer(_, let inferred) = rules.knowledge.rules[rule].conclusion {
      value = inferred
    }
    guard value != record.value else { return false }
    records[slot]?.value = value
    return true
  }

  private func updateTests(of slot: Slot) {
    rules.network.withPointers { pointers in
      for index in rules.network.testsOfFact[slot.fact] {
        let node = rules.network.tests[Int(index)]
        if slot.instance == 0, node.scope != 0 {
          for member in state.members[node.scope] { update(node, Int(member), pointers) }
        } else {
          update(node, slot.instance, pointers)
        }
      }
    }
  }

  private func update(_ node: Network.TestNode, _ instance: Int, _ pointers: NetworkPointers) {
    let reads = node.test.reads
    let truth = rules.evaluator.truth(
      node.test, value: value(of: node.test.fact, instance), other: reads.count > 1 ? value(of: reads[1], instance) : nil)
    state.change(node.node, to: truth.rawValue, instance, pointers)
  }

  /// Lets inferences follow the rules that have changed, facts of lower rank first.
  private func infer() {
    while true {
      for position in 0..<state.changes.count {
        let change = state.changes[position]
        guard case .infer(let fact, _) = rules.knowledge.rules[Int(change.rule)].conclusion else { continue }
        agenda.add(Slot(fact: fact, instance: Int(change.instance)), rank: rules.rank[fact])
      }
      state.changes.removeAll()
      guard let slot = agenda.next() else { return }
      let holding = rules.rulesInferring[slot.fact].filter { truth(of: $0, slot.instance) == .holds }
      guard holding != records[slot]?.inferring ?? [] else { continue }
      records[slot, default: Record()].inferring = holding
      if refresh(slot) { updateTests(of: slot) }
      if let record = records[slot], record.claims.isEmpty, record.inferring.isEmpty { records[slot] = nil }
    }
  }

  // MARK: Entities and values

  private func slot(of fact: Fact) -> Slot? {
    guard let index = rules.knowledge.factPositions[fact.name.description] else { return nil }
    let subject = rules.knowledge.facts[index].subject
    guard rules.knowledge.subjects[subject].isMany else { return Slot(fact: index, instance: 0) }
    guard let entity = fact.entity else { return nil }
    return Slot(fact: index, instance: instance(of: entity, subject: subject))
  }

  private func instance(of id: String, subject: Int) -> Int {
    if let known = instanceOf[subject + 1][id] { return known }
    let instance = rules.network.withPointers { pointers in
      let instance = state.addInstance(scope: subject + 1, pointers)
      instanceOf[subject + 1][id] = instance
      names.append(id)
      // Comparisons that read only facts of the case are known for a new entity at once.
      for node in rules.network.tests where node.scope == subject + 1 { update(node, instance, pointers) }
      return instance
    }
    return instance
  }

  private func isDeclared(_ id: String, of subject: String) -> Bool {
    guard let position = rules.knowledge.subjectPositions[subject] else { return false }
    return declared.contains { $0.subject == position && $0.id == id }
  }

  /// The instance of an entity, 0 for the case; `nil` for an entity that is not known.
  func instance(of entity: String?, scope: Int) -> Int? { entity.map { instanceOf[scope][$0] } ?? 0 }
  /// The `id` of an instance; `nil` for the case.
  func name(of instance: Int) -> String? { instance == 0 ? nil : names[instance] }

  /// The value in use; facts of the case are the same for every entity.
  func value(of fact: FactIndex, _ instance: Int) -> FactValue? { record(of: fact, instance)?.value }

  /// What is known of a fact for an instance.
  func record(of fact: FactIndex, _ instance: Int) -> Record? {
    let isMany = rules.knowledge.subjects[rules.knowledge.facts[fact].subject].isMany
    return records[Slot(fact: fact, instance: isMany ? instance : 0)]
  }

  /// Whether a rule's condition holds for an instance; a rule of the case is the same for every instance.
  func truth(of rule: RuleIndex, _ instance: Int) -> Truth {
    let root = rules.network.roots[rule]
    guard root >= 0 else { return .unknown }
    return state.truth(root, rules.knowledge.rules[rule].subject == nil ? 0 : instance)
  }
}

/// Slots whose inferences are to be worked out, lowest rank first.
struct Agenda {
  private var entries: [(rank: Int32, slot: WorkingMemory.Slot)] = []
  private var waiting: Set<WorkingMemory.Slot> = []

  /// Adds a slot unless it waits already.
  mutating func add(_ slot: WorkingMemory.Slot, rank: Int32) {
    guard waiting.insert(slot).inserted else { return }
    let position = entries.firstIndex { $0.rank <= rank } ?? entries.endIndex
    entries.insert((rank, slot), at: position)
  }

  /// Takes a slot of the lowest rank.
  mutating func next() -> WorkingMemory.Slot? {
    guard let entry = entries.popLast() else { return nil }
    waiting.remove(entry.slot)
    return entry.slot
  }
}

/// Which of two claims about a fact is trusted more; independent of the order in which they came.
struct TrustOrder {
  private let trust: [String]
  private let kind: FactKind

  init(_ definition: FactDefinition) {
    trust = definition.trust
    kind = definition.kind
  }

  /// Whether the first claim comes before the second: by origin, then the newer, then by text so that ties are settled alike.
  func precedes(_ a: Fact, _ b: Fact) -> Bool {
    let (left, right) = (rank(a), rank(b))
    if left != right { return left < right }
    let (older, newer) = (a.evidence.moment?.seconds ?? .min, b.evidence.moment?.seconds ?? .min)
    if older != newer { return older > newer }
    if a.evidence.detail != b.evidence.detail { return a.evidence.detail < b.evidence.detail }
    return a.value.text(of: kind) < b.value.text(of: kind)
  }

  private func rank(_ fact: Fact) -> Int { trust.firstIndex(of: fact.evidence.origin) ?? trust.count }
}
