import Knowledge

/// Finds the smallest sets of unknown facts that, with the right values, make a condition hold or fail.
///
/// A fact that rules infer is settled by what they read. Sets are smallest as long as no more than `limit` alternatives compete;
/// beyond that the larger ones are dropped on the way, and what is left still decides. What an open list brings is taken to suit every
/// quantifier over it, and a rule that excludes a finding is taken not to hold together with one that finds it.
final class DecidingSets {
  /// At most so many alternatives are carried along.
  private static let limit = 24
  /// From so many parts on that are all needed, each goes its first possible way.
  private static let many = 48

  private let memory: WorkingMemory
  private let meaning: ConditionTruth
  private let book: DemandBook
  private var knowledge: KnowledgeBase { memory.rules.knowledge }

  /// A part of a rule for an instance, and what it is to become.
  private struct Part: Hashable {
    let rule: RuleIndex
    /// Where a quantifier of the rule stands; -1 for the whole condition.
    let quantifier: Int
    let instance: Int
    let wanted: Truth
  }
  /// Ways that were worked out before: those of inferences, and of quantifiers, which are the same for every entity.
  private var known: [Part: [DecidingWay]] = [:]

  init(_ memory: WorkingMemory) {
    self.memory = memory
    meaning = ConditionTruth(memory)
    book = DemandBook(memory)
  }

  /// The ways in which facts can give a rule's condition that truth, smallest first; one empty way when it has it already, none when
  /// no facts can. A rule that runs for each entity is decided for the case by its list.
  func ways(_ rule: RuleIndex, become truth: Truth, _ instance: Int) -> [DecidingWay] {
    let definition = knowledge.rules[rule]
    guard let subject = definition.subject, instance == 0 else { return ways(definition.condition, truth, instance, of: rule) }
    let now = memory.truth(of: rule, 0)
    if now.isDecided { return now == truth ? [DecidingWay()] : [] }
    return truth == .holds ? ways(definition.condition, .holds, DemandBook.anyone, of: rule) : [DecidingWay([book.number(ofList: subject)])]
  }

  /// One way from each list, together: the smallest that are possible.
  func together(_ lists: [[DecidingWay]]) -> [DecidingWay] {
    // Those without a choice first: they rule out most.
    let ordered = lists.filter { $0.count < 2 } + lists.filter { $0.count > 1 }
    if lists.count >= Self.many { return walk(ordered, lists.count) }
    var result = [DecidingWay()]
    for list in ordered {
      guard !list.isEmpty, !result.isEmpty else { return [] }
      result = minimal(result.flatMap { done in list.compactMap { done.joined(with: $0, book) } })
    }
    return result
  }

  /// Drops what goes further than another way, keeps the smallest.
  func minimal(_ ways: [DecidingWay]) -> [DecidingWay] {
    guard ways.count > 1 else { return ways }
    var kept: [DecidingWay] = []
    for way in ways.sorted(by: { $0.precedes($1) }) where !kept.contains(where: { $0.isContained(in: way) }) {
      kept.append(way)
      if kept.count == Self.limit { break }
    }
    return kept
  }

  /// The facts of the smallest way, in their order; empty when there is none.
  func smallest(_ ways: [DecidingWay]) -> [FactReference] { minimal(ways).first?.facts.map { book.reference($0) }.sorted() ?? [] }

  // MARK: Conditions

  private func ways(_ condition: Condition, _ wanted: Truth, _ instance: Int, of rule: RuleIndex) -> [DecidingWay] {
    let now = meaning.truth(condition, instance)
    if now.isDecided { return now == wanted ? [DecidingWay()] : [] }
    switch condition {
    case .test(let test): return ways(test, wanted, instance)
    case .all(let parts): return combine(parts, wanted, instance, needsEvery: wanted == .holds, of: rule)
    case .any(let parts): return combine(parts, wanted, instance, needsEvery: wanted == .fails, of: rule)
    case .none(let parts): return combine(parts, wanted.negated, instance, needsEvery: wanted == .holds, of: rule)
    case .quantified(let quantifier):
      let part = Part(rule: rule, quantifier: quantifier.json.byteOffset, instance: 0, wanted: wanted)
      return remembered(part) { self.ways(quantifier, wanted, of: rule) }
    }
  }

  private func combine(
    _ parts: [Condition], _ wanted: Truth, _ instance: Int, needsEvery: Bool, of rule: RuleIndex
  ) -> [DecidingWay] {
    let lists = parts.map { ways($0, wanted, instance, of: rule) }
    return needsEvery ? together(lists) : minimal(lists.flatMap { $0 })
  }

  private func remembered(_ part: Part, _ work: () -> [DecidingWay]) -> [DecidingWay] {
    if let ways = known[part] { return ways }
    let ways = work()
    known[part] = ways
    return ways
  }

  // MARK: Comparisons

  private func ways(_ test: FactTest, _ wanted: Truth, _ instance: Int) -> [DecidingWay] {
    let isMissing = memory.value(of: test.fact, instance) == nil
    let missing = test.second.flatMap { memory.value(of: $0, instance) == nil ? $0 : nil }
    guard isMissing || missing != nil else {
      // The values are known and say too little: a country whose region matters.
      let vague = test.reads.first { if case .country(let code)? = memory.value(of: $0, instance) { !code.isRegion } else { false } }
      return vague.map { [DecidingWay([learned($0, instance)])] } ?? []
    }
    if isMissing, missing == nil {
      let inferred = inferences(test, wanted, instance)
      if !inferred.isEmpty { return inferred }
    }
    let demand = book.demand(test, wanted, instance)
    guard book.admits(demand) else { return [] }
    return [DecidingWay([isMissing ? test.fact : nil, missing].compactMap { $0.map { learned($0, instance) } }, demand)]
  }

  /// The ways to let rules infer a value that decides a comparison.
  private func inferences(_ test: FactTest, _ wanted: Truth, _ instance: Int) -> [DecidingWay] {
    guard !memory.rules.rulesInferring[test.fact].isEmpty else { return [] }
    var result: [DecidingWay] = []
    let other = test.second.flatMap { memory.value(of: $0, instance) }
    let instance = memory.scope(of: test.fact) == 0 ? 0 : instance
    for rule in memory.rules.rulesInferring[test.fact] where memory.rules.network.roots[rule] >= 0 {
      guard case .infer(_, let value) = knowledge.rules[rule].conclusion,
        memory.rules.evaluator.truth(test, value: value, other: other) == wanted
      else { continue }
      let part = Part(rule: rule, quantifier: -1, instance: instance, wanted: .holds)
      let condition = knowledge.rules[rule].condition
      let inferred = DecidingWay([], book.demand(test.fact, is: value, instance))
      result += remembered(part) { ways(condition, .holds, instance, of: rule) }.compactMap { $0.joined(with: inferred, book) }
    }
    return minimal(result)
  }

  /// What must be learned to know a fact: whoever reads an open list learns all about the entities that it brings.
  private func learned(_ fact: FactIndex, _ instance: Int) -> Int {
    guard instance == DemandBook.anyone, memory.scope(of: fact) > 0 else { return book.number(of: fact, instance) }
    return book.number(ofList: knowledge.facts[fact].subject)
  }

  // MARK: Entities

  private func ways(_ quantifier: Quantifier, _ wanted: Truth, of rule: RuleIndex) -> [DecidingWay] {
    let count = EntityCount(quantifier, sets: self, rule: rule)
    switch (quantifier.amount, wanted) {
    case (.some, .holds), (.no, .fails): return count.atLeast(1, .holds)
    case (.some, _), (.no, _): return count.atMost(0, .holds)
    case (.every, .fails): return count.atLeast(1, .fails)
    case (.every, _): return count.atMost(0, .fails)
    case (.count(let least, let most), .holds): return count.between(least ?? 0, most)
    case (.count(let least, let most), _):
      return minimal((least.map { count.atMost($0 - 1, .holds) } ?? []) + (most.map { count.atLeast($0 + 1, .holds) } ?? []))
    }
  }

  /// How to let enough, or not too many, entities of a quantifier have a truth value.
  private struct EntityCount {
    let sets: DecidingSets
    private let quantifier: Quantifier
    private let rule: RuleIndex
    private let truths: [Truth]
    private let undecided: [Int]
    private let list: DecidingWay?

    init(_ quantifier: Quantifier, sets: DecidingSets, rule: RuleIndex) {
      self.sets = sets
      self.quantifier = quantifier
      self.rule = rule
      let members = sets.meaning.members(of: quantifier)
      truths = members.map { sets.meaning.truth(quantifier, of: $0) }
      undecided = zip(members, truths).filter { $0.1 == .unknown }.map(\.0)
      let isOpen = !sets.meaning.isComplete(quantifier)
      list = isOpen ? DecidingWay([sets.book.number(ofList: quantifier.subject)]) : nil
    }

    /// So many or more: of those known, or of those that an open list may bring.
    func atLeast(_ number: Int, _ truth: Truth) -> [DecidingWay] {
      let short = number - truths.count { $0 == truth }
      guard short > 0 else { return [DecidingWay()] }
      return sets.minimal(sets.choose(short, of: each(truth)) + brought(truth))
    }

    /// Between two numbers: some of those known, the rest brought by an open list, and enough of those known otherwise.
    func between(_ least: Int, _ most: Int?) -> [DecidingWay] {
      guard let most else { return atLeast(least, .holds) }
      let holding = truths.count { $0 == .holds }
      let short = max(0, least - holding)
      let shares = list == nil ? [short] : short > 4 ? [0, short] : Array(0...short)
      return sets.minimal(
        shares.flatMap { share -> [DecidingWay] in
          let more = short - share
          let surplus = holding + undecided.count + more - most
          let parts = [
            sets.choose(share, of: each(.holds)), sets.choose(max(0, surplus), of: each(.fails)),
            more > 0 ? brought(.holds) : [DecidingWay()],
          ]
          return sets.together(parts + (list.map { [[$0]] } ?? []))
        })
    }

    /// So many or fewer: the list must be whole, and enough of those known be otherwise.
    func atMost(_ number: Int, _ truth: Truth) -> [DecidingWay] {
      guard truths.count(where: { $0 == truth }) <= number else { return [] }
      let surplus = truths.count { $0 != truth.negated } - number
      let fewer = sets.choose(max(0, surplus), of: each(truth.negated))
      return list.map { sets.together([[$0], fewer]) } ?? fewer
    }

    /// The ways in which entities of an open list have a truth value, alike however many they are.
    private func brought(_ truth: Truth) -> [DecidingWay] {
      guard let list else { return [] }
      guard let condition = quantifier.condition else { return truth == .holds ? [list] : [] }
      return sets.together([[list], sets.ways(condition, truth, DemandBook.anyone, of: rule)])
    }

    private func each(_ truth: Truth) -> [[DecidingWay]] {
      undecided.map { member in quantifier.condition.map { sets.ways($0, truth, member, of: rule) } ?? [] }
    }
  }

  /// The ways in which so many of some lists are gone at once.
  private func choose(_ number: Int, of lists: [[DecidingWay]]) -> [DecidingWay] {
    guard number > 0 else { return [DecidingWay()] }
    let possible = lists.filter { !$0.isEmpty }
    guard possible.count >= number else { return [] }
    if number == 1 { return minimal(possible.flatMap { $0 }) }
    if number == possible.count { return together(possible) }
    if number * possible.count >= Self.many {
      return walk(possible.sorted { $0[0].facts.count < $1[0].facts.count }, number)
    }
    var chosen = [[DecidingWay]](repeating: [], count: number + 1)
    chosen[0] = [DecidingWay()]
    for list in possible {
      for size in stride(from: number, to: 0, by: -1) {
        let more = chosen[size - 1].flatMap { done in list.compactMap { done.joined(with: $0, book) } }
        chosen[size] = minimal(chosen[size] + more)
      }
    }
    return chosen[number]
  }

  /// Goes the first possible way of list after list until there are so many: possible, not always smallest.
  private func walk(_ lists: [[DecidingWay]], _ number: Int) -> [DecidingWay] {
    var result = DecidingWay()
    var gone = 0
    for list in lists where gone < number {
      for way in list {
        guard result.join(way, book) else { continue }
        gone += 1
        break
      }
    }
    return gone == number ? [result] : []
  }
}
