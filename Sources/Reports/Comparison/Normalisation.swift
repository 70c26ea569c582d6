import Inference
import Knowledge

/// One of the four things that Meta wants explained in a ticket on lower delivery: time, audience, template, retries.
///
/// It comes from the facts of a case, whoever brought them, so that a saved case tells it too.
package struct Normalisation: Sendable {
  /// `Time`, `Audience`, `Template`, `Retries`.
  package let title: String
  /// Whether all of its conditions are met; `unknown` while something is open.
  package let state: FairnessCheck.State
  /// What is known of it, each a phrase: `Days the comparison covers: 5`.
  package let known: [String]
  /// What has to be asked before the ticket is complete.
  package let open: [FairnessCheck.Open]

  /// The four, in Meta's order; empty when the knowledge has no table of conditions.
  package static func all(_ context: ReportContext) -> [Normalisation] {
    let checks = ConditionReader(context: context, figures: nil, unasked: []).checks
    guard !checks.isEmpty else { return [] }
    return [
      ("Time", ["days", "hour"]), ("Audience", ["people", "size", "split", "mix", "regions"]), ("Template", ["template", "unresolved"]),
      ("Retries", ["retries"]),
    ].map { title, names in
      let own = checks.filter { names.contains($0.name) }
      let states = Set(own.map(\.state))
      return Normalisation(
        title: title, state: states.contains(.notMet) ? .notMet : states.contains(.unknown) ? .unknown : .met,
        known: own.flatMap(\.figures), open: own.flatMap(\.open))
    }
  }
}
