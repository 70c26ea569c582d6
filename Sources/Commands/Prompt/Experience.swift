import Knowledge

/// Where the choice of questions learns from, besides rules and declared priors. It is read when the first question is put.
struct Experience {
  /// Nothing.
  static var none: Experience { Experience() }

  /// Tells how often each finding was the cause of a closed case, by address; `nil` to go by the declared priors.
  var causes: (() throws -> [String: Int])?
  /// The worked cases of the knowledge, and what is wrong with others; `nil` to go by the rules.
  var workedCases: (() throws -> (cases: [WorkedCase], faults: [KnowledgeFault]))?
}
