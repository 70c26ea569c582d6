import Knowledge
import Testing

/// Conditions compared: rules that never fire, contradict each other, or are needless; and what must not be reported as such.
@Suite struct RuleLogicTests {
  private static func outcome(_ rules: [(name: String, when: String, conclusion: String)]) throws
    -> Bookshelf.Outcome
  {
    let texts = rules.map { "\"\($0.name)\": {\"when\": \($0.when), \($0.conclusion)}" }
    let outcome = try Bookshelf(["Rules/account.json": "{\(texts.joined(separator: ",\n"))}"]).reviewed()
    #expect(outcome.knowledge.rules.count == rules.count)
    return outcome
  }

  // MARK: Rules that never fire

  @Test(arguments: [
    #"{"all": [{"waba.status": "ACTIVE"}, {"waba.status": "BANNED"}]}"#,
    #"{"waba.status": "ACTIVE", "none": [{"waba.status": "ACTIVE"}]}"#,
    #"{"waba.status": {"not": ["ACTIVE", "BANNED", "PENDING"]}}"#,
    #"{"waba.status": ["ACTIVE", "BANNED"], "all": [{"waba.status": {"not": "ACTIVE"}}, {"waba.status": {"not": "BANNED"}}]}"#,
    #"{"all": [{"waba.is_paid": true}, {"waba.is_paid": false}]}"#,
    #"{"waba.is_paid": {"not": [true, false]}}"#,
    #"{"waba.limit": {"above": 3, "below": 4}}"#, #"{"waba.limit": {"at least": 5, "at most": 4}}"#,
    #"{"waba.limit": {"below": 0}}"#,
    #"{"waba.limit": {"above": 3, "at most": 5, "not": [4, 5]}}"#,
    #"{"waba.limit": 7, "none": [{"waba.limit": {"at least": 7}}]}"#,
    #"{"waba.score": {"above": 0.3, "at most": 0.3}}"#,
    #"{"waba.share": {"at least": "10 %", "below": "5 %"}}"#,
    #"{"waba.client": {"older than": "2.21", "at least": "2.21.0.0"}}"#,
    #"{"waba.age": {"below": "0 seconds"}}"#,
    #"{"waba.day": {"before": "2024-05-15", "after": "2024-05-14"}}"#.replacing(
      "2024-05-14", with: "2024-05-15"),
    #"{"waba.created": {"within": "24 hours", "older than": "24 hours"}}"#,
    #"{"waba.created": {"older than": "30 days", "not": {"older than": "20 days"}}}"#,
    #"{"waba.country": "CU", "none": [{"waba.country": ["CU", "IR"]}]}"#,
    #"{"waba.country": {"in": {"table": "sanctioned"}, "not": {"in": {"table": "sanctioned"}}}}"#,
    #"{"waba.limit": {"above": {"fact": "waba.daily"}, "at most": {"fact": "waba.daily"}}}"#,
    #"{"waba.errors": {"contains": ["1", "2"], "not": {"contains": "2"}}}"#,
    #"{"all": [{"some": "user"}, {"no": "user"}]}"#,
    #"{"some": "phone_number", "where": {"all": [{"phone_number.status": "PENDING"}, {"phone_number.status": "CONNECTED"}]}}"#,
    #"{"any": [{"waba.limit": {"below": 0}}, {"waba.is_paid": {"not": [true, false]}}]}"#,
    #"{"waba.name": "a", "any": [{"waba.name": "b"}, {"waba.name": {"not": ["a", "c"]}}]}"#,
  ])
  func aConditionThatCanNeverHoldIsReported(_ when: String) throws {
    let outcome = try Self.outcome([("banned", when, #""find": "account.banned""#)])
    #expect(
      outcome.faults.filter { $0.kind == .neverFires }.map(\.place.description) == ["Rules/account.json:1:21"]
    )
  }

  @Test func theFactsThatCannotBeSoAreNamed() throws {
    let outcome = try Self.outcome([
      (
        "banned", #"{"waba.is_paid": true, "waba.limit": {"above": 3, "below": 4}}"#,
        #""find": "account.banned""#
      )
    ])
    #expect(
      outcome.faults.filter { $0.kind == .neverFires }.map(\.message) == [
        "the rule can never fire: what it asks of waba.limit cannot be so at once"
      ])
  }

  @Test(arguments: [
    #"{"waba.status": {"not": ["ACTIVE", "BANNED"]}}"#, #"{"waba.limit": {"above": 3, "below": 5}}"#,
    #"{"waba.limit": {"at most": 0}}"#,
    #"{"waba.score": {"above": 0.3, "below": 0.31}}"#,
    #"{"waba.client": {"above": "2.21", "below": "2.21.1"}}"#,
    #"{"waba.created": {"within": "24 hours", "older than": "23 hours"}}"#,
    #"{"waba.created": {"before": "2020-01-01", "within": "24 hours"}}"#,
    #"{"all": [{"waba.country": "UA"}, {"waba.country": "UA-43"}]}"#,
    #"{"all": [{"waba.name": {"contains": "a"}}, {"waba.name": "b"}]}"#,
    #"{"all": [{"some": "phone_number", "where": {"phone_number.status": "PENDING"}}, {"some": "phone_number", "where": {"phone_number.status": "CONNECTED"}}]}"#,
    #"{"every": "phone_number", "where": {"all": [{"phone_number.status": "PENDING"}, {"phone_number.status": "CONNECTED"}]}}"#,
    #"{"any": [{"waba.limit": {"below": 0}}, {"waba.is_paid": true}]}"#,
    #"{"waba.limit": {"above": {"fact": "waba.daily"}}, "waba.daily": {"at most": {"fact": "waba.limit"}}}"#,
  ])
  func aConditionThatCanHoldIsNot(_ when: String) throws {
    let outcome = try Self.outcome([("banned", when, #""find": "account.banned""#)])
    #expect(outcome.faults.filter { $0.kind == .neverFires }.map(\.description) == [])
  }

  // MARK: Two rules

  /// Pairs of conditions of which the first surely holds only where the second does.
  static let implications = [
    (#"{"waba.status": "BANNED"}"#, #"{"waba.status": ["BANNED", "PENDING"]}"#),
    (#"{"waba.status": ["BANNED", "PENDING"]}"#, #"{"waba.status": {"not": "ACTIVE"}}"#),
    (#"{"waba.status": "BANNED", "waba.is_paid": true}"#, #"{"waba.is_paid": true}"#),
    (#"{"waba.limit": {"at least": 5}}"#, #"{"waba.limit": {"above": 4}}"#),
    (#"{"waba.limit": 3}"#, #"{"waba.limit": {"below": 9, "not": 4}}"#),
    (#"{"waba.share": {"below": "5 %"}}"#, #"{"waba.share": {"at most": "5.0 %"}}"#),
    (#"{"waba.client": {"older than": "2.20"}}"#, #"{"none": [{"waba.client": {"at least": "2.21"}}]}"#),
    (#"{"waba.created": {"older than": "30 days"}}"#, #"{"waba.created": {"older than": "29 days"}}"#),
    (#"{"waba.created": {"within": "1 hours"}}"#, #"{"waba.created": {"within": "1 day"}}"#),
    (#"{"waba.created": {"older than": "2 days"}}"#, #"{"waba.created": {"not": {"within": "1 day"}}}"#),
    (
      #"{"waba.day": {"after": "2024-05-15"}}"#,
      #"{"waba.day": {"not": {"before": "2024-05-16"}}}"#.replacing("05-16", with: "05-15")
    ),
    (#"{"waba.errors": {"contains": ["1", "2"]}}"#, #"{"waba.errors": {"contains": "2"}}"#),
    (#"{"waba.country": "CU"}"#, #"{"waba.country": {"known": true}}"#),
    (
      #"{"some": "user", "where": {"user.role": "a"}, "waba.is_paid": true}"#,
      #"{"some": "user", "where": {"user.role": "a"}}"#
    ),
    (#"{"no": "user"}"#, #"{"none": [{"some": "user"}]}"#),
    (
      #"{"all": [{"waba.is_paid": true}, {"any": [{"waba.limit": 1}, {"waba.limit": 2}]}]}"#,
      #"{"waba.is_paid": true, "waba.limit": [1, 2, 3]}"#
    ),
    (
      #"{"waba.country": {"in": {"table": "sanctioned"}}, "waba.limit": 1}"#,
      #"{"waba.country": {"in": {"table": "sanctioned"}}}"#
    ),
    (#"{"phone_number.status": "PENDING", "phone_number.name": "a"}"#, #"{"phone_number.name": ["a", "b"]}"#),
  ]

  /// Pairs of which the first may hold where the second does not, or waits where the second is needed.
  static let noImplications = [
    (#"{"waba.status": ["BANNED", "PENDING"]}"#, #"{"waba.status": "BANNED"}"#),
    (#"{"waba.limit": {"at least": 5}}"#, #"{"waba.limit": {"above": 5}}"#),
    (#"{"waba.is_paid": true}"#, #"{"waba.status": ["ACTIVE", "BANNED", "PENDING"]}"#),
    (#"{"waba.is_paid": true}"#, #"{"waba.country": {"known": true}}"#),
    (#"{"waba.score": {"above": 4}}"#, #"{"waba.score": {"at least": 5}}"#),
    (#"{"waba.created": {"older than": "1 day"}}"#, #"{"waba.created": {"before": "2024-01-01"}}"#),
    (#"{"some": "phone_number"}"#, #"{"some": "user"}"#),
    (#"{"waba.country": "UA"}"#, #"{"waba.country": "UA-43"}"#),
    (
      #"{"phone_number.status": "PENDING"}"#,
      #"{"some": "phone_number", "where": {"phone_number.status": "PENDING"}}"#
    ),
  ]

  @Test(arguments: implications)
  func aRuleThatAnotherIncludesIsNeedless(_ narrow: String, _ wide: String) throws {
    let outcome = try Self.outcome([
      ("banned", wide, #""find": "account.banned""#), ("banned.b", narrow, #""find": "account.banned""#),
    ])
    let faults = outcome.faults.filter { $0.kind == .subsumed }
    #expect(
      faults.map(\.message) == [
        "whenever account.banned.b holds, account.banned (Rules/account.json:1:12) holds too and says as much; remove one of them"
      ])
    #expect(faults.map(\.place.line) == [2])
  }

  @Test(arguments: implications)
  func aRuleThatAlwaysDisagreesIsReported(_ narrow: String, _ wide: String) throws {
    for (one, other) in [(narrow, wide), (wide, narrow)] {
      let outcome = try Self.outcome([
        ("banned", one, #""suspect": "account.banned""#),
        ("banned.b", other, #""rule out": "account.banned""#),
      ])
      #expect(outcome.faults.count { $0.kind == .contradictory } == 1)
      #expect(outcome.faults.count { $0.kind == .subsumed } == 0)
    }
  }

  @Test(arguments: noImplications)
  func rulesThatOnlyOverlapAreLeftAlone(_ one: String, _ other: String) throws {
    let outcome = try Self.outcome([
      ("banned", other, #""find": "account.banned""#), ("banned.b", one, #""find": "account.banned""#),
    ])
    #expect(outcome.faults.filter { $0.kind == .subsumed && $0.place.line == 2 }.map(\.description) == [])
  }

  @Test(arguments: [
    (#""find": "account.banned""#, #""suspect": "account.banned""#, 0),
    (#""suspect": "account.banned""#, #""find": "account.banned""#, 1),
    (#""infer": {"waba.limit": 1}"#, #""infer": {"waba.limit": 1}"#, 1),
    (#""rule out": "account.banned""#, #""rule out": "account.banned""#, 1),
    (#""since": "2024-01-01", "find": "account.banned""#, #""find": "account.banned""#, 1),
    (#""find": "account.banned""#, #""since": "2024-01-01", "find": "account.banned""#, 0),
    (
      #""until": "2023-12-31", "find": "account.banned""#,
      #""since": "2024-01-01", "find": "account.banned""#, 0
    ),
    (#""retired": "2024-01-01", "find": "account.banned""#, #""find": "account.banned""#, 0),
  ])
  func aRuleIsNeedlessOnlyBesideOneThatSaysAsMuchAsLong(_ narrow: String, _ wide: String, _ count: Int) throws {
    let outcome = try Self.outcome([
      ("a", #"{"waba.is_paid": true, "waba.daily": 1}"#, narrow), ("b", #"{"waba.is_paid": true}"#, wide),
    ])
    #expect(outcome.faults.count { $0.kind == .subsumed } == count)
  }

  @Test func oneFactIsNotInferredToBeTwoThings() throws {
    let outcome = try Self.outcome([
      ("a", #"{"waba.is_paid": true}"#, #""infer": {"waba.limit": 1}"#),
      ("b", #"{"waba.is_paid": true, "waba.daily": 2}"#, #""infer": {"waba.limit": 2}"#),
    ])
    #expect(outcome.faults.filter { $0.kind == .contradictory }.map(\.place.line) == [2])
  }

  @Test func aConditionTooLargeToTellIsLeftAlone() throws {
    let either = (0..<12).map {
      #"{"any": [{"waba.name": {"contains": "a\#($0)"}}, {"waba.name": {"contains": "b\#($0)"}}]}"#
    }
    let outcome = try Self.outcome([
      ("banned", "{\"all\": [\(either.joined(separator: ", "))]}", #""find": "account.banned""#)
    ])
    #expect(outcome.faults.filter { $0.kind == .neverFires }.isEmpty)
  }
}
