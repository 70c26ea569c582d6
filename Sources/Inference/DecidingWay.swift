import Knowledge

/// One way to give a condition a truth value: facts to learn, and what each of them must then say.
struct DecidingWay {
  /// What a comparison must say of a fact's value.
  struct Demand: Hashable {
    let fact: FactIndex
    let comparison: Comparison
    let operand: Operand
    /// Whether it must hold before `not` is applied.
    let mustHold: Bool

    init(_ test: FactTest, _ truth: Truth) {
      fact = test.fact
      comparison = test.comparison
      operand = test.operand
      mustHold = (truth == .holds) != test.negated
    }

    /// That a fact has a value.
    init(_ fact: FactIndex, is value: FactValue) {
      self.fact = fact
      comparison = .is
      operand = .values([value])
      mustHold = true
    }
  }

  /// What must be learned.
  private(set) var facts: Set<FactReference> = []
  /// What it must say; also of facts that are not learned but follow.
  private(set) var demands: [FactReference: Set<Demand>] = [:]

  /// The way of a condition that is so already.
  init() {}

  init(_ facts: Set<FactReference>, _ demands: [FactReference: Set<Demand>] = [:]) {
    self.facts = facts
    self.demands = demands
  }

  /// Both ways at once; `nil` when they want things of one fact that no value has.
  func joined(with other: DecidingWay, _ domain: FactDomain) -> DecidingWay? {
    var result = self
    return result.join(other, domain) ? result : nil
  }

  /// Goes another way too, if that is possible; says whether it was.
  mutating func join(_ other: DecidingWay, _ domain: FactDomain) -> Bool {
    for (reference, more) in other.demands {
      guard let before = demands[reference], !more.isSubset(of: before) else { continue }
      if !domain.admits(before.union(more), of: reference.fact) { return false }
    }
    demands.merge(other.demands) { $0.union($1) }
    facts.formUnion(other.facts)
    return true
  }

  /// Whether whoever goes the other way goes this one too.
  func isContained(in other: DecidingWay) -> Bool {
    facts.isSubset(of: other.facts)
      && demands.allSatisfy { reference, wanted in wanted.isSubset(of: other.demands[reference] ?? []) }
  }
}

/// Whether some value of a fact can satisfy several demands at once.
///
/// The answer is exact for yes-no, choices, whole numbers and counts, and wherever a value is pinned down by `is`; elsewhere only
/// a plain clash is seen.
struct FactDomain {
  private let knowledge: KnowledgeBase
  private let evaluator: TestEvaluator

  init(_ rules: CompiledRules) {
    knowledge = rules.knowledge
    evaluator = rules.evaluator
  }

  func admits(_ demands: Set<DecidingWay.Demand>, of fact: FactIndex) -> Bool {
    if demands.contains(where: { $0.comparison == .known && !$0.mustHold }) { return false }
    // What is compared with another fact that is not known can be met by the other.
    let tests = demands.filter { if case .fact = $0.operand { false } else if case .row = $0.operand { false } else { true } }
    guard let candidates = candidates(tests, of: fact) else { return !clash(tests) }
    return candidates.contains { value in
      tests.allSatisfy { demand in
        let test = FactTest(
          fact: fact, comparison: demand.comparison, operand: demand.operand, negated: false, json: knowledge.facts[fact].json)
        return evaluator.truth(test, value: value) == Truth(demand.mustHold)
      }
    }
  }

  /// Values of which one satisfies the demands if any value does; `nil` when they cannot be listed.
  private func candidates(_ demands: Set<DecidingWay.Demand>, of fact: FactIndex) -> [FactValue]? {
    for demand in demands where demand.comparison == .is && demand.mustHold {
      // A region is also its country, so that more than the values named may satisfy it.
      if case .values(let values) = demand.operand, knowledge.facts[fact].kind != .country { return values }
    }
    switch knowledge.facts[fact].kind {
    case .yesNo: return [.yesNo(true), .yesNo(false)]
    case .choice: return knowledge.facts[fact].options.map { .choice($0) }
    case .wholeNumber, .count:
      let least: Int64 = knowledge.facts[fact].kind == .count ? 0 : .min
      let named = demands.flatMap { numbers(in: $0.operand) }
      return (named.flatMap { [$0 &- 1, $0, $0 &+ 1] } + [0]).filter { $0 >= least }.map { .whole($0) }
    default: return nil
    }
  }

  private func numbers(in operand: Operand) -> [Int64] {
    let values: [FactValue] =
      switch operand {
      case .values(let values): values
      case .keys(let table): knowledge.tables[table].rows.map(\.key)
      case .fact, .row: []
      }
    return values.compactMap { if case .whole(let number) = $0 { number } else { nil } }
  }

  /// Whether a comparison must both hold and fail.
  private func clash(_ demands: Set<DecidingWay.Demand>) -> Bool {
    demands.contains { demand in
      !demand.mustHold
        && demands.contains { $0.mustHold && $0.comparison == demand.comparison && $0.operand == demand.operand }
    }
  }
}
