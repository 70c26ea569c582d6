import Inference
import Knowledge

/// What a report tells: one filter, before every form of report and before the exit status.
package struct ReportFilter: Sendable, Hashable {
  /// Findings that are lighter than this are left out, and counted.
  package var least: Impact

  /// A filter; it leaves out nothing unless told.
  package init(least: Impact = .advice) { self.least = least }

  /// What is left of a diagnosis.
  ///
  /// - Parameter others: findings that are told elsewhere.
  func applied(to diagnosis: Diagnosis, besides others: Set<FindingIndex>, in knowledge: KnowledgeBase) -> Diagnosis {
    guard least != .advice || !others.isEmpty else { return diagnosis }
    return diagnosis.keeping { knowledge.findings[$0].impact <= least && !others.contains($0) }
  }

  /// How many findings were found or suspected and are left out.
  func leftOut(of diagnosis: Diagnosis, besides others: Set<FindingIndex>, in knowledge: KnowledgeBase) -> Int {
    Set(diagnosis.findings.map(\.finding)).count { knowledge.findings[$0].impact > least && !others.contains($0) }
  }
}
