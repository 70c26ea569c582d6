import JSONText
import Knowledge

/// What became of one example of a rule, or of one worked case.
package struct TrialResult: Sendable, CustomStringConvertible {
  /// What was tried.
  package enum Subject: Hashable, Sendable {
    /// An example of a rule: which outcome it must have, and its number in that list, from 1.
    case example(ExampleOutcome, number: Int)
    /// A whole story.
    case workedCase
  }
  /// The address of the rule or of the case.
  package let address: String
  package let subject: Subject
  /// Where the example or the case stands.
  package let place: JSONPlace
  /// What differed from what was expected, lower-case phrases; empty when nothing did.
  package let differences: [String]

  /// Whether everything was as expected.
  package var isPassed: Bool { differences.isEmpty }

  /// Names the entry: `onboarding.on-behalf-of fires 1`, `case on-behalf-of`.
  package var description: String {
    switch subject {
    case .example(let outcome, let number): "\(address) \(outcome.rawValue) \(number)"
    case .workedCase: "case \(address)"
    }
  }

  /// The differences as faults of the knowledge base.
  package var faults: [KnowledgeFault] {
    differences.map {
      KnowledgeFault(
        subject == .workedCase ? .failedCase : .failedExample, at: place, "\(description): \($0)")
    }
  }
}
