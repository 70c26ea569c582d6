import Knowledge

/// The truth of every node for one case: what changes while facts come and go.
///
/// Instance 0 is the case; the others are entities. Reference type with copies on demand, because its memory is flat and bare
/// for speed; only `WorkingMemory` and `BatchDiagnosis` hold one, each its own.
final class NetworkState {
  /// Truth and counts of one node.
  struct Node {
    var unknown: Int32
    var decisive: Int32
    /// Raw value of `Truth`.
    var truth: UInt8
    /// Whether it is on the list of nodes to be put back.
    var touched: Bool
  }
  /// A condition of a rule that has changed.
  struct RuleChange {
    let rule: Int32
    let instance: Int32
    let truth: UInt8
  }
  /// How many entities a quantifier has counted.
  struct Tally {
    var holds: Int32 = 0
    var fails: Int32 = 0
    var unknown: Int32 = 0
  }
  /// Truth values of one scope: the case, or one entity.
  struct Instance {
    let scope: Int
    /// Memory of the scope's nodes.
    let memory: UnsafeMutablePointer<Node>
    /// The same, shifted so that a node's number is its index.
    let nodes: UnsafeMutablePointer<Node>
    /// Nodes to be put back.
    var dirty: [Int32]
  }

  let network: Network
  private(set) var instances: [Instance] = []
  /// Instances of each scope, in the order they were made.
  private(set) var members: [[Int32]]
  private(set) var tallies: [Tally]
  /// Whether the list of each scope is known to be whole.
  private(set) var complete: [Bool]
  /// Changes of rules' conditions since they were last taken.
  var changes: [RuleChange] = []
  private var spare: [[UnsafeMutablePointer<Node>]]

  init(_ network: Network) {
    self.network = network
    let scopes = network.scopeStarts.count - 1
    members = Array(repeating: [], count: scopes)
    complete = Array(repeating: false, count: scopes)
    tallies = Array(repeating: Tally(), count: network.quantifiers.count)
    spare = Array(repeating: [], count: scopes)
    append(scope: 0)
  }

  /// A copy that shares nothing.
  init(copying other: NetworkState) {
    network = other.network
    members = other.members
    complete = other.complete
    tallies = other.tallies
    changes = other.changes
    spare = Array(repeating: [], count: other.spare.count)
    for instance in other.instances {
      let count = network.count(ofScope: instance.scope)
      let memory = UnsafeMutablePointer<Node>.allocate(capacity: max(1, count))
      memory.initialize(from: instance.memory, count: count)
      instances.append(
        Instance(
          scope: instance.scope, memory: memory, nodes: memory - Int(network.scopeStarts[instance.scope]), dirty: instance.dirty))
    }
  }

  deinit {
    for instance in instances { instance.memory.deallocate() }
    for list in spare { for memory in list { memory.deallocate() } }
  }

  /// The truth of a node for an instance.
  func truth(_ node: Int32, _ instance: Int) -> Truth {
    Truth(rawValue: instances[instance].nodes[Int(node)].truth) ?? .unknown
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
      let truth = instances[0].nodes[Int(source)].truth
      if truth != 0 { change(node, to: truth, instance, pointers) }
    }
    recount(scope, pointers)
    return instance
  }

  /// Says that a scope's list is whole, or open.
  func setComplete(scope: Int, _ value: Bool, _ pointers: NetworkPointers) {
    guard complete[scope] != value else { return }
    complete[scope] = value
    recount(scope, pointers)
  }

  @discardableResult
  private func append(scope: Int) -> Int {
    let count = network.count(ofScope: scope)
    let memory: UnsafeMutablePointer<Node>
    if let reused = spare[scope].popLast() {
      memory = reused
    } else {
      memory = .allocate(capacity: max(1, count))
      let start = Int(network.scopeStarts[scope])
      for index in 0..<count {
        (memory + index).initialize(to: Node(unknown: network.childCounts[start + index], decisive: 0, truth: 0, touched: false))
      }
    }
    instances.append(Instance(scope: scope, memory: memory, nodes: memory - Int(network.scopeStarts[scope]), dirty: []))
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
    let nodes = instances[instance].nodes
    propagate(Int(node), truth, instance, nodes, pointers)
  }

  private func propagate(
    _ node: Int, _ truth: UInt8, _ instance: Int, _ nodes: UnsafeMutablePointer<Node>, _ pointers: NetworkPointers
  ) {
    let old = nodes[node].truth
    guard old != truth else { return }
    nodes[node].truth = truth
    touch(node, nodes, instance)
    var parent = Int(pointers.parentStarts[node])
    let lastParent = Int(pointers.parentStarts[node + 1])
    while parent < lastParent {
      let above = Int(pointers.parents[parent])
      parent &+= 1
      touch(above, nodes, instance)
      let operation = pointers.operations[above]
      // `all` is decided by a child that fails, `any` and `none` by one that holds.
      let decisive: UInt8 = operation == Network.Operation.all.rawValue ? 2 : 1
      if old == 0 { nodes[above].unknown &-= 1 } else if truth == 0 { nodes[above].unknown &+= 1 }
      if old == decisive { nodes[above].decisive &-= 1 }
      if truth == decisive { nodes[above].decisive &+= 1 }
      let result: UInt8
      if nodes[above].decisive > 0 {
        result = operation == Network.Operation.any.rawValue ? 1 : 2
      } else if nodes[above].unknown > 0 {
        result = 0
      } else {
        result = operation == Network.Operation.any.rawValue ? 2 : 1
      }
      if result != nodes[above].truth { propagate(above, result, instance, nodes, pointers) }
    }
    let firstEffect = pointers.effectStarts[node]
    let lastEffect = pointers.effectStarts[node + 1]
    if firstEffect != lastEffect { takeEffect(Int(firstEffect), Int(lastEffect), old, truth, instance, pointers) }
  }

  private func takeEffect(
    _ first: Int, _ last: Int, _ old: UInt8, _ truth: UInt8, _ instance: Int, _ pointers: NetworkPointers
  ) {
    var index = first
    while index < last {
      let payload = pointers.effects[index + 1]
      switch pointers.effects[index] {
      case Network.EffectKind.rule.rawValue:
        changes.append(RuleChange(rule: payload, instance: Int32(instance), truth: truth))
      case Network.EffectKind.export.rawValue:
        for member in members[scope(of: payload)] { change(payload, to: truth, Int(member), pointers) }
      default:
        tallies[Int(payload)].move(from: old, to: truth)
        recount(quantifier: Int(payload), pointers)
      }
      index += 2
    }
  }

  private func scope(of node: Int32) -> Int {
    var scope = 0
    while network.scopeStarts[scope + 1] <= node { scope += 1 }
    return scope
  }

  @inline(__always)
  private func touch(_ node: Int, _ nodes: UnsafeMutablePointer<Node>, _ instance: Int) {
    guard !nodes[node].touched else { return }
    nodes[node].touched = true
    instances[instance].dirty.append(Int32(truncatingIfNeeded: node))
  }

  // MARK: Reuse

  /// Puts everything back as it was at the start, at the cost of what was touched.
  func reset() {
    for index in instances.indices.reversed() {
      let nodes = instances[index].nodes
      for node in instances[index].dirty {
        nodes[Int(node)] = Node(unknown: network.childCounts[Int(node)], decisive: 0, truth: 0, touched: false)
      }
      instances[index].dirty.removeAll(keepingCapacity: true)
      if index > 0 {
        spare[instances[index].scope].append(instances[index].memory)
        members[instances[index].scope].removeAll(keepingCapacity: true)
        instances.removeLast()
      }
    }
    for index in tallies.indices { tallies[index] = Tally() }
    for index in complete.indices { complete[index] = false }
    changes.removeAll(keepingCapacity: true)
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
