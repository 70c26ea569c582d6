import Knowledge

/// Gives numbers to facts of the case and of entities, and to what may be demanded of them; says which demands go together.
///
/// The answer is exact for yes-no, choices, whole numbers and counts, wherever a value is known or pinned down by `is`, and for two such
/// facts that are compared with one another; elsewhere only a plain clash is seen.
final class DemandBook {
  /// What a comparison must say of a fact's value.
  private struct Demand: Hashable {
    let comparison: Comparison
    let operand: Operand
    /// Whether it must hold before `not` is applied.
    let mustHold: Bool
  }

  /// Stands for the instance of an entity that an open list may bring.
  static let anyone = -1

  private let memory: WorkingMemory
  private var knowledge: KnowledgeBase { memory.rules.knowledge }
  /// The place of each instance among all, entities in the order in which everything lists them; the case has place 0.
  private var places: [Int: Int] = [:]
  private var instances = [0]
  private var demands: [Demand] = []
  private var numbers: [Demand: Int] = [:]
  private var judged: [[Int]: Bool] = [:]

  init(_ memory: WorkingMemory) {
    self.memory = memory
    for scope in memory.state.members.indices.dropFirst() {
      for member in memory.members(scope) {
        places[member] = instances.count
        instances.append(member)
      }
    }
  }

  // MARK: Numbers

  /// The number of a fact of an instance, or of anyone; facts of one entity follow one another.
  func number(of fact: FactIndex, _ instance: Int) -> Int { place(of: fact, instance) * knowledge.facts.count + fact }

  private func place(of fact: FactIndex, _ instance: Int) -> Int {
    let scope = memory.scope(of: fact)
    if scope == 0 { return 0 }
    return instance == Self.anyone ? instances.count + scope : places[instance] ?? 0
  }

  /// The number of the list of a many-subject.
  func number(ofList subject: Int) -> Int {
    let fact = memory.rules.firstFactOfSubject[subject]
    return (instances.count + subject + 1) * knowledge.facts.count + fact
  }

  /// The fact, or the list, of a number.
  func reference(_ number: Int) -> FactReference {
    let (place, fact) = number.quotientAndRemainder(dividingBy: knowledge.facts.count)
    guard place < instances.count else { return FactReference(listOf: place - instances.count - 1, memory.rules) }
    return FactReference(fact: fact, entity: memory.name(of: instances[place]))
  }

  /// The number of the demand that a comparison has a truth value.
  func demand(_ test: FactTest, _ truth: Truth, _ instance: Int) -> Int {
    let demand = Demand(comparison: test.comparison, operand: test.operand, mustHold: (truth == .holds) != test.negated)
    return number(of: demand, number(of: test.fact, instance))
  }

  /// The number of the demand that a fact has a value.
  func demand(_ fact: FactIndex, is value: FactValue, _ instance: Int) -> Int {
    number(of: Demand(comparison: .is, operand: .values([value]), mustHold: true), number(of: fact, instance))
  }

  private func number(of demand: Demand, _ subject: Int) -> Int {
    let position = numbers[demand] ?? demands.count
    if position == demands.count {
      numbers[demand] = position
      demands.append(demand)
    }
    return subject << Self.shift | (demand.operand.otherFact == nil ? 0 : Self.pair) | position
  }

  private static let shift = 24
  private static let pair = 1 << 23

  /// The number of the fact that a demand is about.
  static func subject(of demand: Int) -> Int { demand >> shift }
  /// Whether a demand compares two facts.
  static func isPair(_ demand: Int) -> Bool { demand & pair != 0 }

  private func content(_ demand: Int) -> Demand { demands[demand & (Self.pair - 1)] }

  // MARK: What goes together

  /// Whether a value can be as one demand wants it.
  func admits(_ demand: Int) -> Bool { admits([demand][...]) }

  /// Whether demands, in ascending order, go together, when two parts of them do.
  func admits(_ together: [Int], grownFrom one: [Int], and other: [Int], hasPair: Bool) -> Bool {
    var start = 0
    while start < together.count {
      let subject = Self.subject(of: together[start])
      var end = start + 1
      while end < together.count, Self.subject(of: together[end]) == subject { end += 1 }
      let isGrown = end - start > count(of: subject, in: one) && end - start > count(of: subject, in: other)
      if isGrown, !admits(together[start..<end]) { return false }
      if hasPair, !admitsPairs(together[start..<end], in: together) { return false }
      start = end
    }
    return true
  }

  private func count(of subject: Int, in demands: [Int]) -> Int { slice(of: subject, in: demands).count }

  /// The demands about one fact.
  private func slice(of subject: Int, in demands: [Int]) -> ArraySlice<Int> {
    var (low, high) = (0, demands.count)
    while low < high {
      let middle = (low + high) / 2
      if Self.subject(of: demands[middle]) < subject { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < demands.count, Self.subject(of: demands[end]) == subject { end += 1 }
    return demands[low..<end]
  }

  /// Whether a value can be as several demands about one fact want it.
  private func admits(_ wanted: ArraySlice<Int>) -> Bool {
    let key = Array(wanted)
    if let known = judged[key] { return known }
    let all = wanted.map(content)
    let isPossible =
      !all.contains { $0.comparison == .known && !$0.mustHold } && !clash(all)
      && candidates(all, of: Self.subject(of: wanted[wanted.startIndex]))?.isEmpty != true
    judged[key] = isPossible
    return isPossible
  }

  /// Whether a comparison must both hold and fail.
  private func clash(_ all: [Demand]) -> Bool {
    all.contains { demand in
      !demand.mustHold && all.contains { $0.mustHold && $0.comparison == demand.comparison && $0.operand == demand.operand }
    }
  }

  /// Whether a fact can be as demanded beside the facts that it is compared with.
  private func admitsPairs(_ wanted: ArraySlice<Int>, in together: [Int]) -> Bool {
    guard let first = wanted.first, wanted.contains(where: Self.isPair) else { return true }
    let all = wanted.map(content)
    let others = Set(all.compactMap(\.operand.otherFact))
    let (place, fact) = Self.subject(of: first).quotientAndRemainder(dividingBy: knowledge.facts.count)
    guard let values = candidates(all, of: Self.subject(of: first)) else { return true }
    return others.allSatisfy { other in
      let beside = (memory.scope(of: other) == 0 ? 0 : place) * knowledge.facts.count + other
      let wantedBeside = slice(of: beside, in: together).map(content)
      guard let valuesBeside = candidates(wantedBeside, of: beside) else { return true }
      let pairs = all.filter { $0.operand.otherFact == other }
      return values.contains { value in
        valuesBeside.contains { other in pairs.allSatisfy { satisfies(value, $0, of: fact, other) } }
      }
    }
  }

  private func satisfies(_ value: FactValue, _ demand: Demand, of fact: FactIndex, _ other: FactValue? = nil) -> Bool {
    let test = FactTest(
      fact: fact, comparison: demand.comparison, operand: demand.operand, negated: false, json: knowledge.facts[fact].json)
    return memory.rules.evaluator.truth(test, value: value, other: other) == Truth(demand.mustHold)
  }

  // MARK: Candidates

  /// Values that satisfy the demands that read no other fact, one of them if any does; `nil` when they cannot be listed.
  private func candidates(_ all: [Demand], of subject: Int) -> [FactValue]? {
    let own = all.filter { $0.operand.otherFact == nil }
    let (place, fact) = subject.quotientAndRemainder(dividingBy: knowledge.facts.count)
    if place < instances.count, let value = memory.value(of: fact, instances[place]) { return [value] }
    return listed(own, of: fact)?.filter { value in own.allSatisfy { satisfies(value, $0, of: fact) } }
  }

  private func listed(_ own: [Demand], of fact: FactIndex) -> [FactValue]? {
    let definition = knowledge.facts[fact]
    // A region is also its country, so that more than the values named may satisfy it.
    if definition.kind != .country, let pinned = own.first(where: { $0.comparison == .is && $0.mustHold }) {
      if case .values(let values) = pinned.operand { return values }
    }
    switch definition.kind {
    case .yesNo: return [.yesNo(true), .yesNo(false)]
    case .choice: return definition.options.map { .choice($0) }
    case .wholeNumber, .count:
      let least: Int64 = definition.kind == .count ? 0 : .min
      let named = own.flatMap { numbers(in: $0.operand) }
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
}
