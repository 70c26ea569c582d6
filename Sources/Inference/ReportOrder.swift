import Knowledge

/// The order of findings in a report: impact, then causes before their effects, then file order.
struct ReportOrder {
  private let knowledge: KnowledgeBase

  init(_ knowledge: KnowledgeBase) { self.knowledge = knowledge }

  /// Verdicts in the order of a report; those of one finding keep their order.
  func sorted(_ verdicts: [Verdict]) -> [Verdict] {
    var byFinding: [FindingIndex: [Verdict]] = [:]
    for verdict in verdicts { byFinding[verdict.finding, default: []].append(verdict) }
    return Impact.allCases.flatMap { impact in
      order(byFinding.keys.filter { knowledge.findings[$0].impact == impact }.sorted()).flatMap { byFinding[$0] ?? [] }
    }
  }

  /// Takes, again and again, the first finding in file order that no finding still left explains.
  private func order(_ findings: [FindingIndex]) -> [FindingIndex] {
    guard findings.count > 1 else { return findings }
    let present = Set(findings)
    var causes: [FindingIndex: Set<FindingIndex>] = [:]
    for cause in findings {
      for effect in effects(of: cause) where present.contains(effect) { causes[effect, default: []].insert(cause) }
    }
    var left = findings
    var result: [FindingIndex] = []
    while !left.isEmpty {
      let next = left.firstIndex { causes[$0]?.isEmpty ?? true } ?? 0
      let finding = left.remove(at: next)
      result.append(finding)
      for effect in causes.keys { causes[effect]?.remove(finding) }
    }
    return result
  }

  /// Everything that a finding explains, directly or through others.
  private func effects(of finding: FindingIndex) -> Set<FindingIndex> {
    var seen: Set<FindingIndex> = []
    var open = [finding]
    while let next = open.popLast() {
      for address in knowledge.findings[next].explains {
        if let effect = knowledge.findingPositions[address], effect != finding, seen.insert(effect).inserted { open.append(effect) }
      }
    }
    return seen
  }
}
