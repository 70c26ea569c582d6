import Knowledge

/// What one diagnosis says that another did not: the consequences of an answer.
package struct DiagnosisChange: Sendable {
  /// Shown now and not before, or sure now and only suspected before, in the order of the later report.
  package let appeared: [Verdict]
  /// Shown before and not any more, in the order of the earlier report.
  package let vanished: [Verdict]
  /// Ruled out now and open before.
  package let ruledOut: [Verdict]
  /// How many pieces of evidence contradict each other now that did not before.
  package let newDisagreements: Int
  /// How many findings are both found and excluded now that were not before.
  package let newRuleConflicts: Int
  /// Words unknown to us that were not there before.
  package let unlisted: [Fact]
  /// Findings that were open before and are open now.
  package let open: (before: Int, now: Int)

  /// Whether nothing that a report tells has changed.
  package var isEmpty: Bool {
    appeared.isEmpty && vanished.isEmpty && ruledOut.isEmpty && unlisted.isEmpty
      && newDisagreements <= 0 && newRuleConflicts <= 0
  }

  /// Compares two diagnoses of the same rules.
  ///
  /// - Parameter findings: the findings to look at; `nil` for all.
  package init(from before: Diagnosis, to after: Diagnosis, findings: Set<FindingIndex>? = nil) {
    func looksAt(_ finding: FindingIndex) -> Bool { findings?.contains(finding) != false }
    let shownBefore = Self.statuses(before.findings)
    let shownAfter = Self.statuses(after.findings)
    appeared = after.findings.filter { verdict in
      let earlier = shownBefore[Key(verdict)]
      return earlier == nil || (earlier == .suspected && verdict.status == .found)
    }
    vanished = before.findings.filter { shownAfter[Key($0)] == nil }
    let wasOut = Set(before.ruledOut.map(Key.init))
    ruledOut = after.ruledOut.filter { looksAt($0.finding) && !wasOut.contains(Key($0)) }
    newDisagreements = Self.disagreements(after) - Self.disagreements(before)
    newRuleConflicts =
      after.contradictions.count - Self.disagreements(after)
      - (before.contradictions.count - Self.disagreements(before))
    let known = Set(before.unlisted)
    unlisted = after.unlisted.filter { !known.contains($0) }
    open = (
      before.unknown.count { looksAt($0.verdict.finding) },
      after.unknown.count { looksAt($0.verdict.finding) }
    )
  }

  /// Contradictions between pieces of evidence; the others are between rules.
  private static func disagreements(_ diagnosis: Diagnosis) -> Int {
    diagnosis.contradictions.count { if case .evidence = $0 { true } else { false } }
  }

  private struct Key: Hashable {
    let finding: FindingIndex
    let entity: String?

    init(_ verdict: Verdict) {
      finding = verdict.finding
      entity = verdict.entity
    }
  }

  private static func statuses(_ verdicts: [Verdict]) -> [Key: Verdict.Status] {
    Dictionary(verdicts.map { (Key($0), $0.status) }) { first, _ in first }
  }
}
