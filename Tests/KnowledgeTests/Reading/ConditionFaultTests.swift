import Knowledge
import Testing

/// Every way in which a condition can be wrong, with the place of the fault and what is said of it.
@Suite struct ConditionFaultTests {
  @Test func theSoundKnowledgeHasNoFaults() throws {
    let outcome = try Bookshelf().read()
    #expect(outcome.faults.map(\.description) == [])
    #expect(outcome.knowledge.rules.map(\.address) == ["account.banned"])
  }

  @Test(arguments: [
    #"{ "waba.status": "BANNED" }"#, #"{ "waba.status": ["BANNED", "PENDING"] }"#,
    #"{ "waba.status": { "not": "ACTIVE" } }"#,
    #"{ "waba.limit": { "at least": 1, "below": 10 } }"#, #"{ "waba.share": { "above": "12.5 %" } }"#,
    #"{ "waba.score": { "at most": 0.3 } }"#, #"{ "waba.age": { "at least": "30 days" } }"#,
    #"{ "waba.client": { "older than": "2.21.15.15" } }"#,
    #"{ "waba.created": { "older than": "30 days" } }"#,
    #"{ "waba.created": { "before": "2026-11-21" } }"#, #"{ "waba.day": { "within": "24 hours" } }"#,
    #"{ "waba.name": { "contains": "GB" } }"#, #"{ "waba.errors": { "contains": ["131026", "131049"] } }"#,
    #"{ "waba.errors": { "not": { "contains": "131026" } } }"#,
    #"{ "waba.country": { "in": { "table": "sanctioned" } } }"#,
    #"{ "waba.client": { "older than": { "table": "oldest", "at": "waba.platform" } } }"#,
    #"{ "waba.limit": { "above": { "fact": "waba.daily" } } }"#,
    #"{ "waba.name": { "is": { "fact": "waba.platform" } } }"#,
    #"{ "waba.status": { "known": true } }"#, #"{ "none": [{ "waba.is_paid": true }] }"#,
    #"{ "some": "phone_number", "where": { "phone_number.status": "PENDING", "waba.is_paid": false } }"#,
    #"{ "every": "phone_number", "where": { "phone_number.status": "PENDING" } }"#, #"{ "no": "user" }"#,
    #"{ "count": "phone_number", "at least": 2, "at most": 5, "waba.is_paid": true }"#,
    #"{ "any": [{ "some": "user" }, { "all": [{ "waba.is_paid": true }, { "no": "phone_number" }] }] }"#,
    #"{ "phone_number.status": "PENDING", "some": "phone_number", "where": { "phone_number.name": "x" } }"#,
  ])
  func everyFormOfConditionIsRead(_ when: String) throws {
    let outcome = try Bookshelf.condition(when).read()
    #expect(outcome.faults.map(\.description) == [])
    #expect(outcome.knowledge.rules.count == 1)
  }

  @Test(arguments: [
    (
      #"▸[]"#,
      "expected a condition, an object such as { \"waba.status\": \"ACTIVE\" }, but there is an array"
    ),
    (#"▸{}"#, "an empty condition says nothing; name a fact, or leave \"where\" out"),
    (#"{ ▸"waba.statsu": "BANNED" }"#, "unknown fact \"waba.statsu\"; did you mean \"waba.status\"?"),
    (#"{ ▸"al": [] }"#, "unknown fact \"al\"; did you mean \"all\"?"),
    (#"{ "all": ▸[] }"#, "an empty \"all\" says nothing; put a condition in it or remove it"),
    (#"{ "any": ▸[] }"#, "an empty \"any\" says nothing; put a condition in it or remove it"),
    (#"{ "none": ▸[] }"#, "an empty \"none\" says nothing; put a condition in it or remove it"),
    (
      #"{ "any": ▸{ "waba.is_paid": true } }"#,
      "expected a list of conditions after \"any\", but there is an object"
    ),
    (
      #"{ "any": [▸"waba.is_paid"] }"#,
      "expected a condition, an object such as { \"waba.status\": \"ACTIVE\" }, but there is a string"
    ),
    (
      #"{ "waba.status": ▸"BAND" }"#,
      "waba.status: \"BAND\" is not one of its values; did you mean \"BANNED\"?"
    ),
    (
      #"{ "waba.status": ["BANNED", ▸"banned"] }"#,
      "waba.status: \"banned\" is not one of its values; did you mean \"BANNED\"?"
    ),
    (#"{ "waba.status": ▸[] }"#, "an empty list of values says nothing"),
    (
      #"{ "waba.status": ▸{} }"#,
      "an empty comparison says nothing; write a value or a comparison such as { \"at least\": 2 }"
    ),
    (#"{ "waba.status": ▸null }"#, "expected one of its values, but there is null"),
    (
      #"{ "waba.limit": { ▸"more than": 3 } }"#,
      "unknown comparison \"more than\"; they are is, at least, at most, above, below, before, after, older than, within, contains, in, known, not"
    ),
    (#"{ "waba.limit": { ▸"atleast": 3 } }"#, "unknown comparison \"atleast\"; did you mean \"at least\"?"),
    (#"{ "waba.limit": { "at least": ▸[1, 2] } }"#, "\"at least\" takes one value, not a list"),
    (#"{ "waba.limit": { "at least": ▸-1 } }"#, "waba.limit: expected a count such as 3, but there is -1"),
    (
      #"{ "waba.status": { "above": ▸"BANNED" } }"#,
      "\"above\" does not go with waba.status, which is a choice"
    ),
    (#"{ "waba.limit": { "before": ▸3 } }"#, "\"before\" does not go with waba.limit, which is a count"),
    (#"{ "waba.limit": { "contains": ▸3 } }"#, "\"contains\" does not go with waba.limit, which is a count"),
    (
      #"{ "waba.errors": ▸"131026" }"#,
      "\"is\" does not go with waba.errors, which is a list of text; a list is asked with { \"contains\": … }"
    ),
    (
      #"{ "waba.share": ▸12.5 }"#,
      "waba.share: expected a percentage with its sign such as \"12.5 %\", but there is the bare number 12.5: say its unit"
    ),
    (
      #"{ "waba.age": { "above": ▸30 } }"#,
      "waba.age: expected a duration with its unit such as \"30 days\", but there is the bare number 30: say its unit"
    ),
    (
      #"{ "waba.created": { "older than": ▸30 } }"#,
      "waba.created: expected a duration with its unit such as \"30 days\", but there is the bare number 30: say its unit"
    ),
    (
      #"{ "waba.created": { "before": ▸"soon" } }"#,
      "waba.created: expected a moment with its zone such as \"2026-11-21T09:14:00Z\", but there is \"soon\""
    ),
    (#"{ "waba.limit": { "not": { ▸"not": 3 } } }"#, "\"not\" inside \"not\"; remove both"),
    (
      #"{ "waba.limit": { "not": ▸{ "at least": 3, "below": 9 } } }"#,
      "\"not\" of several comparisons is ambiguous; use \"none\""
    ),
    (
      #"{ "waba.status": { "known": ▸false } }"#,
      "\"known\" takes only true; a fact that is not known always waits"
    ),
    (
      #"{ "waba.status": { "not": { "known": ▸true } } }"#,
      "\"not\" of \"known\" can never hold, for a fact that is not known makes a rule wait"
    ),
  ])
  func aFaultOfACondition(_ when: String, _ message: String) throws { try expect(when, message) }

  @Test(arguments: [
    (
      #"{ "waba.country": { "in": ▸"sanctioned" } }"#,
      "\"in\" takes a table: { \"in\": { \"table\": \"sanctioned-regions\" } }"
    ),
    (
      #"{ "waba.country": { "in": { "table": ▸"sanctionned" } } }"#,
      "unknown table \"sanctionned\"; did you mean \"sanctioned\"?"
    ),
    (#"{ "waba.country": { "in": { "table": "sanctioned", ▸"at": "waba.name" } } }"#, "unknown key \"at\""),
    (
      #"{ "waba.country": { "in": { "fact": ▸"waba.name" } } }"#,
      "\"in\" takes a table; use \"is\" or \"contains\" with a fact"
    ),
    (
      #"{ "waba.country": { "in": { ▸"tabel": "sanctioned" } } }"#,
      "unknown key \"tabel\"; did you mean \"table\"?"
    ),
    (
      #"{ "waba.name": { "in": { "table": ▸"sanctioned" } } }"#,
      "the keys of sanctioned are of kind country, but waba.name is a text"
    ),
    (
      #"{ "waba.client": { "older than": ▸{ "table": "oldest" } } }"#,
      "\"older than\" with a table needs \"at\": the fact whose value is the row's key"
    ),
    (
      #"{ "waba.client": { "older than": { "table": ▸"sanctioned", "at": "waba.country" } } }"#,
      "table sanctioned has no value column of kind version"
    ),
    (
      #"{ "waba.client": { "older than": { "table": "oldest", "at": ▸"waba.plattform" } } }"#,
      "unknown fact \"waba.plattform\"; did you mean \"waba.platform\"?"
    ),
    (
      #"{ "waba.client": { "older than": { "table": "oldest", "at": ▸"waba.country" } } }"#,
      "the keys of oldest are of kind choice, but waba.country is a country"
    ),
    (
      #"{ "waba.limit": { "above": { "fact": ▸"waba.dayly" } } }"#,
      "unknown fact \"waba.dayly\"; did you mean \"waba.daily\"?"
    ),
    (
      #"{ "waba.limit": { "above": { "fact": ▸"waba.share" } } }"#,
      "waba.share is a percent and cannot be compared with a count"
    ),
    (
      #"{ "waba.limit": { "above": { "fact": "waba.daily", ▸"table": "oldest" } } }"#, "unknown key \"table\""
    ),
  ])
  func aFaultOfATableOrAnotherFact(_ when: String, _ message: String) throws { try expect(when, message) }

  @Test(arguments: [
    (
      #"{ "some": ▸"phone_numbers" }"#,
      "expected a subject that a case has many of, but there is \"phone_numbers\"; did you mean \"phone_number\"?"
    ),
    (#"{ "some": ▸"waba" }"#, "expected a subject that a case has many of, but there is \"waba\""),
    (#"▸{ "every": "phone_number" }"#, "\"every\" needs a \"where\""),
    (#"▸{ "count": "phone_number" }"#, "\"count\" needs \"at least\", \"at most\", or both"),
    (#"{ "count": "phone_number", "at least": ▸"two" }"#, "expected a count such as 2, but there is \"two\""),
    (
      #"{ "count": "phone_number", "at least": 3, "at most": ▸2 }"#,
      "at least 3 and at most 2 can never hold together"
    ),
    (#"{ "some": "phone_number", "at least": ▸2 }"#, "\"at least\" belongs beside \"count\" only"),
    (
      #"{ "waba.is_paid": true, ▸"where": { "waba.is_paid": true } }"#,
      "\"where\" belongs beside some, every, no or count"
    ),
    (
      #"{ "some": "phone_number", ▸"no": "user" }"#,
      "only one of some, every, no and count may stand in one object; put each in its own inside \"all\""
    ),
    (
      #"{ "some": "phone_number", "where": { "some": ▸"user" } }"#,
      "\"some\" cannot stand inside the \"where\" of another; infer a fact first"
    ),
    (
      #"{ "some": "phone_number", "where": { "any": [{ "no": ▸"user" }] } }"#,
      "\"no\" cannot stand inside the \"where\" of another; infer a fact first"
    ),
    (
      #"{ "some": "phone_number", "where": ▸{} }"#,
      "an empty condition says nothing; name a fact, or leave \"where\" out"
    ),
    (
      #"{ "some": "phone_number", "where": { ▸"user.role": "admin" } }"#,
      "\"user.role\" is not a fact of phone_number; name one of its facts, or one of a subject that a case has once"
    ),
    (
      #"{ "some": "phone_number", "where": { "phone_number.name": { "is": { "fact": ▸"user.role" } } } }"#,
      "\"user.role\" is not a fact of phone_number; name one of its facts, or one of a subject that a case has once"
    ),
    (
      #"{ "phone_number.name": "a", "user.role": ▸"admin" }"#,
      "the rule speaks of each phone_number and of each user; put one of them inside \"some\", \"every\" or \"no\""
    ),
  ])
  func aFaultOfAQuantifier(_ when: String, _ message: String) throws { try expect(when, message) }

  @Test func allFaultsOfAConditionAreReportedInOneRun() throws {
    let outcome = try Bookshelf.condition(
      #"{ "all": [{ ▸"waba.statsu": "x" }, { "waba.limit": ▸"many" }], "any": ▸[], "some": ▸"waba" }"#
    ).read()
    #expect(outcome.places == outcome.marks)
    #expect(outcome.faults.map(\.kind) == [.unknownFact, .badValue, .emptyList, .unknownSubject])
  }

  private func expect(_ when: String, _ message: String) throws {
    let outcome = try Bookshelf.condition(when).read()
    #expect(outcome.messages == [message])
    #expect(outcome.places == outcome.marks)
  }
}
