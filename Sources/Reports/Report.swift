import Inference
import Knowledge

/// What counts for how a diagnosis went.
package struct ReportGate: Sendable, Hashable {
  /// The least impact that counts.
  package var failOn: Impact
  /// Whether what is unknown is let pass.
  package var allowUnknown: Bool
  /// Whether the program ends with 0 whatever the diagnosis says.
  package var exitZero: Bool

  package init(failOn: Impact = .harming, allowUnknown: Bool = false, exitZero: Bool = false) {
    self.failOn = failOn
    self.allowUnknown = allowUnknown
    self.exitZero = exitZero
  }
}

/// A diagnosis ready to be told in any form: filtered once, and judged once.
package struct Report {
  package let context: ReportContext
  package let gate: ReportGate
  /// How it went, as every form of report and the exit status say it.
  package let outcome: Outcome

  package init(_ context: ReportContext, gate: ReportGate = ReportGate()) {
    self.context = context
    self.gate = gate
    outcome = Outcome.of(
      context.diagnosis, knowledge: context.knowledge, failOn: gate.failOn, allowUnknown: gate.allowUnknown,
      waivers: context.waivers)
  }

  /// What the program ends with.
  package var exitStatus: Int { gate.exitZero ? 0 : outcome.rawValue }

  /// Whether a finding counts for the outcome.
  func counts(_ group: FindingGroup) -> Bool {
    context.knowledge.findings[group.finding].impact <= gate.failOn && context.waiver(of: group) == nil
  }

  /// Whether an open question leaves the outcome open.
  func counts(_ group: UnknownGroup) -> Bool {
    !gate.allowUnknown && context.knowledge.findings[group.finding].impact <= gate.failOn
  }
}
