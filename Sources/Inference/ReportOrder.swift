import Knowledge

/// The order of findings in every report: impact, then causes before their effects, then file order.
///
/// It is worked out once over all findings, so that two findings stand in the same order in every report.
struct ReportOrder {
  /// Position of each finding in the order.
  let ranks: [Int32]

  /// Takes, again and again, the first finding in file order of which every cause has been taken (Kahn 1962); findings that
  /// explain one another in a circle follow in file order, what the circle explains comes after it.
  init(_ knowledge: KnowledgeBase) {
    var causality = Causality(knowledge)
    var order: [FindingIndex] = []
    // Findings without a cause, in file order; and those whose last cause has been taken, the last in file order first.
    var free = causality.withoutCause[...]
    var released: [FindingIndex] = []
    var next = 0
    while order.count < knowledge.findings.count {
      let chosen: [FindingIndex]
      if let first = free.first, first < released.last ?? knowledge.findings.count {
        chosen = [free.removeFirst()]
      } else if let first = released.popLast() {
        chosen = [first]
      } else {
        while causality.taken[next] { next += 1 }
        chosen = causality.circle(causing: next)
      }
      order += chosen
      let effects = chosen.flatMap { causality.take($0) }
      for effect in effects where !causality.taken[effect] {
        released.insert(effect, at: released.firstIndex { $0 < effect } ?? released.endIndex)
      }
    }
    let sorted = order.enumerated().sorted {
      (knowledge.findings[$0.element].impact, $0.offset) < (knowledge.findings[$1.element].impact, $1.offset)
    }
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, entry) in sorted.enumerated() { ranks[entry.element] = Int32(rank) }
    self.ranks = ranks
  }

  /// Verdicts in the order of a report; those of one finding keep their order.
  func sorted(_ verdicts: [Verdict]) -> [Verdict] {
    verdicts.enumerated().sorted { (ranks[$0.element.finding], $0.offset) < (ranks[$1.element.finding], $1.offset) }.map(\.element)
  }
}

/// Which finding explains which, while findings are taken one by one.
private struct Causality {
  private var effects: [[FindingIndex]]
  private var causes: [[FindingIndex]]
  /// How many causes of each have not been taken.
  private var causesLeft: [Int]
  private(set) var taken: [Bool]

  init(_ knowledge: KnowledgeBase) {
    let count = knowledge.findings.count
    effects = Array(repeating: [], count: count)
    causes = Array(repeating: [], count: count)
    for cause in 0..<count {
      for address in knowledge.findings[cause].explains {
        guard let effect = knowledge.findingPositions[address], effect != cause else { continue }
        effects[cause].append(effect)
        causes[effect].append(cause)
      }
    }
    causesLeft = causes.map(\.count)
    taken = Array(repeating: false, count: count)
  }

  /// Findings that nothing explains, in file order.
  var withoutCause: [FindingIndex] { causes.indices.filter { causes[$0].isEmpty } }

  /// Takes a finding; gives those whose last cause it was.
  mutating func take(_ finding: FindingIndex) -> [FindingIndex] {
    taken[finding] = true
    return effects[finding].filter { effect in
      causesLeft[effect] -= 1
      return causesLeft[effect] == 0
    }
  }

  /// Findings that explain one another and that nothing left explains from outside, going up from a finding left; in file order.
  func circle(causing finding: FindingIndex) -> [FindingIndex] {
    var finding = finding
    while true {
      let above = reached(from: finding, by: causes)
      let below = reached(from: finding, by: effects)
      guard let outside = above.subtracting(below).min() else { return above.sorted() }
      finding = outside
    }
  }

  private func reached(from start: FindingIndex, by edges: [[FindingIndex]]) -> Set<FindingIndex> {
    var seen: Set<FindingIndex> = []
    var open = [start]
    while let next = open.popLast() {
      for other in edges[next] where !taken[other] && seen.insert(other).inserted { open.append(other) }
    }
    return seen
  }
}
