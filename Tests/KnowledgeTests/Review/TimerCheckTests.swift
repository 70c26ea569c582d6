import TestSupport
import Testing

@testable import Knowledge

/// What `kb check` says of the times that run while a finding is shown.
@Suite struct TimerCheckTests {
  private func faults(_ recheck: String) throws -> [String] {
    let knowledge = BriefKnowledge(
      facts: [
        "waba.status": "choice A B", "waba.began_at": "moment", "waba.day": "date", "message.sent_at": "moment",
        "message.code": "whole number",
      ],
      findings: [
        "a.case": "{ \"title\": \"Case\", \"impact\": \"harming\", \"recheck\": \(recheck) }",
        "a.message":
          "{ \"title\": \"Message\", \"impact\": \"harming\", \"recheck\": { \"from\": [\"message.sent_at\"], \"after\": \"1 hour\" } }",
      ],
      rules: [
        "a.case": #"{ "when": { "waba.status": "A" }, "find": "a.case" }"#,
        "a.message": #"{ "when": { "message.code": 1 }, "find": "a.message" }"#,
      ])
    let folder = try KnowledgeFixture.folder(knowledge.files)
    let read = KnowledgeReader.read(folder)
    try #require(read.faults.map(\.description) == [])
    return TimerCheck.faults(ReviewContext(read.knowledge, folder)).map(\.message)
  }

  @Test(arguments: [
    #"{ "from": ["waba.began_at", "waba.day"], "after": "24 hours" }"#, #"{ "at": ["waba.began_at"], "then": "it is over" }"#,
    #"{ "at": ["waba.began_at"], "from": ["waba.day"], "after": "30 days" }"#,
  ])
  func aWholeTimeHasNoFault(_ recheck: String) throws { #expect(try faults(recheck) == []) }

  @Test(arguments: [
    (#"{ "from": ["waba.began"], "after": "24 hours" }"#, #"there is no fact "waba.began"; did you mean "waba.began_at"?"#),
    (#"{ "from": ["waba.status"], "after": "24 hours" }"#, "waba.status is a choice and tells no moment; name a moment or a date"),
    (
      #"{ "from": ["message.sent_at"], "after": "24 hours" }"#,
      "the finding is not about a message, so nobody could say whose message.sent_at is meant"
    ),
    (#"{ "from": ["waba.began_at"] }"#, #""from" needs "after": how long the time runs"#),
    (#"{ "at": ["waba.began_at"], "after": "1 day" }"#, #""after" needs "from": the facts that tell since when the time runs"#),
    (#"{ "from": ["waba.began_at"], "after": "24" }"#, "expected a duration with its unit such as \"30 days\""),
    (#"{ "then": "it is over" }"#, #"say when: "at", or "from" and "after""#),
    (#"{ "at": ["waba.began_at"], "than": "x" }"#, #"unknown key "than"; did you mean "then"?"#),
    (#""soon""#, "expected an object in braces with at, or with from and after"),
    (#"{ "at": ["waba.began_at"], "cites": ["meta.page#x"] }"#, #"there is no source "meta.page""#),
  ])
  func aFaultIsNamed(_ recheck: String, _ message: String) throws {
    let messages = try faults(recheck)
    #expect(messages.contains { $0.hasPrefix(message) }, "\(messages)")
  }
}
