import Knowledge

/// Turns the conditions of rules into a `Network`; conditions that are alike become one node.
struct NetworkBuilder {
  private struct TestKey: Hashable {
    let fact: FactIndex
    let comparison: Comparison
    let operand: Operand
    let negated: Bool
    let scope: Int
  }
  private struct GroupKey: Hashable {
    let operation: UInt8
    let children: [Int]
  }
  private struct QuantifierKey: Hashable {
    let amount: Quantifier.Amount
    let subject: Int
    let condition: Int
  }
  /// A node before its place is known: its scope, and its position within the scope.
  private struct Draft {
    let operation: Network.Operation
    let scope: Int
    let children: [Int]
    var effects: [(Network.EffectKind, Int)] = []
  }

  private let knowledge: KnowledgeBase
  private var drafts: [Draft] = []
  private var tests: [(FactTest, Int)] = []
  private var quantifiers: [(amount: Quantifier.Amount, subject: Int, node: Int, condition: Int)] = []
  private var mirrors: [(node: Int, source: Int)] = []
  private var testNodes: [TestKey: Int] = [:]
  private var groupNodes: [GroupKey: Int] = [:]
  private var quantifierNodes: [QuantifierKey: Int] = [:]
  private var mirrorNodes: [[Int: Int]]
  private var roots: [Int]

  init(_ knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    mirrorNodes = Array(repeating: [:], count: knowledge.subjects.count + 1)
    roots = Array(repeating: -1, count: knowledge.rules.count)
  }

  /// Adds the condition of a rule.
  mutating func add(_ rule: RuleIndex) {
    let scope = knowledge.rules[rule].subject.map { $0 + 1 } ?? 0
    let root = node(knowledge.rules[rule].condition, in: scope)
    drafts[root].effects.append((.rule, rule))
    roots[rule] = root
  }

  // MARK: Nodes

  private mutating func node(_ condition: Condition, in scope: Int) -> Int {
    switch condition {
    case .test(let test): return node(test, in: scope)
    case .all(let parts): return group(.all, parts, in: scope)
    case .any(let parts): return group(.any, parts, in: scope)
    case .none(let parts): return group(.none, parts, in: scope)
    case .quantified(let quantifier): return mirror(node(quantifier), in: scope)
    }
  }

  private mutating func node(_ test: FactTest, in scope: Int) -> Int {
    let home = isOfEntity(test.fact) || isOfEntity(test.second ?? test.fact) ? scope : 0
    let key = TestKey(fact: test.fact, comparison: test.comparison, operand: test.operand, negated: test.negated, scope: home)
    if let known = testNodes[key] { return mirror(known, in: scope) }
    let leaf = append(Draft(operation: .leaf, scope: home, children: []))
    testNodes[key] = leaf
    tests.append((test, leaf))
    return mirror(leaf, in: scope)
  }

  private func isOfEntity(_ fact: FactIndex) -> Bool { knowledge.subjects[knowledge.facts[fact].subject].isMany }

  private mutating func group(_ operation: Network.Operation, _ parts: [Condition], in scope: Int) -> Int {
    var children: [Int] = []
    for part in parts {
      if case .all(let inner) = part, operation == .all {
        for element in inner { children.append(node(element, in: scope)) }
      } else {
        children.append(node(part, in: scope))
      }
    }
    children = children.sorted().reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    if children.count == 1, operation != .none { return children[0] }
    // A group of nothing but the case's nodes is worked out once for the case.
    if scope != 0, children.allSatisfy({ sourceOf($0) != nil }) {
      let sources = children.compactMap { sourceOf($0) }
      return mirror(group(operation, nodes: sources.sorted(), scope: 0), in: scope)
    }
    return group(operation, nodes: children, scope: scope)
  }

  private mutating func group(_ operation: Network.Operation, nodes: [Int], scope: Int) -> Int {
    let key = GroupKey(operation: operation.rawValue, children: nodes)
    if let known = groupNodes[key] { return known }
    let node = append(Draft(operation: operation, scope: scope, children: nodes))
    groupNodes[key] = node
    return node
  }

  private mutating func node(_ quantifier: Quantifier) -> Int {
    var condition = -1
    if let inner = quantifier.condition { condition = node(inner, in: quantifier.subject + 1) }
    let key = QuantifierKey(amount: quantifier.amount, subject: quantifier.subject, condition: condition)
    if let known = quantifierNodes[key] { return known }
    let leaf = append(Draft(operation: .leaf, scope: 0, children: []))
    quantifierNodes[key] = leaf
    if condition >= 0 { drafts[condition].effects.append((.quantifier, quantifiers.count)) }
    quantifiers.append((quantifier.amount, quantifier.subject, leaf, condition))
    return leaf
  }

  /// The node itself where it is at home, else its mirror in the scope.
  private mutating func mirror(_ node: Int, in scope: Int) -> Int {
    guard drafts[node].scope != scope else { return node }
    if let known = mirrorNodes[scope][node] { return known }
    let copy = append(Draft(operation: .leaf, scope: scope, children: []))
    mirrorNodes[scope][node] = copy
    mirrors.append((copy, node))
    drafts[node].effects.append((.export, copy))
    sources[copy] = node
    return copy
  }

  private var sources: [Int: Int] = [:]
  private func sourceOf(_ node: Int) -> Int? { sources[node] }

  private mutating func append(_ draft: Draft) -> Int {
    drafts.append(draft)
    return drafts.count - 1
  }

  // MARK: Layout

  /// Numbers the nodes scope by scope and writes the flat arrays.
  func build() -> Network {
    var network = Network()
    let scopes = knowledge.subjects.count + 1
    var counts = [Int32](repeating: 0, count: scopes)
    for draft in drafts { counts[draft.scope] += 1 }
    network.scopeStarts = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    var next = network.scopeStarts
    let place = drafts.map { draft -> Int32 in
      defer { next[draft.scope] += 1 }
      return next[draft.scope]
    }
    var order = [Int](repeating: 0, count: drafts.count)
    for (draft, node) in place.enumerated() { order[Int(node)] = draft }

    var parentCounts = [Int32](repeating: 0, count: drafts.count)
    for draft in drafts { for child in draft.children { parentCounts[Int(place[child])] += 1 } }
    network.parentStarts = parentCounts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    network.parents = [Int32](repeating: 0, count: Int(network.parentStarts.last ?? 0))
    var fill = network.parentStarts
    for draft in order {
      for child in drafts[draft].children {
        let slot = Int(place[child])
        network.parents[Int(fill[slot])] = place[draft]
        fill[slot] += 1
      }
    }
    for draft in order {
      network.operations.append(drafts[draft].operation.rawValue)
      network.childCounts.append(Int32(drafts[draft].children.count))
      for (kind, payload) in drafts[draft].effects {
        network.effects.append(kind.rawValue)
        network.effects.append(kind == .export ? place[payload] : Int32(payload))
      }
      network.effectStarts.append(Int32(network.effects.count))
    }
    network.quantifiersOfScope = Array(repeating: [], count: scopes)
    for (index, quantifier) in quantifiers.enumerated() {
      network.quantifiers.append(
        Network.QuantifierNode(
          amount: quantifier.amount, scope: quantifier.subject + 1, node: place[quantifier.node],
          condition: quantifier.condition < 0 ? -1 : place[quantifier.condition]))
      network.quantifiersOfScope[quantifier.subject + 1].append(Int32(index))
    }
    network.testsOfFact = Array(repeating: [], count: knowledge.facts.count)
    for (test, node) in tests {
      network.testsOfFact[test.fact].append(Int32(network.tests.count))
      if let second = test.second, second != test.fact { network.testsOfFact[second].append(Int32(network.tests.count)) }
      network.tests.append(Network.TestNode(test: test, node: place[node], scope: drafts[node].scope))
    }
    network.imports = Array(repeating: [], count: scopes)
    for (copy, source) in mirrors { network.imports[drafts[copy].scope].append((place[copy], place[source])) }
    network.roots = roots.map { $0 < 0 ? -1 : place[$0] }
    return network
  }
}
