import Collectors
import Inference
import Knowledge

/// How well the list did, now that the true cause is known: whether it was on it, at which rank, and what made it decidable.
package struct CaseReview: Sendable {
  /// What decided the cause.
  package enum Decided: Sendable, Hashable {
    /// Nothing yet.
    case never
    /// Before anything was told.
    case fromTheStart
    /// By what was brought: a recording, a file; how many questions were answered before.
    case brought(place: String, questions: Int)
    /// By an answer: the number of the question, and the fact in a line.
    case answer(question: Int, fact: String)
    /// When a list was known to be whole.
    case wholeList
  }
  package let finding: FindingIndex
  /// `found`, `suspected`, `ruled out` or `unknown`, at the end.
  package let status: Verdict.Status
  /// Its place among the findings shown, from 1; `nil` when it is not shown.
  package let rank: Int?
  /// How many findings are shown.
  package let shown: Int
  /// How many questions were answered.
  package let questions: Int
  /// What made it decidable.
  package let decided: Decided

  /// Looks back on a case.
  ///
  /// - Parameter finding: the true cause.
  package init(_ conversation: Conversation, cause finding: FindingIndex) {
    let engine = conversation.engine
    let diagnosis = engine.diagnosis()
    var order: [FindingIndex] = []
    for verdict in diagnosis.findings where !order.contains(verdict.finding) { order.append(verdict.finding) }
    self.finding = finding
    shown = order.count
    rank = order.firstIndex(of: finding).map { $0 + 1 }
    status = Self.status(engine, finding)
    questions = engine.claims.count(where: Self.isAnswer)
    decided = status == .unknown ? .never : Self.decided(engine, finding)
  }

  /// The strongest that is said of a finding, for any of its entities.
  private static func status(_ engine: InferenceEngine, _ finding: FindingIndex) -> Verdict.Status {
    let all = engine.verdicts(of: finding).map(\.status)
    return [.found, .suspected, .unknown].first { all.contains($0) } ?? (all.isEmpty ? .unknown : .ruledOut)
  }

  private static func isAnswer(_ fact: Fact) -> Bool { ["agent", "customer"].contains(fact.evidence.origin) }

  /// Tells the case once more, fact by fact in the order it came, until the cause is decided as it is in the end.
  private static func decided(_ whole: InferenceEngine, _ finding: FindingIndex) -> Decided {
    let end = status(whole, finding)
    var engine = InferenceEngine(whole.rules)
    if status(engine, finding) == end { return .fromTheStart }
    var entities = Collected()
    for subject in whole.knowledge.subjects where subject.isMany {
      entities.entities += whole.entities(of: subject.name).map { (subject.name, $0) }
    }
    engine.add(entities)
    if status(engine, finding) == end { return .fromTheStart }
    var questions = 0
    for claim in whole.claims {
      if isAnswer(claim) { questions += 1 }
      engine.assert(claim)
      guard status(engine, finding) == end else { continue }
      return isAnswer(claim)
        ? .answer(question: questions, fact: FactLine.text(claim, whole.knowledge))
        : .brought(place: claim.evidence.detail, questions: questions)
    }
    return .wholeList
  }
}
