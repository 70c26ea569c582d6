/// One condition of a fair comparison, as it stands.
package struct FairnessCheck: Sendable {
  /// How it stands.
  package enum State: String, Sendable, CaseIterable {
    case met
    case notMet = "not met"
    case unknown
  }

  /// A question that would settle it.
  package struct Open: Sendable {
    /// The fact, as `--fact` takes it.
    package let fact: String
    /// Whom to ask, in words.
    package let who: String
    package let question: String
    /// What may be answered: `yes or no`.
    package let answer: String
  }

  /// A finding that breaks it.
  package struct Breach: Sendable {
    package let address: String
    package let title: String
    /// Whether it is only suspected.
    package let isSuspected: Bool
  }

  /// The key of its row in the table of conditions: `people`.
  package let name: String
  package let title: String
  /// What is asked for.
  package let wanted: String
  package let state: State
  /// What breaks it; empty unless it is not met.
  package let breaches: [Breach]
  /// What the log shows, each a sentence.
  package let figures: [String]
  /// What would have to be told; empty unless it is unknown, or not met and something else open.
  package let open: [Open]
  /// Where it is written, in words with dates.
  package let sources: [String]
}
