/// Finds inference that runs in a circle: facts that rules infer from one another.
struct InferenceCycles {
  /// One circle: the facts in the order they rest on one another, the first again at the end, and a rule of it.
  struct Cycle {
    let facts: [FactIndex]
    let rule: RuleIndex
  }

  private let rules: [Rule]
  /// Which rules infer a fact.
  private var inferring: [FactIndex: [RuleIndex]] = [:]

  init(rules: [Rule]) {
    self.rules = rules
    for (index, rule) in rules.enumerated() {
      if case .infer(let fact, _) = rule.conclusion { inferring[fact, default: []].append(index) }
    }
  }

  /// Circles that share no fact, each the shortest through its first fact; none when inference runs in no circle.
  func found() -> [Cycle] {
    guard !inferring.isEmpty else { return [] }
    var remaining = withoutLooseEnds()
    var cycles: [Cycle] = []
    for start in remaining.sorted() where remaining.contains(start) {
      if let cycle = cycle(from: start, within: remaining) {
        cycles.append(cycle)
        remaining.subtract(cycle.facts)
      } else {
        remaining.remove(start)
      }
    }
    return cycles
  }

  /// Facts that are left when those that rest on nothing inferred are taken away, again and again (Kahn 1962).
  private func withoutLooseEnds() -> Set<FactIndex> {
    var waiting: [FactIndex: Int] = [:]
    var resting: [FactIndex: [FactIndex]] = [:]
    for fact in inferring.keys {
      let reads = inferredReads(of: fact)
      waiting[fact] = reads.count
      for read in reads { resting[read.fact, default: []].append(fact) }
    }
    var loose = waiting.filter { $0.value == 0 }.map(\.key)
    var remaining = Set(inferring.keys)
    while let fact = loose.popLast() {
      remaining.remove(fact)
      for dependent in resting[fact] ?? [] {
        waiting[dependent, default: 0] -= 1
        if waiting[dependent] == 0 { loose.append(dependent) }
      }
    }
    return remaining
  }

  /// Breadth first from a fact to what it rests on, until the way leads back to it.
  private func cycle(from start: FactIndex, within remaining: Set<FactIndex>) -> Cycle? {
    var cameFrom: [FactIndex: FactIndex] = [:]
    var queue = [start]
    var head = 0
    while head < queue.count {
      let fact = queue[head]
      head += 1
      for read in inferredReads(of: fact) where remaining.contains(read.fact) {
        if read.fact == start {
          var way = [fact]
          while let last = way.last, let before = cameFrom[last] { way.append(before) }
          return Cycle(facts: way.reversed() + [start], rule: read.rule)
        }
        guard cameFrom[read.fact] == nil else { continue }
        cameFrom[read.fact] = fact
        queue.append(read.fact)
      }
    }
    return nil
  }

  /// The inferred facts that the rules of a fact read, each once, with the first rule that reads it.
  private func inferredReads(of fact: FactIndex) -> [(fact: FactIndex, rule: RuleIndex)] {
    var seen: Set<FactIndex> = []
    var reads: [(fact: FactIndex, rule: RuleIndex)] = []
    for index in inferring[fact] ?? [] {
      rules[index].condition.forEachTest { test, _ in
        for read in test.reads where inferring[read] != nil && seen.insert(read).inserted {
          reads.append((read, index))
        }
      }
    }
    return reads
  }
}
