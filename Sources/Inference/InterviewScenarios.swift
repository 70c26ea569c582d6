import Knowledge

/// One way in which a finding can come to be shown: answers that certain questions must get, and what is known already of it.
struct InterviewScenario {
  /// A fact and the answers to it that this way allows.
  struct Need: Hashable {
    let column: Int
    let answers: AnswerSet
    /// Whether the fact is known already.
    let isKnown: Bool
  }

  /// In ascending order of columns, each column once.
  private(set) var needs: [Need] = []

  init() {}

  init(_ need: Need) { needs = [need] }

  init(_ needs: [Need]) { self.needs = needs.sorted { $0.column < $1.column } }

  /// How many questions are still to be asked.
  var openCount: Int { needs.count { !$0.isKnown } }

  /// Both ways at once; `nil` when they want different answers to one question.
  func joined(with other: InterviewScenario) -> InterviewScenario? {
    if needs.isEmpty { return other }
    if other.needs.isEmpty { return self }
    var result: [Need] = []
    result.reserveCapacity(needs.count + other.needs.count)
    var (i, j) = (0, 0)
    while i < needs.count, j < other.needs.count {
      if needs[i].column < other.needs[j].column {
        result.append(needs[i])
        i += 1
      } else if needs[i].column > other.needs[j].column {
        result.append(other.needs[j])
        j += 1
      } else {
        let both = needs[i].answers.intersection(other.needs[j].answers)
        guard !both.isEmpty else { return nil }
        result.append(Need(column: needs[i].column, answers: both, isKnown: needs[i].isKnown))
        i += 1
        j += 1
      }
    }
    result += needs[i...]
    result += other.needs[j...]
    var joined = InterviewScenario()
    joined.needs = result
    return joined
  }

  /// Whether whoever goes the other way goes this one too.
  func isContained(in other: InterviewScenario) -> Bool {
    guard needs.count <= other.needs.count else { return false }
    var j = 0
    for need in needs {
      while j < other.needs.count, other.needs[j].column < need.column { j += 1 }
      guard j < other.needs.count, other.needs[j].column == need.column, other.needs[j].answers.isSubset(of: need.answers) else {
        return false
      }
      j += 1
    }
    return true
  }
}

/// Finds the ways in which rules can come to hold, by what answers they need.
///
/// Of many ways the shortest are kept; this only serves to compare questions.
final class InterviewScenarios {
  /// At most so many ways of one condition are carried along.
  private static let limit = 16

  private struct Part: Hashable {
    let rule: RuleIndex
    let instance: Int
  }

  private let outlook: InterviewOutlook
  private var memory: WorkingMemory { outlook.memory }
  private var columns: [WorkingMemory.Slot: Int] = [:]
  private(set) var slots: [WorkingMemory.Slot] = []
  private var known: [Part: [InterviewScenario]] = [:]

  init(_ outlook: InterviewOutlook) { self.outlook = outlook }

  func column(_ slot: WorkingMemory.Slot) -> Int {
    if let column = columns[slot] { return column }
    columns[slot] = slots.count
    slots.append(slot)
    return slots.count - 1
  }

  /// The ways in which a finding can come to be found or suspected that take at least one question.
  func ways(of finding: FindingIndex, _ instance: Int) -> [InterviewScenario] {
    var result: [InterviewScenario] = []
    for rule in memory.rules.rulesOfFinding[finding] {
      switch outlook.knowledge.rules[rule].conclusion {
      case .find, .suspect: result += ways(rule, instance)
      case .ruleOut, .infer: break
      }
    }
    return shortest(result).filter { $0.openCount > 0 }
  }

  /// The ways in which a rule can come to hold.
  func ways(_ rule: RuleIndex, _ instance: Int) -> [InterviewScenario] {
    let part = Part(rule: rule, instance: instance)
    if let ways = known[part] { return ways }
    let ways = ways(outlook.node(rule), instance, .holds)
    known[part] = ways
    return ways
  }

  private func ways(_ node: InterviewOutlook.Node, _ instance: Int, _ wanted: Truth) -> [InterviewScenario] {
    guard outlook.outlook(node, instance).can(wanted) else { return [] }
    switch node {
    case .leaf(let leaf): return ways(leaf: leaf, instance, wanted)
    case .all(let parts): return ways(parts, instance, wanted, needsEvery: wanted == .holds)
    case .any(let parts): return ways(parts, instance, wanted, needsEvery: wanted == .fails)
    case .none(let parts): return ways(parts, instance, wanted.negated, needsEvery: wanted == .holds)
    case .quantified(let amount, let subject, let inner):
      guard let inner else { return [InterviewScenario()] }
      return ways(amount, memory.members(subject + 1), inner, wanted)
    }
  }

  private func ways(
    _ parts: [InterviewOutlook.Node], _ instance: Int, _ wanted: Truth, needsEvery: Bool
  ) -> [InterviewScenario] {
    let lists = parts.map { ways($0, instance, wanted) }
    return needsEvery ? together(lists) : shortest(lists.flatMap { $0 })
  }

  private func ways(
    _ amount: Quantifier.Amount, _ members: [Int], _ inner: InterviewOutlook.Node, _ wanted: Truth
  ) -> [InterviewScenario] {
    func become(_ truth: Truth, atLeast number: Int) -> [InterviewScenario] {
      guard number > 0 else { return [InterviewScenario()] }
      let lists = members.map { ways(inner, $0, truth) }.filter { !$0.isEmpty }
      guard lists.count >= number else { return [] }
      if number == 1 { return shortest(lists.flatMap { $0 }) }
      return together(Array(lists.sorted { ($0.first?.openCount ?? 0) < ($1.first?.openCount ?? 0) }.prefix(number)))
    }
    let isWanted = wanted == .holds
    switch amount {
    case .some: return isWanted ? become(.holds, atLeast: 1) : become(.fails, atLeast: members.count)
    case .no: return isWanted ? become(.fails, atLeast: members.count) : become(.holds, atLeast: 1)
    case .every: return isWanted ? become(.holds, atLeast: members.count) : become(.fails, atLeast: 1)
    case .count(let least, let most):
      if isWanted {
        let few = most.map { become(.fails, atLeast: members.count - $0) } ?? [InterviewScenario()]
        return together([become(.holds, atLeast: least ?? 0), few])
      }
      let few = least.map { become(.fails, atLeast: members.count - $0 + 1) } ?? []
      return shortest(few + (most.map { become(.holds, atLeast: $0 + 1) } ?? []))
    }
  }

  private func ways(leaf: InterviewOutlook.Leaf, _ instance: Int, _ wanted: Truth) -> [InterviewScenario] {
    let test = leaf.test
    let missing = outlook.missing(leaf, instance)
    guard let fact = missing.first else { return [known(leaf, instance, wanted)] }
    var result: [InterviewScenario] = []
    if missing.allSatisfy({ outlook.facts.isAskable(outlook.facts.slot($0, instance)) }) {
      let needs = missing.map { fact -> InterviewScenario.Need in
        let slot = outlook.facts.slot(fact, instance)
        let answers = missing.count == 1 ? outlook.answers(leaf, instance, of: fact) : nil
        let set = answers.map { wanted == .holds ? $0.holds : $0.fails }
        return InterviewScenario.Need(
          column: column(slot), answers: set ?? AnswerSet(outlook.facts.answers(slot).count) { _ in true }, isKnown: false)
      }
      if needs.allSatisfy({ !$0.answers.isEmpty }) { result.append(InterviewScenario(needs)) }
    }
    for (rule, value) in outlook.inferences(of: fact) where missing.count == 1 {
      guard outlook.truth(test, instance, taking: fact, as: value) == wanted else { continue }
      result += ways(rule, outlook.facts.slot(fact, instance).instance)
    }
    return shortest(result)
  }

  /// A comparison that has come out: what is known speaks for it.
  private func known(_ leaf: InterviewOutlook.Leaf, _ instance: Int, _ wanted: Truth) -> InterviewScenario {
    let test = leaf.test
    guard test.second == nil else { return InterviewScenario() }
    let slot = outlook.facts.slot(test.fact, instance)
    guard outlook.facts.question(test.fact) != nil else { return InterviewScenario() }
    let answers = outlook.answers(leaf, instance, of: test.fact)
    let set = wanted == .holds ? answers.holds : answers.fails
    return set.isEmpty ? InterviewScenario() : InterviewScenario(.init(column: column(slot), answers: set, isKnown: true))
  }

  private func together(_ lists: [[InterviewScenario]]) -> [InterviewScenario] {
    var result = [InterviewScenario()]
    for list in lists {
      guard !list.isEmpty else { return [] }
      result = shortest(result.flatMap { done in list.compactMap { done.joined(with: $0) } })
    }
    return result
  }

  /// Drops what goes further than another way, keeps the shortest.
  func shortest(_ ways: [InterviewScenario]) -> [InterviewScenario] {
    guard ways.count > 1 else { return ways }
    var kept: [InterviewScenario] = []
    let sorted = ways.enumerated().sorted { ($0.element.openCount, $0.offset) < ($1.element.openCount, $1.offset) }
    for way in sorted.map(\.element) where !kept.contains(where: { $0.isContained(in: way) }) {
      kept.append(way)
      if kept.count == Self.limit { break }
    }
    return kept
  }
}
