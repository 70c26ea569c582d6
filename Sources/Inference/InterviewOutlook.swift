import Knowledge

/// How a condition stands, and how it can come to stand once what can be asked is answered.
struct Outlook {
  let truth: Truth
  let canHold: Bool
  let canFail: Bool

  /// One that is decided, or that nothing can decide.
  init(_ truth: Truth) {
    self.init(truth, canHold: truth == .holds, canFail: truth == .fails)
  }

  /// One that waits.
  init(canHold: Bool, canFail: Bool) { self.init(.unknown, canHold: canHold, canFail: canFail) }

  private init(_ truth: Truth, canHold: Bool, canFail: Bool) {
    self.truth = truth
    self.canHold = canHold
    self.canFail = canFail
  }

  var negated: Outlook { Outlook(truth.negated, canHold: canFail, canFail: canHold) }

  func can(_ wanted: Truth) -> Bool { wanted == .holds ? canHold : canFail }

  static func all(_ parts: some Sequence<Outlook>) -> Outlook {
    var truth = Truth.holds
    var canHold = true
    var canFail = false
    for part in parts {
      if part.truth == .fails { return Outlook(.fails) }
      if part.truth == .unknown { truth = .unknown }
      canHold = canHold && part.canHold
      canFail = canFail || part.canFail
    }
    return truth == .holds ? Outlook(.holds) : Outlook(truth, canHold: canHold, canFail: canFail)
  }

  static func any(_ parts: some Sequence<Outlook>) -> Outlook { all(parts.lazy.map(\.negated)).negated }
}

/// What answers could still bring about: how conditions can come out, and which questions lead there.
final class InterviewOutlook {
  typealias Node = InterviewForm.Node
  typealias Leaf = InterviewForm.Leaf
  /// A comparison, or a rule, of an instance.
  private struct Place: Hashable {
    let number: Int
    let instance: Int
  }

  let facts: InterviewFacts
  let memory: WorkingMemory
  var knowledge: KnowledgeBase { memory.rules.knowledge }
  private var nodes: [RuleIndex: Node] = [:]
  private var settled: [Place: Outlook] = [:]
  private var ofRules: [Place: Outlook] = [:]
  private var told: [Place: (holds: AnswerSet, fails: AnswerSet)] = [:]

  init(_ facts: InterviewFacts) {
    self.facts = facts
    memory = facts.memory
  }

  // MARK: Conditions

  /// How a rule's condition stands for an instance.
  func outlook(of rule: RuleIndex, _ instance: Int) -> Outlook {
    let place = Place(number: rule, instance: instance)
    if let known = ofRules[place] { return known }
    let outlook = outlook(node(rule), instance)
    ofRules[place] = outlook
    return outlook
  }

  func outlook(_ node: Node, _ instance: Int) -> Outlook {
    switch node {
    case .leaf(let leaf): outlook(ofLeaf: leaf, instance)
    case .all(let parts): Outlook.all(parts.lazy.map { self.outlook($0, instance) })
    case .any(let parts): Outlook.any(parts.lazy.map { self.outlook($0, instance) })
    case .none(let parts): Outlook.any(parts.lazy.map { self.outlook($0, instance) }).negated
    case .quantified(let amount, let subject, let inner):
      Self.quantified(
        amount, memory.members(subject + 1).map { member in inner.map { self.outlook($0, member) } ?? Outlook(.holds) },
        isComplete: memory.state.complete[subject + 1])
    }
  }

  private static func quantified(_ amount: Quantifier.Amount, _ members: [Outlook], isComplete: Bool) -> Outlook {
    var tally = NetworkState.Tally()
    for member in members { tally.add(member.truth.rawValue, 1) }
    let truth = tally.truth(amount, isComplete: isComplete)
    if truth.isDecided { return Outlook(truth) }
    func reaches(_ number: Int, _ wanted: Truth) -> Bool { members.count { $0.can(wanted) } >= number }
    func atLeast(_ number: Int) -> Outlook {
      Outlook(canHold: reaches(number, .holds), canFail: isComplete && reaches(members.count - number + 1, .fails))
    }
    switch amount {
    case .some: return atLeast(1)
    case .no: return atLeast(1).negated
    case .every: return Outlook(canHold: isComplete && reaches(members.count, .holds), canFail: reaches(1, .fails))
    case .count(let least, let most):
      let enough = least.map { atLeast($0) } ?? Outlook(.holds)
      let tooMany = most.map { atLeast($0 + 1) } ?? Outlook(.fails)
      return Outlook.all([enough, tooMany.negated])
    }
  }

  func node(_ rule: RuleIndex) -> Node {
    if let known = nodes[rule] { return known }
    let node = memory.rules.interview.node(rule, memory.rules)
    nodes[rule] = node
    return node
  }

  // MARK: Comparisons

  private func outlook(ofLeaf leaf: Leaf, _ instance: Int) -> Outlook {
    let place = Place(number: leaf.number, instance: leaf.isOfCase ? 0 : instance)
    if let known = settled[place] { return known }
    let outlook = work(leaf, place.instance)
    settled[place] = outlook
    return outlook
  }

  private func work(_ leaf: Leaf, _ instance: Int) -> Outlook {
    let missing = missing(leaf, instance)
    guard let fact = missing.first else { return Outlook(truth(leaf.test, instance)) }
    if missing.count > 1 {
      let areLearnable = missing.allSatisfy { canBeLearned($0, instance) }
      return Outlook(canHold: areLearnable, canFail: areLearnable)
    }
    var canHold = false
    var canFail = false
    for (rule, value) in inferences(of: fact) {
      let outcome = truth(leaf.test, instance, taking: fact, as: value)
      guard outcome.isDecided, outlook(of: rule, facts.slot(fact, instance).instance).canHold else { continue }
      if outcome == .holds { canHold = true } else { canFail = true }
    }
    if facts.isAskable(facts.slot(fact, instance)) {
      let answers = answers(leaf, instance, of: fact)
      canHold = canHold || !answers.holds.isEmpty
      canFail = canFail || !answers.fails.isEmpty
    }
    return Outlook(canHold: canHold, canFail: canFail)
  }

  /// The facts of a comparison that are not known.
  func missing(_ leaf: Leaf, _ instance: Int) -> [FactIndex] { leaf.reads.filter { memory.value(of: $0, instance) == nil } }

  /// What a comparison says of the values that are known, one of its facts perhaps taken to have a value.
  func truth(_ test: FactTest, _ instance: Int, taking fact: FactIndex? = nil, as value: FactValue? = nil) -> Truth {
    func known(_ read: FactIndex) -> FactValue? { read == fact ? value : memory.value(of: read, instance) }
    return memory.rules.evaluator.truth(test, value: known(test.fact), other: test.second.flatMap(known))
  }

  /// The answers to a fact with which a comparison holds, and with which it fails, the other fact that it may read being known.
  func answers(_ leaf: Leaf, _ instance: Int, of fact: FactIndex) -> (holds: AnswerSet, fails: AnswerSet) {
    if let told = leaf.told { return told }
    // Alone, a fact is compared alike whichever entity it is of.
    let place = Place(number: leaf.number, instance: leaf.reads.count == 1 ? -1 : instance)
    if let known = told[place] { return known }
    let sets = InterviewForm.sort(facts.answers(facts.slot(fact, instance))) { truth(leaf.test, instance, taking: fact, as: $0) }
    told[place] = sets
    return sets
  }

  private func canBeLearned(_ fact: FactIndex, _ instance: Int) -> Bool {
    let slot = facts.slot(fact, instance)
    return facts.isAskable(slot) || inferences(of: fact).contains { outlook(of: $0.rule, slot.instance).canHold }
  }

  /// Rules that infer a fact, with the value.
  func inferences(of fact: FactIndex) -> [(rule: RuleIndex, value: FactValue)] {
    memory.rules.rulesInferring[fact].compactMap { rule in
      guard memory.rules.network.roots[rule] >= 0, case .infer(_, let value) = knowledge.rules[rule].conclusion else { return nil }
      return (rule, value)
    }
  }
}
