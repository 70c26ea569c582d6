import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Inference

@Suite struct TestEvaluatorTests {
  /// A comparison as an editor writes it, the value met, and what follows.
  struct Example: CustomTestStringConvertible, Sendable {
    let kind: String
    let comparison: String
    let value: String?
    let truth: Truth

    init(_ kind: String, _ comparison: String, _ value: String?, _ truth: Truth) {
      self.kind = kind
      self.comparison = comparison
      self.value = value
      self.truth = truth
    }

    var testDescription: String { "\(kind) \(value ?? "missing"): \(comparison)" }
  }

  static let tables: KeyValuePairs = [
    "regions": "CU UA-43 RU",
    "words": #"{ "title": "Words", "kind": "choice", "rows": { "A": {}, "x": {} } }"#,
    "counts": #"{ "title": "Counts", "kind": "count", "rows": { "3": {}, "5": {} } }"#,
    "minimum": #"""
    { "title": "Minimum versions", "kind": "choice", "value": "version",
      "rows": { "android": { "value": "2.21.15.15" }, "ios": { "value": "2.22.1" } } }
    """#,
    "limits": #"""
    { "title": "Limits", "kind": "country", "value": "count", "rows": { "UA": { "value": 5 }, "UA-43": { "value": 1 }, "RU": { "value": 2 }, "BR-SP": { "value": 9 } } }
    """#,
    "names": #"{ "title": "Names", "kind": "text", "value": "choice", "rows": { "one": { "value": "A" } } }"#,
  ]

  /// 2026-11-21T09:00:00Z
  static let now = Moment("2026-11-21T09:00:00Z")!

  /// What a comparison of `waba.x` says of a value; `waba.y` may be told beside it.
  static func truth(
    _ kind: String, _ comparison: String, _ value: String?, other: (kind: String, value: String?)? = nil
  ) throws -> Truth {
    var facts = [("waba.x", kind)]
    if let other { facts.append(("waba.y", other.kind)) }
    let brief = BriefKnowledge(
      facts: facts, tables: tables.map { ($0.key, $0.value) },
      rules: [("f.x", #"{ "when": { "waba.x": \#(comparison) }, "find": "f.x" }"#)])
    var engine = InferenceEngine(CompiledRules(try brief.knowledge(), now: now))
    var members: [String] = []
    if let value { members.append("\"waba.x\": \(value)") }
    if let value = other?.value { members.append("\"waba.y\": \(value)") }
    engine.add(try Told.facts("{ \(members.joined(separator: ", ")) }", engine.knowledge))
    return engine.truth(of: 0)
  }

  @Test(arguments: [
    Example("yes-no", "true", "true", .holds), Example("yes-no", "true", "false", .fails), Example("yes-no", "true", nil, .unknown),
    Example("yes-no", #"{ "not": true }"#, "false", .holds), Example("yes-no", #"{ "not": true }"#, "true", .fails),
    Example("yes-no", #"{ "not": true }"#, nil, .unknown), Example("yes-no", #"{ "is": false }"#, #""no""#, .holds),
    Example("choice A B C", #""A""#, #""A""#, .holds), Example("choice A B C", #""A""#, #""B""#, .fails),
    Example("choice A B C", #""A""#, #""a""#, .unknown), Example("choice A B C", #""A""#, #""NEW""#, .unknown),
    Example("choice A B C", #"["A", "B"]"#, #""B""#, .holds), Example("choice A B C", #"["A", "B"]"#, #""C""#, .fails),
    Example("choice A B C", #"["A", "B"]"#, #""NEW""#, .unknown), Example("choice A B C", #"{ "not": "A" }"#, #""NEW""#, .unknown),
    Example("choice A B C", #"{ "not": ["A", "B"] }"#, #""C""#, .holds),
    Example("choice A B C", #"{ "not": ["A", "B"] }"#, #""A""#, .fails),
    Example("choice A B C", #"{ "not": ["A", "B"] }"#, nil, .unknown),
    Example("text", #""a b""#, #""a b""#, .holds), Example("text", #""a b""#, #""A b""#, .fails), Example("text", #""a""#, nil, .unknown),
    Example("whole number", "-3", "-3", .holds), Example("whole number", "[1, 2]", "3", .fails),
    Example("count", #"{ "not": 3 }"#, "4", .holds),
    Example("decimal", "0.5", "0.50", .holds), Example("percent", #""12.5 %""#, #""12.50%""#, .holds),
    Example("date", #""2026-11-21""#, #""2026-11-21""#, .holds), Example("date", #""2026-11-21""#, #""2026-11-20""#, .fails),
    Example("moment", #""2026-11-21T09:14:00Z""#, #""2026-11-21T14:44:00+05:30""#, .holds),
    Example("duration", #""24 hours""#, #""1 days""#, .holds), Example("duration", #""24 hours""#, #""PT23H""#, .fails),
    Example("version", #""2.21""#, #""v2.21.0""#, .holds), Example("version", #""2.21""#, #""2.21.1""#, .fails),
    Example("phone number", #""+5355551234""#, #""+5355551234""#, .holds),
    Example("phone number", #""+5355551234""#, #""+5355551235""#, .fails),
  ])
  func isComparesByKind(_ example: Example) throws {
    #expect(try Self.truth(example.kind, example.comparison, example.value) == example.truth)
  }

  @Test(arguments: [
    Example("country", #""UA""#, #""UA""#, .holds), Example("country", #""UA""#, #""ua-43""#, .holds),
    Example("country", #""UA-43""#, #""UA""#, .unknown), Example("country", #""UA-43""#, #""UA-30""#, .fails),
    Example("country", #""UA-43""#, #""RU""#, .fails), Example("country", #"{ "not": "UA" }"#, #""UA-43""#, .fails),
    Example("country", #"{ "not": "UA-43" }"#, #""UA""#, .unknown), Example("country", #"["RU", "UA-43"]"#, #""UA""#, .unknown),
    Example("country", #"["UA", "UA-43"]"#, #""UA""#, .holds),
    Example("country", #"{ "in": { "table": "regions" } }"#, #""CU""#, .holds),
    Example("country", #"{ "in": { "table": "regions" } }"#, #""UA-43""#, .holds),
    Example("country", #"{ "in": { "table": "regions" } }"#, #""UA""#, .unknown),
    Example("country", #"{ "in": { "table": "regions" } }"#, #""UA-30""#, .fails),
    Example("country", #"{ "in": { "table": "regions" } }"#, #""RU-MOW""#, .holds),
    Example("country", #"{ "in": { "table": "regions" } }"#, #""DE""#, .fails),
    Example("country", #"{ "in": { "table": "regions" } }"#, nil, .unknown),
    Example("country", #"{ "not": { "in": { "table": "regions" } } }"#, #""DE""#, .holds),
    Example("country", #"{ "not": { "in": { "table": "regions" } } }"#, #""UA""#, .unknown),
    Example("country", #"{ "not": { "in": { "table": "regions" } } }"#, #""CU""#, .fails),
  ])
  func aRegionIsItsCountryAndACountryPerhapsItsRegion(_ example: Example) throws {
    #expect(try Self.truth(example.kind, example.comparison, example.value) == example.truth)
  }

  @Test(arguments: [
    Example("choice A B", #"{ "in": { "table": "words" } }"#, #""A""#, .holds),
    Example("choice A B", #"{ "in": { "table": "words" } }"#, #""B""#, .fails),
    Example("choice A B", #"{ "in": { "table": "words" } }"#, #""x""#, .unknown),
    Example("text", #"{ "in": { "table": "words" } }"#, #""x""#, .holds),
    Example("count", #"{ "in": { "table": "counts" } }"#, "5", .holds), Example("count", #"{ "in": { "table": "counts" } }"#, "4", .fails),
    Example("whole number", #"{ "not": { "in": { "table": "counts" } } }"#, "4", .holds),
  ])
  func inAsksForAKeyOfTheTable(_ example: Example) throws {
    #expect(try Self.truth(example.kind, example.comparison, example.value) == example.truth)
  }

  @Test(arguments: ["whole number", "count", "decimal", "percent", "duration", "version"])
  func orderedKindsHaveTheFourOrderings(_ kind: String) throws {
    let values: [String: [String]] = [
      "whole number": ["-5", "2", "10"], "count": ["0", "2", "10"], "decimal": ["-0.5", "0.25", "1e3"],
      "percent": [#""2 %""#, #""12.5 %""#, #""100 %""#], "duration": [#""90 seconds""#, #""2 minutes""#, #""PT1H""#],
      "version": [#""2.9""#, #""2.21.15.15""#, #""2.21.170""#],
    ]
    let row = try #require(values[kind])
    for (word, expected) in [
      ("at least", [Truth.fails, .holds, .holds]), ("at most", [.holds, .holds, .fails]), ("above", [.fails, .fails, .holds]),
      ("below", [.holds, .fails, .fails]),
    ] {
      for (value, truth) in zip(row, expected) {
        #expect(try Self.truth(kind, #"{ "\#(word)": \#(row[1]) }"#, value) == truth, "\(value) \(word) \(row[1])")
        #expect(try Self.truth(kind, #"{ "not": { "\#(word)": \#(row[1]) } }"#, value) == truth.negated)
      }
      #expect(try Self.truth(kind, #"{ "\#(word)": \#(row[1]) }"#, nil) == .unknown)
    }
    #expect(try Self.truth(kind, #"{ "above": \#(row[0]), "below": \#(row[2]) }"#, row[1]) == .holds)
    #expect(try Self.truth(kind, #"{ "above": \#(row[0]), "below": \#(row[1]) }"#, row[1]) == .fails)
  }

  @Test(arguments: [
    Example("date", #"{ "before": "2026-11-21" }"#, #""2026-11-20""#, .holds),
    Example("date", #"{ "before": "2026-11-21" }"#, #""2026-11-21""#, .fails),
    Example("date", #"{ "after": "2026-11-21" }"#, #""2026-11-22""#, .holds),
    Example("date", #"{ "after": "2026-11-21" }"#, #""2026-11-21""#, .fails),
    Example("moment", #"{ "after": "2026-11-21T09:00:00Z" }"#, #""2026-11-21T09:00:01Z""#, .holds),
    Example("moment", #"{ "before": "2026-11-21T09:00:00Z" }"#, #""2026-11-21T09:00:00Z""#, .fails),
    Example("date", #"{ "before": "2026-11-21" }"#, nil, .unknown),
    Example("date", #"{ "not": { "before": "2026-11-21" } }"#, #""2026-11-21""#, .holds),
  ])
  func beforeAndAfterAreStrict(_ example: Example) throws {
    #expect(try Self.truth(example.kind, example.comparison, example.value) == example.truth)
  }

  @Test(arguments: [
    // Now is 2026-11-21T09:00:00Z; a day counts from its beginning.
    Example("moment", #"{ "older than": "24 hours" }"#, #""2026-11-20T08:59:59Z""#, .holds),
    Example("moment", #"{ "older than": "24 hours" }"#, #""2026-11-20T09:00:00Z""#, .fails),
    Example("moment", #"{ "older than": "24 hours" }"#, #""2027-01-01T00:00:00Z""#, .fails),
    Example("date", #"{ "older than": "30 days" }"#, #""2026-10-22""#, .holds),
    Example("date", #"{ "older than": "30 days" }"#, #""2026-10-23""#, .fails),
    Example("date", #"{ "older than": "9000000000000000000 seconds" }"#, #""0001-01-01""#, .fails),
    Example("date", #"{ "older than": "30 days" }"#, nil, .unknown),
    Example("moment", #"{ "within": "24 hours" }"#, #""2026-11-20T09:00:00Z""#, .holds),
    Example("moment", #"{ "within": "24 hours" }"#, #""2026-11-22T09:00:00Z""#, .holds),
    Example("moment", #"{ "within": "24 hours" }"#, #""2026-11-22T09:00:01Z""#, .fails),
    Example("moment", #"{ "within": "24 hours" }"#, #""2026-11-20T08:59:59Z""#, .fails),
    Example("moment", #"{ "not": { "within": "24 hours" } }"#, #""2026-11-20T08:59:59Z""#, .holds),
    Example("version", #"{ "older than": "2.21.15.15" }"#, #""2.21.15.14""#, .holds),
    Example("version", #"{ "older than": "2.21.15.15" }"#, #""2.21.15.15""#, .fails),
    Example("version", #"{ "older than": "2.21.15.15" }"#, #""2.21.170.4""#, .fails),
  ])
  func olderThanAndWithinCountFromNow(_ example: Example) throws {
    #expect(try Self.truth(example.kind, example.comparison, example.value) == example.truth)
  }

  @Test(arguments: [
    Example("list of text", #"{ "contains": "a" }"#, #"["a", "b"]"#, .holds),
    Example("list of text", #"{ "contains": ["a", "b"] }"#, #"["b", "a"]"#, .holds),
    Example("list of text", #"{ "contains": ["a", "c"] }"#, #"["a", "b"]"#, .fails),
    Example("list of text", #"{ "contains": "a" }"#, "[]", .fails),
    Example("list of text", #"{ "contains": "a" }"#, #"["ab"]"#, .fails), Example("list of text", #"{ "contains": "a" }"#, nil, .unknown),
    Example("list of text", #"{ "not": { "contains": "a" } }"#, #"["b"]"#, .holds),
    Example("list of choice A B", #"{ "contains": "A" }"#, #"["A", "NEW"]"#, .holds),
    Example("list of choice A B", #"{ "contains": "A" }"#, #"["B", "NEW"]"#, .unknown),
    Example("list of choice A B", #"{ "contains": ["A", "B"] }"#, #"["B"]"#, .fails),
    Example("list of country", #"{ "contains": "UA" }"#, #"["UA-43"]"#, .holds),
    Example("list of country", #"{ "contains": "UA-43" }"#, #"["UA"]"#, .unknown),
    Example("list of count", #"{ "contains": [1, 2] }"#, "[2, 1]", .holds),
    Example("text", #"{ "contains": "pay" }"#, #""a payment""#, .holds),
    Example("text", #"{ "contains": ["pay", "no"] }"#, #""a payment""#, .fails),
    Example("text", #"{ "contains": "Pay" }"#, #""a payment""#, .fails), Example("text", #"{ "contains": "pay" }"#, nil, .unknown),
  ])
  func containsAsksForEveryOperand(_ example: Example) throws {
    #expect(try Self.truth(example.kind, example.comparison, example.value) == example.truth)
  }

  @Test(arguments: [
    Example("count", #"{ "known": true }"#, "0", .holds), Example("count", #"{ "known": true }"#, nil, .unknown),
    Example("choice A B", #"{ "known": true }"#, #""NEW""#, .holds),
    Example("list of choice A B", #"{ "known": true }"#, #"["NEW"]"#, .holds),
  ])
  func knownHoldsOfAnyValueAndNeverFailsForLackOfOne(_ example: Example) throws {
    #expect(try Self.truth(example.kind, example.comparison, example.value) == example.truth)
  }

  /// The kinds of both facts, the word, both values, and what follows.
  @Test(arguments: [
    ("count", "above", "3", "count", "2", Truth.holds), ("count", "above", "2", "whole number", "2", .fails),
    ("version", "older than", #""2.1""#, "version", #""2.2""#, .holds),
    ("date", "before", #""2026-01-01""#, "date", #""2026-01-02""#, .holds),
    ("choice A B", "is", #""A""#, "choice B A", #""A""#, .holds), ("choice A B", "is", #""A""#, "text", #""A""#, .holds),
    ("text", "is", #""A""#, "choice A B", #""B""#, .fails), ("choice A B", "is", #""A""#, "choice A B", #""NEW""#, .unknown),
    ("choice A B", "is", #""NEW""#, "choice A B", #""NEW""#, .unknown), ("country", "is", #""UA-43""#, "country", #""UA""#, .holds),
    ("country", "is", #""UA""#, "country", #""UA-43""#, .unknown), ("list of text", "contains", #"["a"]"#, "text", #""a""#, .holds),
    ("text", "contains", #""a payment""#, "choice pay no", #""pay""#, .holds),
    ("text", "contains", #""a payment""#, "text", #""no""#, .fails),
  ])
  func aFactIsComparedWithAFact(
    _ kind: String, _ word: String, _ value: String, _ otherKind: String, _ otherValue: String, _ truth: Truth
  ) throws {
    let comparison = #"{ "\#(word)": { "fact": "waba.y" } }"#
    #expect(try Self.truth(kind, comparison, value, other: (otherKind, otherValue)) == truth)
    #expect(try Self.truth(kind, #"{ "not": \#(comparison) }"#, value, other: (otherKind, otherValue)) == truth.negated)
    #expect(try Self.truth(kind, comparison, nil, other: (otherKind, otherValue)) == .unknown)
    #expect(try Self.truth(kind, comparison, value, other: (otherKind, nil)) == .unknown)
  }

  @Test(arguments: [
    ("version", "older than", "minimum", #""2.21.15.14""#, "choice android ios", #""android""#, Truth.holds),
    ("version", "older than", "minimum", #""2.21.170""#, "choice android ios", #""android""#, .fails),
    ("version", "older than", "minimum", #""2.21.170""#, "choice android ios", #""ios""#, .holds),
    ("version", "older than", "minimum", #""1""#, "choice android web", #""web""#, .unknown),
    ("version", "older than", "minimum", #""1""#, "choice android ios", #""NEW""#, .unknown),
    ("version", "older than", "minimum", #""1""#, "text", #""ios""#, .holds),
    ("count", "at most", "limits", "3", "country", #""UA""#, .holds), ("count", "at most", "limits", "3", "country", #""UA-43""#, .fails),
    ("count", "at most", "limits", "3", "country", #""UA-30""#, .holds),
    ("count", "at most", "limits", "3", "country", #""RU-MOW""#, .fails),
    ("count", "at most", "limits", "3", "country", #""BR""#, .unknown), ("count", "at most", "limits", "3", "country", #""DE""#, .unknown),
    ("choice A B", "is", "names", #""A""#, "text", #""one""#, .holds), ("choice A B", "is", "names", #""B""#, "text", #""one""#, .fails),
  ])
  func atTakesTheOperandFromTheRowOfAnotherFact(
    _ kind: String, _ word: String, _ table: String, _ value: String, _ otherKind: String, _ otherValue: String, _ truth: Truth
  ) throws {
    let comparison = #"{ "\#(word)": { "table": "\#(table)", "at": "waba.y" } }"#
    #expect(try Self.truth(kind, comparison, value, other: (otherKind, otherValue)) == truth)
    #expect(try Self.truth(kind, #"{ "not": \#(comparison) }"#, value, other: (otherKind, otherValue)) == truth.negated)
    #expect(try Self.truth(kind, comparison, nil, other: (otherKind, otherValue)) == .unknown)
    #expect(try Self.truth(kind, comparison, value, other: (otherKind, nil)) == .unknown)
  }
}
