import Knowledge
import Testing

/// Every way in which rules and their conclusions can be wrong.
@Suite struct RuleFaultTests {
  private static func rules(_ text: String) throws -> Bookshelf.Outcome {
    try Bookshelf(["Rules/account.json": text]).read()
  }

  @Test(arguments: [
    (
      #"{"banned": ▸{"when": {"waba.is_paid": true}}}"#,
      "a rule needs one of \"find\", \"suspect\", \"rule out\" or \"infer\""
    ),
    (#"{"banned": ▸{"find": "account.banned"}}"#, "\"when\" is missing"),
    (
      #"{"banned": {"when": {"waba.is_paid": true}, "find": ▸"account.band"}}"#,
      "unknown finding \"account.band\"; did you mean \"account.banned\"?"
    ),
    (
      #"{"banned": {"when": {"waba.is_paid": true}, "find": "account.banned", ▸"suspect": "account.banned"}}"#,
      "a rule has only one of \"find\", \"suspect\", \"rule out\" and \"infer\"; here are find and suspect"
    ),
    (
      #"{"banned": {▸"wehn": 1, "when": {"waba.is_paid": true}, "find": "account.banned"}}"#,
      "unknown key \"wehn\"; did you mean \"when\"?"
    ),
    (
      #"{"banned": {"when": {"waba.is_paid": true}, "find": "account.banned", "since": ▸"May 2024"}}"#,
      "expected a day such as \"2026-11-21\", but there is \"May 2024\""
    ),
    (
      #"{"banned": {"since": "2024-05-15", "until": ▸"2024-05-14", "when": {"waba.is_paid": true}, "find": "account.banned"}}"#,
      "\"until\" lies before \"since\""
    ),
    (
      #"{"banned": {"when": {"waba.is_paid": true}, "find": "account.banned", "retired": ▸"yes"}}"#,
      "expected a day such as \"2026-11-21\", but there is \"yes\""
    ),
    (
      #"{"x": {"when": {"waba.is_paid": true}, "infer": ▸"waba.limit"}}"#,
      "expected one fact and its value, such as { \"waba.is_sanctioned\": true }"
    ),
    (
      #"{"x": {"when": {"waba.is_paid": true}, "infer": ▸{"waba.limit": 1, "waba.daily": 2}}}"#,
      "expected one fact and its value, such as { \"waba.is_sanctioned\": true }"
    ),
    (
      #"{"x": {"when": {"waba.is_paid": true}, "infer": {▸"waba.limt": 1}}}"#,
      "unknown fact \"waba.limt\"; did you mean \"waba.limit\"?"
    ),
    (
      #"{"x": {"when": {"waba.is_paid": true}, "infer": {"waba.limit": ▸"one"}}}"#,
      "waba.limit: expected a count such as 3, but there is \"one\""
    ),
    (
      #"{"x": {"when": {"waba.is_paid": true}, "infer": ▸{"phone_number.name": "x"}}}"#,
      "the rule runs once a case, but phone_number.name is known for each phone_number"
    ),
    (
      #"{"x": {"when": {"phone_number.name": "x"}, "infer": ▸{"waba.is_paid": true}}}"#,
      "the rule runs for each phone_number, but waba.is_paid is known once a case; use \"some\" or \"every\""
    ),
    (
      #"{▸"Banned!": {"when": {"waba.is_paid": true}, "find": "account.banned"}}"#,
      "\"Banned!\" is not a name; use lower case letters, digits and hyphens, and a dot before an aspect"
    ),
    (#"{"banned": ▸true}"#, "expected an object in braces, but there is true or false"),
    (#"▸[]"#, "expected an object in braces, but there is an array"),
  ])
  func aFaultOfARule(_ text: String, _ message: String) throws {
    let outcome = try Self.rules(text)
    #expect(outcome.messages == [message])
    #expect(outcome.places == outcome.marks)
  }

  @Test func aFindingIsToldForOneSubjectOnly() throws {
    let outcome = try Self.rules(
      #"{"banned": {"when": {"phone_number.name": "x"}, "find": "account.banned"}, "banned.role": ▸{"when": {"user.role": "x"}, "find": "account.banned"}}"#
    )
    #expect(outcome.places == outcome.marks)
    #expect(outcome.faults.map(\.kind) == [.mixedSubjects])
  }

  @Test func aSoundRuleStandsBesideAFaultyOne() throws {
    let outcome = try Self.rules(
      #"{"a": {"when": {"waba.is_paid": 3}, "infer": {"waba.limit": 1}}, "banned": {"when": {"waba.is_paid": true}, "find": "account.banned"}}"#
    )
    #expect(outcome.knowledge.rules.map(\.address) == ["account.banned"])
    #expect(outcome.faults.count == 1)
  }

  // MARK: Circular inference

  private static func inference(_ steps: [(String, String)]) throws -> Bookshelf.Outcome {
    let rules = steps.enumerated().map { index, step in
      "\"r\(index)\": {\"when\": {\"waba.\(step.1)\": 1}, \"infer\": {\"waba.\(step.0)\": 1}}"
    }
    let facts = Set(steps.flatMap { [$0.0, $0.1] }).sorted().map {
      "\"\($0)\": {\"title\": \"x\", \"kind\": \"count\"}"
    }
    return try Bookshelf([
      "Rules/account.json": "{" + rules.joined(separator: ", ") + "}",
      "Facts/waba.json": "{" + facts.joined(separator: ", ") + "}",
      "Questions/waba.json": "", "Cases/banned.json": "", "Collectors/graph-api.json": "",
    ]).read()
  }

  @Test(arguments: [
    ([("a", "a")], ["waba.a ← waba.a"]), ([("a", "b"), ("b", "a")], ["waba.a ← waba.b ← waba.a"]),
    ([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("a", "e")], ["waba.a ← waba.b ← waba.c ← waba.a"]),
    (
      [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"), ("e", "c"), ("a", "c")],
      ["waba.a ← waba.b ← waba.a", "waba.c ← waba.d ← waba.c"]
    ),
    ([("a", "b"), ("b", "c"), ("a", "c"), ("d", "c"), ("d", "b")], []),
  ])
  func aCircleOfInferenceIsNamed(_ steps: [(String, String)], _ circles: [String]) throws {
    let outcome = try Self.inference(steps)
    #expect(outcome.messages == circles.map { "inference runs in a circle: \($0); remove one of its rules" })
    #expect(
      outcome.faults.allSatisfy { $0.kind == .circularInference && $0.place.file == "Rules/account.json" })
  }

  @Test func aLongChainIsNoCircleAndIsReadAtOnce() throws {
    let outcome = try Self.inference((0..<3000).map { ("f\($0)", "f\($0 + 1)") })
    #expect(outcome.faults.isEmpty)
    #expect(outcome.knowledge.rules.count == 3000)
  }

  @Test func aCircleThroughARetiredRuleIsNone() throws {
    let outcome = try Self.rules(
      #"{"a": {"when": {"waba.limit": 1}, "infer": {"waba.daily": 1}}, "b": {"retired": "2025-01-01", "when": {"waba.daily": 1}, "infer": {"waba.limit": 1}}}"#
    )
    #expect(outcome.faults.map(\.description) == [])
  }
}
