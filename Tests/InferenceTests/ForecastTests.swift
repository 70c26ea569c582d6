import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Inference

/// When a case is worth another look: times that run while findings are shown.
@Suite struct ForecastTests {
  private static let now = Moment(seconds: 1_795_252_440)
  private static func later(_ seconds: Int64) -> Moment { Moment(seconds: now.seconds + seconds) }

  private static func knowledge() throws -> KnowledgeBase {
    try BriefKnowledge(
      facts: [
        "waba.is_limited": "yes-no", "waba.limited_at": "moment", "waba.paused_on": "date", "waba.expires_at": "moment",
        "message.code": "whole number", "message.sent_at": "moment", "message.held_until": "moment",
      ],
      findings: [
        "a.limit":
          #"{ "title": "Limit", "impact": "harming", "recheck": { "from": ["waba.limited_at", "waba.paused_on"], "after": "24 hours" } }"#,
        "a.expiry": #"{ "title": "Expiry", "impact": "advice", "recheck": { "at": ["waba.expires_at"], "then": "it is over" } }"#,
        "a.held":
          #"{ "title": "Held", "impact": "harming", "recheck": { "at": ["message.held_until"], "from": ["message.sent_at"], "after": "30 days" } }"#,
      ],
      rules: [
        "a.limit": #"{ "when": { "waba.is_limited": true }, "find": "a.limit" }"#,
        "a.expiry": #"{ "when": { "waba.expires_at": { "known": true } }, "find": "a.expiry" }"#,
        "a.held": #"{ "when": { "message.code": 1 }, "suspect": "a.held" }"#,
      ]
    ).knowledge()
  }

  private static func forecast(_ facts: [(String, String?, FactValue)], waived: Set<String> = []) throws -> [String] {
    let knowledge = try knowledge()
    var engine = InferenceEngine(CompiledRules(knowledge, now: now))
    for (name, entity, value) in facts {
      engine.assert(Fact(name: FactName(name), entity: entity, value: value, evidence: Evidence(origin: "agent", detail: "")))
    }
    let forecast = Forecast(engine.diagnosis(), engine: engine) { waived.contains(knowledge.findings[$0.finding].address) }
    return forecast.entries.map { entry in
      let whose = entry.entity.map { "[\($0)]" } ?? ""
      let due = entry.due.map { "\($0.upperBound.seconds - now.seconds)\(entry.isOver(at: now) ? " over" : "")" } ?? "?"
      return "\(knowledge.findings[entry.finding].address)\(whose) \(due) by \(entry.fact)"
    }
  }

  @Test func nothingRunsForWhatIsNotShown() throws {
    #expect(try Self.forecast([("waba.limited_at", nil, .moment(Self.now))]) == [])
    #expect(try Self.forecast([("waba.is_limited", nil, .yesNo(false)), ("waba.limited_at", nil, .moment(Self.now))]) == [])
  }

  @Test func aTimeRunsFromTheFirstFactThatIsKnown() throws {
    let limited = ("waba.is_limited", String?.none, FactValue.yesNo(true))
    #expect(try Self.forecast([limited, ("waba.limited_at", nil, .moment(Self.later(-60)))]) == ["a.limit 86340 by waba.limited_at"])
    let midnight = Self.now.date.start.seconds - Self.now.seconds
    #expect(
      try Self.forecast([limited, ("waba.paused_on", nil, .date(Self.now.date))]) == ["a.limit \(midnight + 86_400) by waba.paused_on"])
    #expect(try Self.forecast([limited]) == ["a.limit ? by waba.limited_at"])
  }

  @Test func whatTellsTheMomentItselfCountsFirst() throws {
    let facts: [(String, String?, FactValue)] = [("message.code", "1", .whole(1)), ("message.sent_at", "1", .moment(Self.now))]
    #expect(try Self.forecast(facts) == ["a.held[1] 2592000 by message.sent_at"])
    #expect(
      try Self.forecast(facts + [("message.held_until", "1", .moment(Self.later(5)))]) == ["a.held[1] 5 by message.held_until"])
  }

  @Test func theFirstToEndComesFirstAndWhatNobodyDatedLast() throws {
    let forecast = try Self.forecast([
      ("waba.is_limited", nil, .yesNo(true)), ("message.code", "1", .whole(1)), ("message.code", "2", .whole(1)),
      ("message.sent_at", "2", .moment(Self.now)), ("waba.expires_at", nil, .moment(Self.later(-5))),
    ])
    #expect(
      forecast == [
        "a.expiry -5 over by waba.expires_at", "a.held[2] 2592000 by message.sent_at", "a.limit ? by waba.limited_at",
        "a.held[1] ? by message.sent_at",
      ])
  }

  @Test func whatSomebodyAcceptsIsNotWaitedFor() throws {
    let facts: [(String, String?, FactValue)] = [("waba.is_limited", nil, .yesNo(true)), ("waba.limited_at", nil, .moment(Self.now))]
    #expect(try Self.forecast(facts, waived: ["a.limit"]) == [])
  }

  /// The times that an agent is told of, by the knowledge of the project.
  @Test(arguments: [
    (
      #"{"as of":"2026-11-21","message":[{"id":"1","error_code":131049,"sent_at":"2026-11-21T08:00:00Z"}]}"#, "delivery.per-user-limit",
      "2026-11-22T08:00:00Z"
    ),
    (
      #"{"as of":"2026-11-21","incident.error_code":134101,"incident.failed_call_at":"2026-11-21T08:00:00Z"}"#,
      "api-errors.still-synchronising", "2026-11-21T08:10:00Z"
    ),
    (
      #"{"as of":"2026-11-21","waba.marketing_messages_onboarding_status":"ONBOARDED","template":[{"id":"1","category":"MARKETING","last_used_at":"2026-11-18T09:00:00Z"}]}"#,
      "templates.falls-asleep", "2026-11-25T09:00:00Z"
    ),
    (
      #"{"as of":"2026-11-21","message":[{"id":"1","statuses":["sent"],"silently_undelivered":true,"sent_at":"2026-11-10T00:00:00Z"}]}"#,
      "delivery.still-held", "2026-12-10T00:00:00Z"
    ),
    (
      #"{"as of":"2026-11-21","portfolio.knows_full_control_user":false,"portfolio.full_control_request_sent":"2026-11-20T12:00:00Z"}"#,
      "admins.request-running", "2026-11-21T12:00:00Z"
    ),
    (
      #"{"as of":"2026-11-21","template":[{"id":"1","status":"PAUSED","pause_title":"FIRST_PAUSE","paused_at":"2026-11-20T23:00:00Z"}]}"#,
      "templates.paused-3-hours", "2026-11-21T02:00:00Z"
    ),
    (
      #"{"as of":"2026-11-21","template":[{"id":"1","status":"PAUSED","pause_title":"SECOND_PAUSE","paused_at":"2026-11-20T23:00:00Z"}]}"#,
      "templates.paused-6-hours", "2026-11-21T05:00:00Z"
    ),
    (
      #"{"as of":"2026-11-21","access_token.is_valid":true,"access_token.expires_at_seconds":1795600000,"access_token.expires_at":"2026-11-25T00:00:00Z"}"#,
      "access.token-expires-soon", "2026-11-25T00:00:00Z"
    ),
    (
      #"{"as of":"2026-11-21","incident.ticket_answered":false,"incident.ticket_opened_at":"2026-11-20T12:00:00Z","portfolio.country":"DE"}"#,
      "route.answer-to-come", "2026-11-23T12:00:00Z"
    ),
  ])
  func theTimesOfTheKnowledgeAreTold(_ facts: String, _ finding: String, _ due: String) throws {
    let knowledge = Self.project
    let root = try JSONDocument(facts, file: "facts").root
    let read = FactsReader.read(root, knowledge: knowledge, values: .authored, evidence: "facts-file")
    try #require(read.faults.map(\.description) == [])
    var engine = InferenceEngine(CompiledRules(knowledge, now: try #require(read.asOf).start))
    engine.add(read.collected)
    let forecast = Forecast(engine.diagnosis(), engine: engine)
    let entry = forecast.entries.first { knowledge.findings[$0.finding].address == finding && $0.due != nil }
    #expect(entry?.due?.upperBound.description == due, "\(forecast.entries.map { knowledge.findings[$0.finding].address })")
  }

  private static let project = KnowledgeReader.read(KnowledgeFixture.projectFolder).knowledge
}
