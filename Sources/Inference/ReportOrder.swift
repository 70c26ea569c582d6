import Knowledge

/// The order of findings in every report: impact, then causes before their effects, then file order.
///
/// It is worked out once over all findings, so that two findings stand in the same order in every report.
struct ReportOrder {
  /// Position of each finding in the order.
  let ranks: [Int32]

  /// Takes, again and again, the first finding in file order of which every cause has been taken (Kahn 1962); findings that
  /// explain one another in a circle follow in file order.
  init(_ knowledge: KnowledgeBase) {
    let count = knowledge.findings.count
    var effects = [[FindingIndex]](repeating: [], count: count)
    var causes = [Int](repeating: 0, count: count)
    for cause in 0..<count {
      for address in knowledge.findings[cause].explains {
        guard let effect = knowledge.findingPositions[address], effect != cause else { continue }
        effects[cause].append(effect)
        causes[effect] += 1
      }
    }
    var order: [FindingIndex] = []
    var taken = [Bool](repeating: false, count: count)
    // Findings without a cause, in file order; and those whose last cause has been taken, the last in file order first.
    var free = (0..<count).filter { causes[$0] == 0 }[...]
    var released: [FindingIndex] = []
    var next = 0
    while order.count < count {
      let finding: FindingIndex
      if let first = free.first, first < released.last ?? count {
        finding = free.removeFirst()
      } else if let first = released.popLast() {
        finding = first
      } else {
        while taken[next] { next += 1 }
        finding = next
      }
      guard !taken[finding] else { continue }
      taken[finding] = true
      order.append(finding)
      for effect in effects[finding] {
        causes[effect] -= 1
        guard causes[effect] == 0, !taken[effect] else { continue }
        released.insert(effect, at: released.firstIndex { $0 < effect } ?? released.endIndex)
      }
    }
    let sorted = order.enumerated().sorted {
      (knowledge.findings[$0.element].impact, $0.offset) < (knowledge.findings[$1.element].impact, $1.offset)
    }
    var ranks = [Int32](repeating: 0, count: count)
    for (rank, entry) in sorted.enumerated() { ranks[entry.element] = Int32(rank) }
    self.ranks = ranks
  }

  /// Verdicts in the order of a report; those of one finding keep their order.
  func sorted(_ verdicts: [Verdict]) -> [Verdict] {
    verdicts.enumerated().sorted { (ranks[$0.element.finding], $0.offset) < (ranks[$1.element.finding], $1.offset) }.map(\.element)
  }
}
