import Inference
import Knowledge

/// How a diagnosis went, as the exit status tells it.
///
/// Found and suspected count alike: a suspicion is all that can be had where Meta does not disclose, and a gate that lets
/// it pass would be silent where it matters most. A finding that is decided for one entity and unknown for another is both.
package enum Outcome: Int, Sendable, CaseIterable {
  /// Answered, and nothing found or suspected at or above the threshold.
  case answered = 0
  /// Something found or suspected at or above the threshold.
  case findings = 1
  /// The threshold is advice, and there is advice and nothing graver.
  case onlyAdvice = 2
  /// A finding is unknown that could still make the answer graver, or no rule was run at all.
  case open = 3

  /// The outcome of several diagnoses together: what was found outweighs what is open, and that outweighs advice.
  package static func together(_ outcomes: some Sequence<Outcome>) -> Outcome {
    let all = Set(outcomes)
    return [Outcome.findings, .open, .onlyAdvice].first(where: all.contains) ?? .answered
  }

  /// The outcome of a diagnosis.
  ///
  /// What was found at or above the threshold is told first, whatever is unknown beside it. Otherwise an unknown finding at
  /// or above the threshold leaves the answer open; when there is advice already, unknown advice cannot change it.
  ///
  /// - Parameters:
  ///   - failOn: the least impact that counts.
  ///   - allowUnknown: whether what is unknown is let pass.
  ///   - waivers: findings that are accepted and do not count.
  package static func of(
    _ diagnosis: Diagnosis, knowledge: KnowledgeBase, failOn: Impact = .harming, allowUnknown: Bool = false,
    waivers: [Waiver] = []
  ) -> Outcome {
    let counted = diagnosis.findings.lazy.filter { verdict in
      !waivers.contains { $0.stands(at: diagnosis.now) && $0.covers(verdict) }
    }
    let gravest = counted.map { knowledge.findings[$0.finding].impact }.filter {
      $0 <= failOn
    }.min()
    let gravestUnknown = diagnosis.unknown.lazy.map { knowledge.findings[$0.verdict.finding].impact }.filter {
      $0 <= failOn
    }.min()
    if let gravest, gravest < .advice { return .findings }
    if !allowUnknown {
      if diagnosis.coverage.total == 0 { return .open }
      if let gravestUnknown, gravest == nil || gravestUnknown < .advice { return .open }
    }
    return gravest == nil ? .answered : .onlyAdvice
  }
}
