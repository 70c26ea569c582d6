/// Findings that explain one another in a circle (`circular-explanation`): a report shows causes before effects, and here neither is first.
enum ExplanationCheck {
  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    let findings = context.knowledge.findings
    var rests: [Int: [Int]] = [:]
    for (index, finding) in findings.enumerated() where finding.json["explains"] != nil {
      rests[index] = finding.explains.compactMap { context.knowledge.findingPositions[$0] }
    }
    return CycleSearch(rests).cycles().map { cycle in
      let first = findings[cycle[0]]
      return KnowledgeFault(
        .circularExplanation, at: first.json["explains"]?.place ?? first.place,
        "findings explain one another in a circle: \(cycle.map { findings[$0].address }.joined(separator: " → "))"
      )
    }
  }
}
