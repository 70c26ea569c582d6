import Knowledge

/// The truth of every node for one case: what changes while facts come and go.
///
/// Instance 0 is the case; the others are entities. Its memory is flat and bare for speed; only `WorkingMemory` and
/// `BatchDiagnosis` hold one, each its own. A node whose epoch is not the current one counts as untouched, so that
/// starting anew costs nothing.
final class NetworkState {
  /// Truth and counts of one node.
  struct Node: BitwiseCopyable {
    var epoch: UInt32
    /// Raw value of `Truth`.
    var truth: UInt8
    /// Children that are unknown.
    var unknown: Int32
    /// Children that decide it by themselves.
    var decisive: Int32
  }
  /// A condition of a rule that has changed.
  struct RuleChange: BitwiseCopyable {
    let rule: Int32
    let instance: Int32
    let truth: UInt8
  }
  /// How many entities a quantifier has counted.
  struct Tally: BitwiseCopyable {
    var holds: Int32 = 0
    var fails: Int32 = 0
    var unknown: Int32 = 0
  }
  /// Truth values of one scope: the case, or one entity.
  private struct Instance {
    let scope: Int
    /// Memory of the scope's nodes.
    let memory: UnsafeMutablePointer<Node>
    /// The same, shifted so that a node's number is its index.
    let nodes: UnsafeMutablePointer<Node>
  }

  let network: Network
  private var instances: [Instance] = []
  /// Instances of each scope, in the order they were made.
  private(set) var members: [[Int32]]
  /// Whether the list of each scope is known to be whole.
  private(set) var complete: [Bool]
  /// Changes of rules' conditions since they were last taken.
  let changes = RawList<RuleChange>()
  private let tallies: UnsafeMutablePointer<Tally>
  private var epoch: UInt32 = 1
  /// Memory of entities of an earlier case, for use again.
  private var spare: [[UnsafeMutablePointer<Node>]]
  /// Instances of each scope that were removed; they keep their place and memory for the next one.
  private var vacant: [[Int32]]

  init(_ network: Network) {
    self.network = network
    let scopes = network.scopeStarts.count - 1
    members = Array(repeating: [], count: scopes)
    complete = Array(repeating: false, count: scopes)
    spare = Array(repeating: [], count: scopes)
    vacant = Array(repeating: [], count: scopes)
    tallies = .allocate(capacity: max(1, network.quantifiers.count))
    tallies.initialize(repeating: Tally(), count: network.quantifiers.count)
    append(scope: 0)
  }

  /// A copy that shares nothing.
  init(copying other: NetworkState) {
    network = other.network
    members = other.members
    complete = other.complete
    epoch = other.epoch
    spare = Array(repeating: [], count: other.spare.count)
    vacant = other.vacant
    tallies = .allocate(capacity: max(1, network.quantifiers.count))
    tallies.initialize(from: other.tallies, count: network.quantifiers.count)
    changes.append(contentsOf: other.changes)
    for instance in other.instances {
      let count = network.count(ofScope: instance.scope)
      let memory = UnsafeMutablePointer<Node>.allocate(capacity: max(1, count))
      memory.initialize(from: instance.memory, count: count)
      instances.append(
        Instance(scope: instance.scope, memory: memory, nodes: memory - Int(network.scopeStarts[instance.scope])))
    }
  }

  deinit {
    for instance in instances { instance.memory.deallocate() }
    for list in spare { for memory in list { memory.deallocate() } }
    tallies.deallocate()
    changes.deallocate()
  }

  /// The truth of a node for an instance.
  func truth(_ node: Int32, _ instance: Int) -> Truth {
    let state = instances[instance].nodes[Int(node)]
    return state.epoch == epoch ? Truth(rawValue: state.truth) ?? .unknown : .unknown
  }

  // MARK: Entities

  /// Makes an entity of a scope; its mirrors follow the case at once, and quantifiers count it.
  func addInstance(scope: Int, _ pointers: NetworkPointers) -> Int {
    let instance = append(scope: scope)
    for quantifier in network.quantifiersOfScope[scope] {
      if network.quantifiers[Int(quantifier)].condition < 0 {
        tallies[Int(quantifier)].holds += 1
      } else {
        tallies[Int(quantifier)].unknown += 1
      }
    }
    for (node, source) in network.imports[scope] {
      let truth = truth(source, 0)
      if truth != .unknown { change(node, to: truth.rawValue, instance, pointers) }
    }
    recount(scope, pointers)
    return instance
  }

  /// Takes an entity away; quantifiers count without it. What was inferred about it must be forgotten by the owner.
  func removeInstance(_ instance: Int, _ pointers: NetworkPointers) {
    let scope = instances[instance].scope
    guard let position = members[scope].firstIndex(of: Int32(instance)) else { return }
    members[scope].remove(at: position)
    for quantifier in network.quantifiersOfScope[scope] {
      let condition = network.quantifiers[Int(quantifier)].condition
      let counted = condition < 0 ? Truth.holds : truth(condition, instance)
      tallies[Int(quantifier)].add(counted.rawValue, -1)
    }
    clear(instances[instance].memory, scope)
    vacant[scope].append(Int32(instance))
    recount(scope, pointers)
  }

  /// Says that a scope's list is whole, or open.
  func setComplete(scope: Int, _ value: Bool, _ pointers: NetworkPointers) {
    guard complete[scope] != value else { return }
    complete[scope] = value
    recount(scope, pointers)
  }

  @discardableResult
  private func append(scope: Int) -> Int {
    if let place = vacant[scope].popLast() {
      members[scope].append(place)
      return Int(place)
    }
    let count = network.count(ofScope: scope)
    let memory: UnsafeMutablePointer<Node>
    if let reused = spare[scope].popLast() {
      memory = reused
    } else {
      memory = .allocate(capacity: max(1, count))
      memory.initialize(repeating: Node(epoch: 0, truth: 0, unknown: 0, decisive: 0), count: count)
    }
    instances.append(Instance(scope: scope, memory: memory, nodes: memory - Int(network.scopeStarts[scope])))
    members[scope].append(Int32(instances.count - 1))
    return instances.count - 1
  }

  private func recount(_ scope: Int, _ pointers: NetworkPointers) {
    for quantifier in network.quantifiersOfScope[scope] { recount(quantifier: Int(quantifier), pointers) }
  }

  private func recount(quantifier index: Int, _ pointers: NetworkPointers) {
    let quantifier = network.quantifiers[index]
    let truth = tallies[index].truth(quantifier.amount, isComplete: complete[quantifier.scope])
    change(quantifier.node, to: truth.rawValue, 0, pointers)
  }

  // MARK: Propagation

  /// Gives a node a truth value and lets everything follow that rests on it.
  func change(_ node: Int32, to truth: UInt8, _ instance: Int, _ pointers: NetworkPointers) {
    let walk = Walk(pointers: pointers, nodes: instances[instance].nodes, epoch: epoch, changes: changes, instance: Int32(instance))
    propagate(Int(node), truth, walk)
  }

  /// What stays the same while a change runs up one instance.
  struct Walk {
    let pointers: NetworkPointers
    let nodes: UnsafeMutablePointer<Node>
    let epoch: UInt32
    let changes: RawList<RuleChange>
    let instance: Int32
  }

  /// A walk over an instance, for many changes in a row.
  func walk(_ instance: Int, _ pointers: NetworkPointers) -> Walk {
    Walk(pointers: pointers, nodes: instances[instance].nodes, epoch: epoch, changes: changes, instance: Int32(instance))
  }

  /// Gives a node of the walk's instance a truth value and lets everything follow.
  func propagate(_ node: Int, _ truth: UInt8, _ walk: Walk) {
    let nodes = walk.nodes
    let pointers = walk.pointers
    let old = nodes[node].epoch == walk.epoch ? nodes[node].truth : 0
    guard old != truth else { return }
    if nodes[node].epoch != walk.epoch {
      nodes[node] = Node(epoch: walk.epoch, truth: truth, unknown: pointers.childCounts[node], decisive: 0)
    } else {
      nodes[node].truth = truth
    }
    var parent = Int(pointers.parentStarts[node])
    let lastParent = Int(pointers.parentStarts[node &+ 1])
    while parent < lastParent {
      let above = Int(pointers.parents[parent])
      parent &+= 1
      var state = nodes[above]
      if state.epoch != walk.epoch {
        state = Node(epoch: walk.epoch, truth: 0, unknown: pointers.childCounts[above], decisive: 0)
      }
      let operation = pointers.operations[above]
      // `all` is decided by a child that fails, `any` and `none` by one that holds.
      let decisive: UInt8 = operation == Network.Operation.all.rawValue ? 2 : 1
      if old == 0 { state.unknown &-= 1 } else if truth == 0 { state.unknown &+= 1 }
      if old == decisive { state.decisive &-= 1 }
      if truth == decisive { state.decisive &+= 1 }
      let whenDecided: UInt8 = operation == Network.Operation.any.rawValue ? 1 : 2
      let result: UInt8 = state.decisive > 0 ? whenDecided : state.unknown > 0 ? 0 : 3 &- whenDecided
      nodes[above] = state
      if result != state.truth { propagate(above, result, walk) }
    }
    let firstEffect = Int(pointers.effectStarts[node])
    let lastEffect = Int(pointers.effectStarts[node &+ 1])
    if firstEffect != lastEffect { takeEffect(firstEffect, lastEffect, old, truth, walk) }
  }

  private func takeEffect(_ first: Int, _ last: Int, _ old: UInt8, _ truth: UInt8, _ walk: Walk) {
    var index = first
    while index < last {
      let payload = walk.pointers.effects[index &+ 1]
      switch walk.pointers.effects[index] {
      case Network.EffectKind.rule.rawValue:
        walk.changes.append(RuleChange(rule: payload, instance: walk.instance, truth: truth))
      case Network.EffectKind.export.rawValue:
        for member in members[scope(of: payload)] { change(payload, to: truth, Int(member), walk.pointers) }
      default:
        tallies[Int(payload)].move(from: old, to: truth)
        recount(quantifier: Int(payload), walk.pointers)
      }
      index &+= 2
    }
  }

  private func scope(of node: Int32) -> Int {
    var scope = 0
    while network.scopeStarts[scope + 1] <= node { scope += 1 }
    return scope
  }

  /// How many nodes have been touched since the start: what the changes so far have cost. For tests.
  var touchedCount: Int {
    instances.reduce(0) { sum, instance in
      sum + (0..<network.count(ofScope: instance.scope)).count { instance.memory[$0].epoch == epoch }
    }
  }

  // MARK: Reuse

  /// Starts anew with nothing known and no entities.
  func reset() {
    if instances.count > 1 {
      for instance in instances.dropFirst() { spare[instance.scope].append(instance.memory) }
      instances.removeLast(instances.count - 1)
      for scope in members.indices.dropFirst() {
        members[scope].removeAll(keepingCapacity: true)
        vacant[scope].removeAll(keepingCapacity: true)
      }
    }
    for index in 0..<network.quantifiers.count { tallies[index] = Tally() }
    for index in complete.indices where complete[index] { complete[index] = false }
    changes.removeAll()
    epoch &+= 1
    if epoch == 0 { wipe() }
  }

  /// After four thousand million cases the epochs begin again.
  private func wipe() {
    epoch = 1
    for instance in instances { clear(instance.memory, instance.scope) }
    for scope in spare.indices { for memory in spare[scope] { clear(memory, scope) } }
  }

  private func clear(_ memory: UnsafeMutablePointer<Node>, _ scope: Int) {
    for index in 0..<network.count(ofScope: scope) { memory[index].epoch = 0 }
  }
}

extension NetworkState.Tally {
  /// Moves one entity from one truth value to another.
  mutating func move(from old: UInt8, to new: UInt8) {
    add(old, -1)
    add(new, 1)
  }

  /// Counts entities of a truth value.
  mutating func add(_ truth: UInt8, _ amount: Int32) {
    switch truth {
    case 1: holds += amount
    case 2: fails += amount
    default: unknown += amount
    }
  }

  /// What a quantifier says of the entities counted; while the list is open more may come.
  func truth(_ amount: Quantifier.Amount, isComplete: Bool) -> Truth {
    let closed = isComplete && unknown == 0
    switch amount {
    case .some: return holds > 0 ? .holds : closed ? .fails : .unknown
    case .no: return holds > 0 ? .fails : closed ? .holds : .unknown
    case .every: return fails > 0 ? .fails : closed ? .holds : .unknown
    case .count(let least, let most):
      let enough: Truth =
        least.map { least in
          holds >= least ? .holds : isComplete && Int(holds) + Int(unknown) < least ? .fails : .unknown
        } ?? .holds
      let notTooMany: Truth =
        most.map { most in
          holds > most ? .fails : isComplete && Int(holds) + Int(unknown) <= most ? .holds : .unknown
        } ?? .holds
      return Truth.all([enough, notTooMany])
    }
  }
}
