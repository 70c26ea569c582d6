import Knowledge

/// A question of an interview: what to ask, and what each answer would mean for the findings still open.
package struct NextQuestion: Sendable {
  /// A finding still open, for one entity if it is about one.
  package struct Stake: Sendable, Hashable {
    package let finding: FindingIndex
    package let entity: String?
  }
  /// One answer and what would follow from it.
  package struct Answer: Sendable {
    /// The value, or one that stands for all values of the answer.
    package let value: FactValue
    /// As a person would say it: `Eligible`, `at least 3`, `another country`.
    package let label: String
    /// Whether it is one value and not a stretch or group of them: then it can be picked, else a value must be typed.
    package let isExact: Bool
    /// Open findings that would be found or suspected.
    package let shows: [Stake]
    /// Open findings that would be ruled out.
    package let rulesOut: [Stake]
    /// Open findings that would stay possible.
    package let leavesPossible: [Stake]
  }

  /// The fact asked about.
  package let reference: FactReference
  package let question: Question
  /// Every value, or every stretch of values that rules tell apart.
  package let answers: [Answer]
  /// Open findings that the question bears on, in report order.
  package let stakes: [Stake]
  /// How many findings are open.
  package let openCount: Int
  /// What it costs to have it answered.
  package let cost: Double
  /// How much nearer it brings the right finding: the share of the likely findings' open questions that it makes up, and the share of
  /// all weight that its answer is expected to move; between 0 and 2.
  package let gain: Double
  /// Why it is asked when no finding waits for it; `nil` for a question of an interview.
  package internal(set) var purpose: String?

  /// `separates 9 of 14`.
  package var split: String { "separates \(stakes.count) of \(openCount)" }
}

extension NextQuestion {
  /// A question whose answer no finding waits for.
  ///
  /// - Parameter purpose: why it is asked, as a clause: `the ticket needs it`.
  package init(about reference: FactReference, _ question: Question, purpose: String) {
    self.init(
      reference: reference, question: question, answers: [], stakes: [], openCount: 0, cost: 1, gain: 0, purpose: purpose)
  }
}

/// What an interview does next.
package enum InterviewStep: Sendable {
  case ask(NextQuestion)
  case done(InterviewEnd)
}

/// Why an interview is over.
package enum InterviewEnd: Sendable, Hashable {
  /// Every finding of the topic is settled.
  case settled
  /// So many findings are open, and nothing that can be asked could settle one.
  case nothingToAsk(open: Int)
}

/// One way in which an open finding can come to be shown, as the choice of questions weighs it; for measuring how good the choice is.
package struct InterviewWay: Sendable {
  /// A question that must get one of some answers.
  package struct Need: Sendable {
    package let reference: FactReference
    /// Every answer that it can get, a value for each.
    package let answers: [FactValue]
    /// Positions of the answers that will do.
    package let allowed: [Int]
  }
  package let stake: NextQuestion.Stake
  /// Its share of the weight of all ways.
  package let weight: Double
  /// The questions not answered yet.
  package let needs: [Need]
}
