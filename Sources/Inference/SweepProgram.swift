import Knowledge

/// The network once more, for many cases in a row: truth values as bits, nodes in an order in which one pass settles all.
///
/// A fact's value sets the bits of all its comparisons with a few instructions; then every step that something pending has
/// touched is worked out once, children before parents. Facts are only added in a batch, so nothing is ever taken back.
final class SweepProgram: Sendable {
  /// What a step works out.
  enum Kind: UInt8, BitwiseCopyable {
    case all, any, none
    /// A mirror of a bit of the case in an entity.
    case mirror
    /// A quantifier over the entities of `payload`.
    case quantifier
    /// A comparison of two facts.
    case joint
    /// The value of a fact that rules infer.
    case inference
  }
  /// One step: a node of the network, or an inference.
  struct Step: BitwiseCopyable {
    let kind: Kind
    /// Scope of the bit that it sets; for an inference that of the fact.
    let scope: Int32
    /// The bit that it sets.
    let bit: Int32
    /// For a mirror the case's bit; for a quantifier, a comparison or an inference its position in the network or knowledge.
    let payload: Int32
    /// Its children's bits in `masks`.
    let masks: Range32
    /// Steps to be worked out when it is decided, in `dependents`.
    let dependents: Range32
    /// Rules whose condition it is, in `rules`.
    let rules: Range32
  }
  /// A range of positions.
  struct Range32: BitwiseCopyable {
    let start: Int32
    let end: Int32
  }
  /// Some bits of one word.
  struct Mask: BitwiseCopyable {
    let word: Int32
    let bits: UInt64
  }

  let network: Network
  let bitOfNode: [Int32]
  let wordsOfScope: [Int]
  let steps: [Step]
  let masks: [Mask]
  let dependents: [Int32]
  let rules: [Int32]
  /// Steps to be worked out when a fact becomes known, by fact: a range of `dependents`.
  let stepsOfFact: [Range32]
  /// Steps to be worked out when an entity appears or a list is whole, by scope.
  let stepsOfScope: [[Int32]]

  init(_ compiled: CompiledRules) {
    let network = compiled.network
    self.network = network
    var layout = SweepLayout(compiled)
    layout.arrange()
    bitOfNode = layout.bitOfNode
    wordsOfScope = (0..<network.scopeStarts.count - 1).map { (network.count(ofScope: $0) + 63) / 64 }
    let emitted = layout.emit()
    steps = emitted.steps
    masks = emitted.masks
    dependents = emitted.dependents
    rules = emitted.rules
    stepsOfFact = emitted.stepsOfFact
    stepsOfScope = emitted.stepsOfScope
  }
}

/// Finds the order of the steps and the places of the bits.
private struct SweepLayout {
  let compiled: CompiledRules
  let network: Network
  var bitOfNode: [Int32]
  private var children: [[Int32]]
  private var scopeOfNode: [Int]
  private var testOfNode: [Int32]
  private var quantifierOfNode: [Int32]
  private var sourceOfNode: [Int32]
  /// Elements in the order of the program: a node, or -1 - fact for an inference.
  private var order: [Int] = []
  private var inferredFacts: [FactIndex]

  init(_ compiled: CompiledRules) {
    self.compiled = compiled
    network = compiled.network
    let count = network.operations.count
    bitOfNode = Array(repeating: 0, count: count)
    children = Array(repeating: [], count: count)
    scopeOfNode = Array(repeating: 0, count: count)
    testOfNode = Array(repeating: -1, count: count)
    quantifierOfNode = Array(repeating: -1, count: count)
    sourceOfNode = Array(repeating: -1, count: count)
    for scope in 0..<network.scopeStarts.count - 1 {
      for node in network.scopeStarts[scope]..<network.scopeStarts[scope + 1] { scopeOfNode[Int(node)] = scope }
    }
    for node in 0..<count {
      for parent in network.parentStarts[node]..<network.parentStarts[node + 1] {
        children[Int(network.parents[Int(parent)])].append(Int32(node))
      }
    }
    for (index, test) in network.tests.enumerated() { testOfNode[Int(test.node)] = Int32(index) }
    for (index, quantifier) in network.quantifiers.enumerated() { quantifierOfNode[Int(quantifier.node)] = Int32(index) }
    for list in network.imports { for (node, source) in list { sourceOfNode[Int(node)] = source } }
    inferredFacts = compiled.rulesInferring.indices.filter { fact in
      compiled.rulesInferring[fact].contains { compiled.network.roots[$0] >= 0 }
    }
  }

  /// Bits: comparisons first, those of one fact side by side; then the rest in the order of the program.
  mutating func arrange() {
    sortSteps()
    var next = [Int32](repeating: 0, count: network.scopeStarts.count - 1)
    func place(_ node: Int, _ bits: inout [Int32]) {
      bits[node] = next[scopeOfNode[node]]
      next[scopeOfNode[node]] += 1
    }
    for test in network.tests.sorted(by: { ($0.test.fact, $0.node) < ($1.test.fact, $1.node) }) { place(Int(test.node), &bitOfNode) }
    for element in order where element >= 0 && testOfNode[element] < 0 { place(element, &bitOfNode) }
  }

  /// Children before parents, inferences after the rules that make them and before what reads them.
  private mutating func sortSteps() {
    var done = Set<Int>()
    var doneNodes = [Bool](repeating: false, count: network.operations.count)
    var stack: [(element: Int, isReady: Bool)] = []
    let inferred = Set(inferredFacts)
    for element in inferredFacts.map({ -1 - $0 }) + Array(0..<network.operations.count) {
      stack.append((element, false))
      while let top = stack.popLast() {
        if top.element >= 0 ? doneNodes[top.element] : done.contains(top.element) { continue }
        if top.isReady {
          if top.element >= 0 { doneNodes[top.element] = true } else { done.insert(top.element) }
          order.append(top.element)
          continue
        }
        stack.append((top.element, true))
        for need in needs(of: top.element, inferred) { stack.append((need, false)) }
      }
    }
  }

  /// What must be worked out before an element.
  private func needs(of element: Int, _ inferred: Set<FactIndex>) -> [Int] {
    if element < 0 {
      return compiled.rulesInferring[-1 - element].compactMap { rule in
        network.roots[rule] >= 0 ? Int(network.roots[rule]) : nil
      }
    }
    if testOfNode[element] >= 0 {
      return network.tests[Int(testOfNode[element])].test.reads.filter(inferred.contains).map { -1 - $0 }
    }
    if quantifierOfNode[element] >= 0 {
      let condition = network.quantifiers[Int(quantifierOfNode[element])].condition
      return condition >= 0 ? [Int(condition)] : []
    }
    if sourceOfNode[element] >= 0 { return [Int(sourceOfNode[element])] }
    return children[element].map(Int.init)
  }

  typealias Emitted = (
    steps: [SweepProgram.Step], masks: [SweepProgram.Mask], dependents: [Int32], rules: [Int32],
    stepsOfFact: [SweepProgram.Range32], stepsOfScope: [[Int32]]
  )

  func emit() -> Emitted {
    let rulesOfNode = Dictionary(grouping: network.roots.indices.filter { network.roots[$0] >= 0 }) { Int(network.roots[$0]) }
    // A comparison of one fact is no step of its own, unless it is the whole condition of a rule.
    var elements: [Int] = []
    var stepOf: [Int: Int32] = [:]
    for element in order {
      if element >= 0, testOfNode[element] >= 0, !isJoint(element), rulesOfNode[element] == nil { continue }
      stepOf[element] = Int32(elements.count)
      elements.append(element)
    }
    let readers = readers(stepOf)
    var masks: [SweepProgram.Mask] = []
    var dependents: [Int32] = []
    var rules: [Int32] = []
    var steps: [SweepProgram.Step] = []
    for element in elements {
      let firstMask = Int32(masks.count)
      let firstDependent = Int32(dependents.count)
      let firstRule = Int32(rules.count)
      dependents += readers[element] ?? []
      if element >= 0 {
        masks += childMasks(element)
        rules += rulesOfNode[element]?.map(Int32.init) ?? []
      }
      steps.append(
        SweepProgram.Step(
          kind: kind(element), scope: scope(element), bit: element < 0 ? 0 : bitOfNode[element], payload: payload(element),
          masks: .init(start: firstMask, end: Int32(masks.count)),
          dependents: .init(start: firstDependent, end: Int32(dependents.count)), rules: .init(start: firstRule, end: Int32(rules.count))))
    }
    let stepsOfFact = compiled.knowledge.facts.indices.map { fact -> SweepProgram.Range32 in
      let first = Int32(dependents.count)
      dependents += steppers(of: fact, stepOf, readers)
      return .init(start: first, end: Int32(dependents.count))
    }
    var stepsOfScope = [[Int32]](repeating: [], count: network.scopeStarts.count - 1)
    for element in elements where element >= 0 {
      if quantifierOfNode[element] >= 0 {
        stepsOfScope[network.quantifiers[Int(quantifierOfNode[element])].scope].append(stepOf[element] ?? 0)
      } else if sourceOfNode[element] >= 0 {
        stepsOfScope[scopeOfNode[element]].append(stepOf[element] ?? 0)
      }
    }
    return (steps, masks, dependents, rules, stepsOfFact, stepsOfScope)
  }

  private func isJoint(_ node: Int) -> Bool { network.tests[Int(testOfNode[node])].test.reads.count > 1 }

  /// For each element the steps that read its outcome.
  private func readers(_ stepOf: [Int: Int32]) -> [Int: [Int32]] {
    var readers: [Int: [Int32]] = [:]
    for (element, step) in stepOf {
      if element < 0 {
        for need in needs(of: element, []) { readers[need, default: []].append(step) }
      } else if quantifierOfNode[element] >= 0 || sourceOfNode[element] >= 0 || testOfNode[element] < 0 {
        for need in needs(of: element, []) { readers[need, default: []].append(step) }
      }
    }
    return readers.mapValues { $0.sorted() }
  }

  /// The steps that a fact's value sets going: parents of its comparisons, comparisons of two facts, and conditions that are one comparison.
  private func steppers(of fact: FactIndex, _ stepOf: [Int: Int32], _ readers: [Int: [Int32]]) -> [Int32] {
    var steps: Set<Int32> = []
    for index in network.testsOfFact[fact] {
      let node = Int(network.tests[Int(index)].node)
      if let own = stepOf[node] { steps.insert(own) }
      if !isJoint(node) { steps.formUnion(readers[node] ?? []) }
    }
    return steps.sorted()
  }

  private func kind(_ element: Int) -> SweepProgram.Kind {
    if element < 0 { return .inference }
    if testOfNode[element] >= 0 { return isJoint(element) ? .joint : .all }
    if quantifierOfNode[element] >= 0 { return .quantifier }
    if sourceOfNode[element] >= 0 { return .mirror }
    switch network.operations[element] {
    case Network.Operation.all.rawValue: return .all
    case Network.Operation.any.rawValue: return .any
    default: return .none
    }
  }

  private func scope(_ element: Int) -> Int32 {
    guard element < 0 else { return Int32(scopeOfNode[element]) }
    let subject = compiled.knowledge.facts[-1 - element].subject
    return compiled.knowledge.subjects[subject].isMany ? Int32(subject + 1) : 0
  }

  private func payload(_ element: Int) -> Int32 {
    if element < 0 { return Int32(-1 - element) }
    if testOfNode[element] >= 0 { return testOfNode[element] }
    if quantifierOfNode[element] >= 0 { return quantifierOfNode[element] }
    return sourceOfNode[element] >= 0 ? bitOfNode[Int(sourceOfNode[element])] : -1
  }

  /// The bits of a node's children, word by word; a comparison that is a whole condition watches its own bit.
  private func childMasks(_ element: Int) -> [SweepProgram.Mask] {
    let nodes = testOfNode[element] >= 0 ? [Int32(element)] : children[element]
    var words: [Int32: UInt64] = [:]
    for node in nodes { words[bitOfNode[Int(node)] >> 6, default: 0] |= 1 << UInt64(bitOfNode[Int(node)] & 63) }
    return words.sorted { $0.key < $1.key }.map { SweepProgram.Mask(word: $0.key, bits: $0.value) }
  }
}
