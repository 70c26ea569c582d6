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
  /// A fact as somebody said it.
  struct Claim {
    let fact: Fact
    /// Grows with every claim.
    let number: Int
  }
  /// All that is known of a slot.
  struct Record {
    /// What was claimed, most trusted first.
    var claims: [Claim] = []
    /// Rules that infer a value, in file order.
    var inferring: [RuleIndex] = []
    /// The value in use.
    var value: FactValue?
  }

  let rules: CompiledRules
  private(set) var state: NetworkState
  private(set) var records: [Slot: Record] = [:]
  private(set) var gaps: [Gap] = []
  /// Claims about facts that are not defined, or about a many-subject without saying which entity.
  private var strays: [Claim] = []
  private var lastNumber = 0
  private var roll: EntityRoll
  /// Instances of each scope in the order of the roll, once somebody has asked.
  private var ordered: [[Int]?]
  /// Slots whose inferences must be worked out anew.
  private var agenda = Agenda()

  init(_ rules: CompiledRules) {
    self.rules = rules
    state = NetworkState(rules.network)
    let scopes = rules.knowledge.subjects.count + 1
    roll = EntityRoll(scopes: scopes)
    ordered = Array(repeating: nil, count: scopes)
  }

  /// A copy that shares nothing.
  init(copying other: WorkingMemory) {
    rules = other.rules
    state = NetworkState(copying: other.state)
    records = other.records
    gaps = other.gaps
    strays = other.strays
    lastNumber = other.lastNumber
    roll = other.roll
    ordered = other.ordered
    agenda = other.agenda
  }

  /// Everything claimed, in the order it came.
  var claims: [Fact] {
    (records.values.flatMap(\.claims) + strays).sorted { $0.number < $1.number }.map(\.fact)
  }

  // MARK: Changes

  func assert(_ fact: Fact) {
    lastNumber += 1
    let claim = Claim(fact: fact, number: lastNumber)
    guard let index = definition(of: fact) else { return strays.append(claim) }
    let scope = self.scope(of: index)
    var instance = 0
    if scope > 0 {
      guard let entity = fact.entity else { return strays.append(claim) }
      instance = self.instance(of: entity, scope)
      _ = roll.count(1, of: entity, scope: scope)
    }
    let slot = Slot(fact: index, instance: instance)
    let order = TrustOrder(rules.knowledge.facts[index])
    let position = records[slot]?.claims.firstIndex { order.precedes(fact, $0.fact) }
    if let position {
      records[slot]?.claims.insert(claim, at: position)
    } else {
      records[slot, default: Record()].claims.append(claim)
    }
    settle(slot)
  }

  func withdraw(_ fact: Fact) {
    guard let index = definition(of: fact), let instance = instance(of: fact.entity, fact: index) else {
      if let position = strays.lastIndex(where: { $0.fact == fact }) { strays.remove(at: position) }
      return
    }
    let slot = Slot(fact: index, instance: instance)
    let order = TrustOrder(rules.knowledge.facts[index])
    guard let position = records[slot]?.claims.lastIndex(where: { order.isSame($0.fact, fact) }) else { return }
    records[slot]?.claims.remove(at: position)
    settle(slot)
    if instance > 0, let entity = fact.entity, !roll.count(-1, of: entity, scope: scope(of: index)) {
      forget(entity, instance, scope(of: index))
    }
  }

  func addEntity(_ id: String, of subject: Int) {
    _ = instance(of: id, subject + 1)
    roll.declare(id, scope: subject + 1)
    ordered[subject + 1] = nil
    infer()
  }

  func setComplete(_ subject: Int, _ complete: Bool) {
    rules.network.withPointers { state.setComplete(scope: subject + 1, complete, $0) }
    infer()
  }

  func add(_ gaps: [Gap]) { self.gaps += gaps }

  /// Removes an entity that nobody speaks of any more, with what was inferred about it.
  private func forget(_ entity: String, _ instance: Int, _ scope: Int) {
    for (fact, inferring) in rules.rulesInferring.enumerated() where !inferring.isEmpty && self.scope(of: fact) == scope {
      records[Slot(fact: fact, instance: instance)] = nil
    }
    roll.remove(entity, scope: scope)
    ordered[scope] = nil
    rules.network.withPointers { state.removeInstance(instance, $0) }
    infer()
  }

  /// Brings a slot's value and everything that rests on it up to date.
  private func settle(_ slot: Slot) {
    refresh(slot)
    infer()
  }

  /// Works out the value in use and lets the comparisons that read it follow.
  private func refresh(_ slot: Slot) {
    guard let record = records[slot] else { return }
    let value = usedValue(record, of: slot.fact)
    if value == nil { records[slot] = nil } else { records[slot]?.value = value }
    if value != record.value { updateTests(of: slot) }
  }

  /// What the most trusted says; among rules the first in file order.
  private func usedValue(_ record: Record, of fact: FactIndex) -> FactValue? {
    guard let rule = record.inferring.first, case .infer(_, let inferred) = rules.knowledge.rules[rule].conclusion else {
      return record.claims.first?.fact.value
    }
    let isTrusted = TrustOrder(rules.knowledge.facts[fact]).countTrustedAsARule(record.claims) > 0
    return isTrusted ? record.claims.first?.fact.value : inferred
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
    let test = node.test
    let truth = rules.evaluator.truth(
      test, value: value(of: test.fact, instance), other: test.second.flatMap { value(of: $0, instance) })
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
      refresh(slot)
    }
  }

  // MARK: Entities and values

  private func definition(of fact: Fact) -> FactIndex? { rules.knowledge.factPositions[fact.name.description] }

  /// The scope that a fact is at home in: 0 for the case.
  func scope(of fact: FactIndex) -> Int {
    let subject = rules.knowledge.facts[fact].subject
    return rules.knowledge.subjects[subject].isMany ? subject + 1 : 0
  }

  /// The instance of an entity, which is made when it is new.
  private func instance(of id: String, _ scope: Int) -> Int {
    if let known = roll.instance(of: id, scope: scope) { return known }
    let instance = rules.network.withPointers { state.addInstance(scope: scope, $0) }
    roll.add(id, scope: scope, instance: instance)
    ordered[scope] = nil
    return instance
  }

  /// Instances of a scope in the order in which everything lists them.
  func members(_ scope: Int) -> [Int] {
    if let known = ordered[scope] { return known }
    let members = roll.ordered(scope: scope)
    ordered[scope] = members
    return members
  }

  /// The instance of an entity of a scope; `nil` for an entity that is not known.
  func instance(of entity: String, scope: Int) -> Int? { roll.instance(of: entity, scope: scope) }

  /// The instance whose fact it is, 0 for a fact of the case whatever the entity; `nil` for an entity that is not known.
  func instance(of entity: String?, fact: FactIndex) -> Int? {
    let scope = self.scope(of: fact)
    return scope == 0 ? 0 : entity.flatMap { roll.instance(of: $0, scope: scope) }
  }

  /// The `id` of an instance; `nil` for the case.
  func name(of instance: Int) -> String? { roll.name(of: instance) }

  /// The value in use; facts of the case are the same for every entity.
  func value(of fact: FactIndex, _ instance: Int) -> FactValue? { record(of: fact, instance)?.value }

  /// What is known of a fact for an instance.
  func record(of fact: FactIndex, _ instance: Int) -> Record? {
    records[Slot(fact: fact, instance: scope(of: fact) == 0 ? 0 : instance)]
  }

  /// All that is said of a fact for an instance.
  func testimony(of fact: FactIndex, _ instance: Int) -> Testimony? {
    record(of: fact, instance).map {
      Testimony($0, of: fact, entity: scope(of: fact) == 0 ? nil : name(of: instance), rules.knowledge)
    }
  }

  /// Whether a rule's condition holds for an instance. A rule of the case is the same for every instance; a rule that runs for each
  /// entity holds for the case when it holds for one of them, and waits while the list is open.
  func truth(of rule: RuleIndex, _ instance: Int) -> Truth {
    let root = rules.network.roots[rule]
    guard root >= 0 else { return .unknown }
    guard let subject = rules.knowledge.rules[rule].subject else { return state.truth(root, 0) }
    guard instance == 0 else { return state.truth(root, instance) }
    let one = Truth.any(state.members[subject + 1].lazy.map { self.state.truth(root, Int($0)) })
    return one == .fails && !state.complete[subject + 1] ? .unknown : one
  }
}
