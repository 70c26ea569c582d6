import Knowledge

/// How usual each finding is as the true cause: what the knowledge declares, and what closed cases add to it.
///
/// Laplace smoothing with the declared priors for counts that were there before the first case: a finding declared 2 that was the cause
/// of 3 closed cases weighs 5. So a finding never met keeps its weight, and what is declared gives way as cases come.
package struct FindingPriors: Sendable, Hashable {
  /// Those that the knowledge declares, with nothing learned.
  package static let declared = FindingPriors([:])

  /// How often each finding was the cause of a closed case.
  package let counts: [FindingIndex: Int]

  package init(_ counts: [FindingIndex: Int]) { self.counts = counts }

  /// The counts of causes by address; those that the knowledge knows by a former address count for the present one, others are passed over.
  package init(causes: [String: Int], in knowledge: KnowledgeBase) {
    var counts: [FindingIndex: Int] = [:]
    for (address, count) in causes where count > 0 {
      guard let finding = knowledge.findingPositions[address] ?? knowledge.findings.firstIndex(where: { $0.formerly.contains(address) })
      else { continue }
      counts[finding, default: 0] += count
    }
    self.init(counts)
  }

  /// The weight of a finding, relative to the others.
  package func weight(of finding: FindingIndex, in knowledge: KnowledgeBase) -> Double {
    knowledge.findings[finding].prior + Double(counts[finding] ?? 0)
  }
}
