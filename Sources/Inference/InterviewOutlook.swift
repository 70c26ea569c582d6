import Knowledge

/// How a condition stands, and how likely it is to come out one way or the other once all that can be asked is answered.
struct Chance {
  let truth: Truth
  /// 0 when it cannot come to hold.
  let holds: Double
  /// 0 when it cannot come to fail; the two add up to less than 1 as far as it would stay undecided.
  let fails: Double

  init(_ truth: Truth) {
    self.truth = truth
    holds = truth == .holds ? 1 : 0
    fails = truth == .fails ? 1 : 0
  }

  init(holds: Double, fails: Double) {
    truth = .unknown
    self.holds = holds
    self.fails = fails
  }

  private init(_ truth: Truth, holds: Double, fails: Double) {
    self.truth = truth
    self.holds = holds
    self.fails = fails
  }

  var negated: Chance { Chance(truth.negated, holds: fails, fails: holds) }

  static func all(_ parts: some Sequence<Chance>) -> Chance {
    var truth = Truth.holds
    var holds = 1.0
    var notFails = 1.0
    for part in parts {
      if part.truth == .fails { return Chance(.fails) }
      if part.truth == .unknown { truth = .unknown }
      holds = product(holds, part.holds)
      notFails = product(notFails, 1 - part.fails)
    }
    return Chance(truth, holds: holds, fails: truth == .holds ? 0 : 1 - notFails)
  }

  static func any(_ parts: some Sequence<Chance>) -> Chance { all(parts.lazy.map(\.negated)).negated }

  /// A product that is 0 only when a factor is.
  private static func product(_ a: Double, _ b: Double) -> Double { a > 0 && b > 0 ? max(a * b, 1e-250) : 0 }
}

/// Kleene evaluation with degrees: facts that can be asked are taken to be independent and their answers equally likely.
///
/// A degree of 0 or a decided truth is exactly what strong Kleene logic says; what lies between only serves to compare questions.
final class InterviewOutlook {
  /// A condition with its comparisons numbered.
  private indirect enum Node {
    case leaf(Int)
    case all([Node])
    case any([Node])
    case none([Node])
    case quantified(Quantifier.Amount, subject: Int, Node?)
  }
  /// An end that a fact can bring about.
  struct Use: Hashable {
    let leaf: Int
    let wanted: Truth
  }
  private struct LeafPlace: Hashable {
    let leaf: Int
    let instance: Int
  }
  fileprivate struct Goal: Hashable {
    let rule: RuleIndex
    let instance: Int
    let wanted: Truth
  }

  let facts: InterviewFacts
  private let memory: WorkingMemory
  private var knowledge: KnowledgeBase { memory.rules.knowledge }
  private var nodes: [RuleIndex: Node] = [:]
  private var leaves: [FactTest] = []
  private var settled: [LeafPlace: Chance] = [:]
  /// A fact taken to have a value.
  private var supposed: (slot: WorkingMemory.Slot, value: FactValue)?

  init(_ facts: InterviewFacts) {
    self.facts = facts
    memory = facts.memory
  }

  /// Works with a fact taken to have a value.
  func supposing<R>(_ slot: WorkingMemory.Slot, _ value: FactValue, _ body: () -> R) -> R {
    supposed = (slot, value)
    defer { supposed = nil }
    return body()
  }

  // MARK: Chances

  /// The chance of a rule's condition for an instance.
  func chance(of rule: RuleIndex, _ instance: Int) -> Chance { chance(node(rule), instance) }

  private func chance(_ node: Node, _ instance: Int) -> Chance {
    switch node {
    case .leaf(let leaf): leafChance(leaf, instance)
    case .all(let parts): Chance.all(parts.lazy.map { self.chance($0, instance) })
    case .any(let parts): Chance.any(parts.lazy.map { self.chance($0, instance) })
    case .none(let parts): Chance.any(parts.lazy.map { self.chance($0, instance) }).negated
    case .quantified(let amount, let subject, let inner):
      Self.quantified(
        amount, memory.members(subject + 1).map { member in inner.map { self.chance($0, member) } ?? Chance(.holds) },
        isComplete: memory.state.complete[subject + 1])
    }
  }

  private static func quantified(_ amount: Quantifier.Amount, _ members: [Chance], isComplete: Bool) -> Chance {
    var tally = NetworkState.Tally()
    for member in members { tally.add(member.truth.rawValue, 1) }
    let truth = tally.truth(amount, isComplete: isComplete)
    if truth.isDecided { return Chance(truth) }
    let one = Chance.any(members)
    switch amount {
    case .some: return Chance(holds: one.holds, fails: isComplete ? one.fails : 0)
    case .no: return Chance(holds: isComplete ? one.fails : 0, fails: one.holds)
    case .every:
      let all = Chance.all(members)
      return Chance(holds: isComplete ? all.holds : 0, fails: all.fails)
    case .count(let least, let most):
      let enough = least.map { Self.atLeast($0, members, isComplete) } ?? Chance(.holds)
      let tooMany = most.map { Self.atLeast($0 + 1, members, isComplete) } ?? Chance(.fails)
      return Chance.all([enough, tooMany.negated])
    }
  }

  /// The chance that so many of some entities satisfy a condition (Poisson binomial distribution).
  private static func atLeast(_ number: Int, _ members: [Chance], _ isComplete: Bool) -> Chance {
    func reaches(_ goal: Int, _ chances: [Double]) -> Double {
      guard goal > 0 else { return 1 }
      guard goal <= chances.count else { return 0 }
      var exactly = [Double](repeating: 0, count: goal + 1)
      exactly[0] = 1
      for chance in chances {
        exactly[goal] += exactly[goal - 1] * chance
        for count in stride(from: goal - 1, to: 0, by: -1) {
          exactly[count] = exactly[count] * (1 - chance) + exactly[count - 1] * chance
        }
        exactly[0] *= 1 - chance
      }
      return exactly[goal]
    }
    let holds = reaches(number, members.map(\.holds))
    let fails = isComplete ? reaches(members.count - number + 1, members.map(\.fails)) : 0
    if members.count(where: { $0.truth == .holds }) >= number { return Chance(.holds) }
    if isComplete, members.count(where: { $0.truth != .fails }) < number { return Chance(.fails) }
    return Chance(holds: holds, fails: fails)
  }

  private func leafChance(_ leaf: Int, _ instance: Int) -> Chance {
    let test = leaves[leaf]
    if let supposed, isTouched(test, by: supposed.slot, instance) { return work(test, instance) }
    let place = LeafPlace(leaf: leaf, instance: instance)
    if let known = settled[place] { return known }
    let suspended = supposed
    supposed = nil
    defer { supposed = suspended }
    let chance = work(test, instance)
    settled[place] = chance
    return chance
  }

  /// Whether a comparison reads a fact, or one that rules may infer from it.
  private func isTouched(_ test: FactTest, by slot: WorkingMemory.Slot, _ instance: Int) -> Bool {
    test.reads.contains { read in
      facts.slot(read, instance) == slot || (!memory.rules.rulesInferring[read].isEmpty && memory.value(of: read, instance) == nil)
    }
  }

  private func value(_ fact: FactIndex, _ instance: Int) -> FactValue? {
    if let supposed, supposed.slot == facts.slot(fact, instance) { return supposed.value }
    return memory.value(of: fact, instance)
  }

  private func work(_ test: FactTest, _ instance: Int) -> Chance {
    let reads = test.reads
    let first = value(reads[0], instance)
    let second = reads.count > 1 ? value(reads[1], instance) : nil
    let missing = reads.enumerated().filter { ($0.offset == 0 ? first : second) == nil }
    switch missing.count {
    case 0: return Chance(memory.rules.evaluator.truth(test, value: first, other: second))
    case 1:
      return chance(ofFact: reads[missing[0].offset], instance) { value in
        self.memory.rules.evaluator.truth(
          test, value: missing[0].offset == 0 ? value : first, other: missing[0].offset == 0 ? second : value)
      }
    default:
      let areLearnable = reads.allSatisfy { canBeLearned($0, instance) }
      return areLearnable ? Chance(holds: 0.5, fails: 0.5) : Chance(.unknown)
    }
  }

  /// The chance that an unknown fact, asked or inferred, makes a comparison come out.
  private func chance(ofFact fact: FactIndex, _ instance: Int, _ truth: (FactValue) -> Truth) -> Chance {
    var left = 1.0
    var holds = 0.0
    var fails = 0.0
    for (rule, value) in inferences(of: fact) {
      let inferred = chance(of: rule, facts.slot(fact, instance).instance)
      let outcome = truth(value)
      if inferred.truth == .holds { return Chance(outcome) }
      if outcome == .holds { holds += left * inferred.holds }
      if outcome == .fails { fails += left * inferred.holds }
      left *= 1 - inferred.holds
    }
    let slot = facts.slot(fact, instance)
    guard facts.isAskable(slot) else { return Chance(holds: holds, fails: fails) }
    let answers = facts.answers(slot)
    let outcomes = answers.map { truth($0.value) }
    let share = left / Double(max(1, answers.count))
    holds += share * Double(outcomes.count { $0 == .holds })
    fails += share * Double(outcomes.count { $0 == .fails })
    return Chance(holds: min(1, holds), fails: min(1, fails))
  }

  private func canBeLearned(_ fact: FactIndex, _ instance: Int) -> Bool {
    let slot = facts.slot(fact, instance)
    return facts.isAskable(slot) || inferences(of: fact).contains { chance(of: $0.rule, slot.instance).holds > 0 }
  }

  private func inferences(of fact: FactIndex) -> [(rule: RuleIndex, value: FactValue)] {
    memory.rules.rulesInferring[fact].compactMap { rule in
      guard memory.rules.network.roots[rule] >= 0, case .infer(_, let value) = knowledge.rules[rule].conclusion else { return nil }
      return (rule, value)
    }
  }

  // MARK: What a verdict waits on

  /// Facts to ask so that rules come out, each with the comparisons that it would decide.
  struct Uses {
    fileprivate(set) var leaves: [WorkingMemory.Slot: Set<Use>] = [:]
    fileprivate var seen: Set<Goal> = []
  }

  /// Adds the facts that could help a rule to hold or to fail; nothing when no answers can bring it about.
  func addUses(of rule: RuleIndex, _ instance: Int, become wanted: Truth, to uses: inout Uses) {
    guard uses.seen.insert(Goal(rule: rule, instance: instance, wanted: wanted)).inserted else { return }
    visit(node(rule), instance, wanted, &uses)
  }

  private func visit(_ node: Node, _ instance: Int, _ wanted: Truth, _ uses: inout Uses) {
    let chance = chance(node, instance)
    guard chance.truth == .unknown, (wanted == .holds ? chance.holds : chance.fails) > 0 else { return }
    switch node {
    case .leaf(let leaf): visit(leaf: leaf, instance, wanted, &uses)
    case .all(let parts), .any(let parts): for part in parts { visit(part, instance, wanted, &uses) }
    case .none(let parts): for part in parts { visit(part, instance, wanted.negated, &uses) }
    case .quantified(let amount, let subject, let inner):
      guard let inner else { return }
      let directions: [Truth]
      switch amount {
      case .some, .every: directions = [wanted]
      case .no: directions = [wanted.negated]
      case .count(_, nil): directions = [wanted]
      case .count(nil, _): directions = [wanted.negated]
      case .count: directions = [.holds, .fails]
      }
      for member in memory.members(subject + 1) { for direction in directions { visit(inner, member, direction, &uses) } }
    }
  }

  private func visit(leaf: Int, _ instance: Int, _ wanted: Truth, _ uses: inout Uses) {
    let test = leaves[leaf]
    let missing = test.reads.filter { memory.value(of: $0, instance) == nil }
    for fact in missing {
      let slot = facts.slot(fact, instance)
      if facts.isAskable(slot) { uses.leaves[slot, default: []].insert(Use(leaf: leaf, wanted: wanted)) }
      for (rule, value) in inferences(of: fact) {
        if missing.count == 1 {
          let first = fact == test.fact ? value : memory.value(of: test.fact, instance)
          let second = test.reads.count > 1 ? (fact == test.reads[1] ? value : memory.value(of: test.reads[1], instance)) : nil
          guard memory.rules.evaluator.truth(test, value: first, other: second) == wanted else { continue }
        }
        addUses(of: rule, slot.instance, become: .holds, to: &uses)
      }
    }
  }

  /// Whether some answers to a fact lead elsewhere than others: they decide a comparison differently, or the comparison only
  /// needs to know it.
  func separates(_ slot: WorkingMemory.Slot, _ uses: Set<Use>) -> Bool {
    let answers = facts.answers(slot)
    return uses.contains { use in
      let test = leaves[use.leaf]
      if test.comparison == .known || test.reads.filter({ memory.value(of: $0, slot.instance) == nil }).count > 1 { return true }
      let outcomes = Set(answers.map { answer in supposing(slot, answer.value) { self.work(test, slot.instance).truth } })
      return outcomes.count > 1
    }
  }

  // MARK: Conditions

  private func node(_ rule: RuleIndex) -> Node {
    if let known = nodes[rule] { return known }
    let made = make(knowledge.rules[rule].condition)
    nodes[rule] = made
    return made
  }

  private func make(_ condition: Condition) -> Node {
    switch condition {
    case .test(let test):
      leaves.append(test)
      return .leaf(leaves.count - 1)
    case .all(let parts): return .all(parts.map { make($0) })
    case .any(let parts): return .any(parts.map { make($0) })
    case .none(let parts): return .none(parts.map { make($0) })
    case .quantified(let quantifier):
      return .quantified(quantifier.amount, subject: quantifier.subject, quantifier.condition.map { make($0) })
    }
  }
}
