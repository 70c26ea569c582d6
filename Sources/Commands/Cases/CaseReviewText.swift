import CaseStore
import Casework
import JSONText
import Knowledge
import Reports

/// What is said when a case is closed: whether the true cause was on the list, where, and what made it decidable.
struct CaseReviewText {
  let number: Int64
  let outcome: CaseOutcome
  /// `nil` when the cause is no finding.
  let review: CaseReview?
  let knowledge: KnowledgeBase

  /// The text.
  func text(style: TextStyle) -> String {
    IndentedText.text([(0, headline)] + lines.map { (2, $0) }, style: style)
  }

  private var headline: String {
    guard let review else { return "Case \(number) is closed: \(outcome.words ?? "the cause is not known"), which no finding says." }
    let finding = knowledge.findings[review.finding]
    return "Case \(number) is closed: \(finding.title) (\(finding.address))."
  }

  private var lines: [String] {
    guard let review else { return ["The list could not have named it. Whoever edits the knowledge may add a finding."] }
    return [place(review), decided(review)]
  }

  private func place(_ review: CaseReview) -> String {
    if let rank = review.rank {
      return "It was on the list, \(review.status.rawValue), at rank \(rank) of \(review.shown)."
    }
    switch review.status {
    case .unknown: return "It was not on the list, but still open: nobody had told what would settle it."
    default:
      return "It was not on the list: the rules ruled it out. Look at them with why not \(knowledge.findings[review.finding].address)."
    }
  }

  private func decided(_ review: CaseReview) -> String {
    let of = review.questions == 1 ? "1 question" : "\(review.questions) questions"
    switch review.decided {
    case .never: return "It never became decidable, with \(of) answered."
    case .fromTheStart: return "It was decided before anything was told."
    case .brought(let place, let questions):
      let before = questions == 0 ? "before any question" : questions == 1 ? "after 1 question" : "after \(questions) questions"
      return "It became decidable with what was read, \(before): \(HarmlessText.value(place, limit: 120))."
    case .answer(let question, let fact):
      return "It became decidable with question \(question) of \(review.questions): \(HarmlessText.value(fact, limit: 160))."
    case .wholeList: return "It became decidable when a list was known to be whole."
    }
  }

  /// The same as JSON, as `case-review.schema.json` describes it.
  var json: JSONTree {
    let review: JSONTree =
      self.review.map { review in
        var decided: [JSONField] = []
        switch review.decided {
        case .never: decided = [JSONField("by", "nothing")]
        case .fromTheStart: decided = [JSONField("by", "nothing needed")]
        case .brought(let place, let questions):
          decided = [JSONField("by", "evidence"), JSONField("detail", .string(place)), JSONField("question", .integer(Int64(questions)))]
        case .answer(let question, let fact):
          decided = [JSONField("by", "answer"), JSONField("detail", .string(fact)), JSONField("question", .integer(Int64(question)))]
        case .wholeList: decided = [JSONField("by", "whole list")]
        }
        return [
          "finding": .string(knowledge.findings[review.finding].address), "status": .string(review.status.rawValue),
          "rank": review.rank.map { .integer(Int64($0)) } ?? .null, "shown": .integer(Int64(review.shown)),
          "questions": .integer(Int64(review.questions)), "decided": .object(decided),
        ]
      } ?? .null
    return [
      "schema": "wabadoctor/case-review", "version": 1, "number": .integer(number), "outcome": outcome.json, "review": review,
    ]
  }
}
