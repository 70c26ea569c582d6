import Knowledge

/// What can be said of a case from what is known: every finding of the rules that were run, sorted by what is known of it.
///
/// Who asks what would settle an open finding lets it be worked out, from the case as it was: it stays with the thread that asked for it.
package struct Diagnosis {
  /// The moment it speaks of.
  package let now: Moment
  /// Found and suspected, in the order of a report: impact, causes before effects, file order; then entities in their order.
  package let findings: [Verdict]
  /// Excluded, each with the rules that exclude it.
  package let ruledOut: [Verdict]
  /// Neither, each with what would settle it.
  package let unknown: [OpenFinding]
  /// What could not be learned, as the collectors said.
  package let gaps: [Gap]
  /// Evidence or rules that disagree.
  package let contradictions: [Contradiction]
  /// Facts whose value is none of the words we know.
  package let unlisted: [Fact]
  package let coverage: Coverage

  /// The same with some findings only; gaps, contradictions and coverage stay.
  package func keeping(_ keeps: (FindingIndex) -> Bool) -> Diagnosis {
    Diagnosis(
      now: now, findings: findings.filter { keeps($0.finding) }, ruledOut: ruledOut.filter { keeps($0.finding) },
      unknown: unknown.filter { keeps($0.verdict.finding) }, gaps: gaps, contradictions: contradictions,
      unlisted: unlisted, coverage: coverage)
  }
}

/// What is known of one finding, for one entity if its rules run for each.
package struct Verdict: Sendable, Hashable {
  package enum Status: String, Sendable, CaseIterable {
    /// A rule is certain of it.
    case found
    /// A rule says it fits; nobody outside Meta can be certain.
    case suspected
    /// A rule excludes it, or every rule that could say it has failed.
    case ruledOut = "ruled out"
    /// Some rule still waits.
    case unknown
  }
  package let finding: FindingIndex
  package let status: Status
  /// The `id` of the entity; `nil` when the finding is about the case.
  package let entity: String?
  /// The many-subject of the entity.
  package let subject: String?
  /// The rules that decide it: those that hold, or, when nothing holds, those that have failed.
  package let rules: [RuleIndex]

  package init(finding: FindingIndex, status: Status, entity: String?, subject: String?, rules: [RuleIndex]) {
    self.finding = finding
    self.status = status
    self.entity = entity
    self.subject = subject
    self.rules = rules
  }
}

/// A fact of one entity, or of the case.
package struct FactReference: Hashable, Sendable, Comparable {
  package let fact: FactIndex
  /// The entity; `nil` for a fact of the case, or for entities that are not known yet.
  package let entity: String?
  /// The many-subject whose list is still open, when it is the list that is missing, with all that its entities may bring, and not
  /// a fact's value; `fact` is then the first of that subject.
  package let openList: String?

  package init(fact: FactIndex, entity: String? = nil, openList: String? = nil) {
    self.fact = fact
    self.entity = entity
    self.openList = openList
  }

  /// The list of a many-subject, which is still open.
  init(listOf subject: Int, _ rules: CompiledRules) {
    self.init(fact: rules.firstFactOfSubject[subject], openList: rules.knowledge.subjects[subject].name)
  }

  package static func < (left: FactReference, right: FactReference) -> Bool {
    (left.fact, left.entity ?? "", left.openList ?? "") < (right.fact, right.entity ?? "", right.openList ?? "")
  }
}

/// Two things that cannot both be so.
package enum Contradiction: Sendable {
  /// Evidence disagrees about one fact; `used` is the position of the evidence that the rules go by, the most trusted.
  case evidence(fact: FactIndex, entity: String?, claims: [Fact], used: Int)
  /// One rule is certain of a finding and another excludes it.
  case rules(finding: FindingIndex, entity: String?, holding: [RuleIndex], excluding: [RuleIndex])
}

/// How much of the rules could be decided: a run that could not tell never looks like a pass.
package struct Coverage: Sendable, Hashable {
  /// Rules that were run: decided + waiting + the skipped.
  package let total: Int
  /// Rules whose condition holds or fails, for every entity.
  package let decided: Int
  /// Rules that wait on facts which may still be asked.
  package let waiting: Int
  /// Rules that wait on facts which could not be learned, by gap.
  package let skipped: [Skipped]
  /// Rules not in force on the day.
  package let notInForce: Int
  /// Rules left out by the choice of topics.
  package let leftOut: Int

  /// Rules that one gap keeps from being decided.
  package struct Skipped: Sendable, Hashable {
    /// Position in `Diagnosis.gaps`.
    package let gap: Int
    package let rules: Int
  }
}
