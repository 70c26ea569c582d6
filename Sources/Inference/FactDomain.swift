import Knowledge

/// Whether some value of a fact can satisfy several demands at once.
///
/// The answer is exact for yes-no, choices, whole numbers and counts, wherever a value is known or pinned down by `is`, and for two such
/// facts that are compared with one another; elsewhere only a plain clash is seen.
struct FactDomain {
  typealias Demands = [FactReference: Set<DecidingWay.Demand>]

  private let memory: WorkingMemory
  private var knowledge: KnowledgeBase { memory.rules.knowledge }

  init(_ memory: WorkingMemory) { self.memory = memory }

  /// Whether a fact can be as demanded, beside the facts it is compared with.
  func admits(_ demands: Demands, of reference: FactReference) -> Bool {
    let wanted = demands[reference] ?? []
    if wanted.contains(where: { $0.comparison == .known && !$0.mustHold }) || clash(wanted) { return false }
    let values = candidates(wanted, of: reference)
    if let values, values.isEmpty { return false }
    return Set(wanted.compactMap(\.other)).allSatisfy { fact in
      let other = beside(reference, fact)
      guard let values, let others = candidates(demands[other] ?? [], of: other) else { return true }
      let joint = wanted.filter { $0.other == fact }
      return values.contains { value in
        others.contains { other in joint.allSatisfy { satisfies(value, $0, of: reference.fact, other) } }
      }
    }
  }

  /// The other fact of a comparison: of the case, or of the same entity.
  private func beside(_ reference: FactReference, _ fact: FactIndex) -> FactReference {
    guard memory.scope(of: fact) > 0 else { return FactReference(fact: fact) }
    return FactReference(fact: fact, entity: reference.entity, openList: reference.openList)
  }

  private func satisfies(_ value: FactValue, _ demand: DecidingWay.Demand, of fact: FactIndex, _ other: FactValue? = nil) -> Bool {
    let test = FactTest(
      fact: fact, comparison: demand.comparison, operand: demand.operand, negated: false, json: knowledge.facts[fact].json)
    return memory.rules.evaluator.truth(test, value: value, other: other) == Truth(demand.mustHold)
  }

  // MARK: Candidates

  /// Values that satisfy the demands that read no other fact, one of them if any does; `nil` when they cannot be listed.
  private func candidates(_ demands: Set<DecidingWay.Demand>, of reference: FactReference) -> [FactValue]? {
    let own = demands.filter { $0.other == nil }
    return listed(own, of: reference)?.filter { value in own.allSatisfy { satisfies(value, $0, of: reference.fact) } }
  }

  private func listed(_ demands: Set<DecidingWay.Demand>, of reference: FactReference) -> [FactValue]? {
    let definition = knowledge.facts[reference.fact]
    let instance = reference.entity.flatMap { memory.instance(of: $0, scope: definition.subject + 1) } ?? 0
    if reference.openList == nil, let value = memory.value(of: reference.fact, instance) { return [value] }
    // A region is also its country, so that more than the values named may satisfy it.
    if definition.kind != .country, let pinned = demands.first(where: { $0.comparison == .is && $0.mustHold }) {
      if case .values(let values) = pinned.operand { return values }
    }
    switch definition.kind {
    case .yesNo: return [.yesNo(true), .yesNo(false)]
    case .choice: return definition.options.map { .choice($0) }
    case .wholeNumber, .count:
      let least: Int64 = definition.kind == .count ? 0 : .min
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
