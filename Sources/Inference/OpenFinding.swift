/// A finding that is still unknown, and what would settle it; that is worked out when somebody asks, for a report tells it of a few.
package struct OpenFinding {
  package let verdict: Verdict
  private let settling: Settling

  /// A smallest set of facts that, with the right values, shows that it holds; empty when no values can.
  package var toConfirm: [FactReference] { settling.needs.toConfirm }
  /// A smallest set of facts that, with the right values, rules it out; empty when no values can.
  package var toRuleOut: [FactReference] { settling.needs.toRuleOut }
  /// Position in `Diagnosis.gaps` of the gap that keeps one of these facts away; `nil` when nothing failed.
  package var gap: Int? { settling.needs.gap }

  /// What would settle a finding.
  struct Needs {
    let toConfirm: [FactReference]
    let toRuleOut: [FactReference]
    let gap: Int?
  }

  /// An open finding.
  ///
  /// - Parameter needs: works out what would settle it; called once at most.
  init(_ verdict: Verdict, needs: @escaping () -> Needs) {
    self.verdict = verdict
    settling = Settling(needs)
  }

  /// An open finding of which it is known what would settle it.
  init(verdict: Verdict, toConfirm: [FactReference], toRuleOut: [FactReference], gap: Int?) {
    self.init(verdict) { Needs(toConfirm: toConfirm, toRuleOut: toRuleOut, gap: gap) }
  }

  /// What would settle it, once somebody has asked; shared by all copies.
  private final class Settling {
    private let work: () -> Needs
    private(set) lazy var needs = work()

    init(_ work: @escaping () -> Needs) { self.work = work }
  }
}
