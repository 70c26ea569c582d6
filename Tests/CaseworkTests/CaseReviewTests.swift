import Collectors
import Inference
import Knowledge
import TestSupport
import Testing

@testable import Casework

/// How well the list did once the true cause is known.
@Suite struct CaseReviewTests {
  private static let now = Moment(seconds: 1_795_252_440)

  private static func conversation(_ told: [(String, FactValue)], brought: [(String, FactValue)] = []) throws -> Conversation {
    let knowledge = try BriefKnowledge(
      facts: ["waba.status": "choice ACTIVE RESTRICTED", "waba.is_paid": "yes-no", "waba.is_test": "yes-no", "waba.other": "yes-no"],
      findings: ["a.stopped": #"{ "title": "Stopped", "impact": "blocking" }"#],
      rules: [
        "a.unpaid": #"{ "when": { "waba.is_paid": false, "waba.is_test": false }, "find": "a.unpaid" }"#,
        "a.stopped": #"{ "when": { "waba.status": "RESTRICTED" }, "suspect": "a.stopped" }"#,
      ]
    ).knowledge()
    var conversation = Conversation(knowledge: knowledge, now: now)
    var collected = Collected()
    collected.facts = brought.map { Fact(name: FactName($0.0), value: $0.1, evidence: Evidence(origin: "graph-api", detail: "GET /1")) }
    conversation.tell(collected, title: "brought")
    for (name, value) in told {
      let fact = try #require(knowledge.factPositions[name])
      conversation.answer(FactReference(fact: fact), value, who: "customer", at: now)
    }
    return conversation
  }

  private static func review(_ conversation: Conversation, _ cause: String) throws -> CaseReview {
    CaseReview(conversation, cause: try #require(conversation.knowledge.findingPositions[cause]))
  }

  @Test func theRankCountsFromTheGravest() throws {
    let conversation = try Self.conversation([
      ("waba.is_paid", .yesNo(false)), ("waba.status", .choice("RESTRICTED")), ("waba.is_test", .yesNo(false)),
    ])
    let unpaid = try Self.review(conversation, "a.unpaid")
    #expect((unpaid.rank, unpaid.shown, unpaid.questions) == (2, 2, 3))
    #expect(unpaid.status == .found)
    #expect(unpaid.decided == .answer(question: 3, fact: "waba.is_test is no"))
    let stopped = try Self.review(conversation, "a.stopped")
    #expect(stopped.rank == 1)
    #expect(stopped.status == .suspected)
    #expect(stopped.decided == .answer(question: 2, fact: "waba.status is RESTRICTED"))
  }

  @Test func aCauseThatWasRuledOutOrOpenIsNotOnTheList() throws {
    let conversation = try Self.conversation([("waba.is_paid", .yesNo(true))])
    let unpaid = try Self.review(conversation, "a.unpaid")
    #expect(unpaid.rank == nil)
    #expect(unpaid.status == .ruledOut)
    #expect(unpaid.decided == .answer(question: 1, fact: "waba.is_paid is yes"))
    let stopped = try Self.review(conversation, "a.stopped")
    #expect((stopped.status, stopped.decided) == (.unknown, .never))
  }

  @Test func whatWasReadDecidesBeforeQuestionsDo() throws {
    let conversation = try Self.conversation(
      [("waba.other", .yesNo(true))], brought: [("waba.status", .choice("RESTRICTED"))])
    #expect(try Self.review(conversation, "a.stopped").decided == .brought(place: "GET /1", questions: 0))
  }
}
