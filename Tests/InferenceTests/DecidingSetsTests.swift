import Knowledge
import TestSupport
import Testing

@testable import Inference

@Suite struct DecidingSetsTests {
  // MARK: By hand

  static let facts: KeyValuePairs = [
    "waba.a": "yes-no", "waba.b": "yes-no", "waba.c": "choice A B C", "waba.n": "count", "waba.country": "country", "waba.text": "text",
    "waba.follows": "choice A B", "user.a": "yes-no", "user.b": "yes-no",
  ]

  /// What would confirm and what would rule out the finding of some conditions, as names.
  static func sets(_ conditions: [String], _ told: String = "{}", infer: [(String, String)] = [], excluding: [String] = []) throws
    -> [[String]]
  {
    let rules =
      conditions.enumerated().map { ("f.x.r\($0.offset)", #"{ "when": \#($0.element), "find": "f.x" }"#) }
      + excluding.enumerated().map { ("f.x.e\($0.offset)", #"{ "when": \#($0.element), "rule out": "f.x" }"#) }
      + infer.enumerated().map {
        ("infer.r\($0.offset)", #"{ "when": \#($0.element.0), "infer": { "waba.follows": "\#($0.element.1)" } }"#)
      }
    let engine = try InferenceEngine(BriefKnowledge(facts: facts.map { ($0.key, $0.value) }, rules: rules), told)
    let open = try #require(engine.diagnosis().unknown.first, "it is decided: \(engine.verdicts)")
    return [open.toConfirm, open.toRuleOut].map { references in
      references.map { reference in
        let name = engine.knowledge.facts[reference.fact].name.description
        return (reference.openList.map { "list of \($0)" } ?? name) + (reference.entity.map { " \($0)" } ?? "")
      }
    }
  }

  @Test func allNeedsEveryFactToHoldAndOneToFail() throws {
    #expect(try Self.sets([#"{ "waba.a": true, "waba.b": true }"#]) == [["waba.a", "waba.b"], ["waba.a"]])
    #expect(try Self.sets([#"{ "any": [{ "waba.a": true }, { "waba.b": true }] }"#]) == [["waba.a"], ["waba.a", "waba.b"]])
    #expect(try Self.sets([#"{ "none": [{ "waba.a": true }, { "waba.b": true }] }"#]) == [["waba.a", "waba.b"], ["waba.a"]])
    #expect(try Self.sets([#"{ "waba.a": true, "waba.b": true }"#], #"{ "waba.b": true }"#) == [["waba.a"], ["waba.a"]])
  }

  @Test func anyRuleConfirmsAndAllMustFailUnlessOneExcludes() throws {
    #expect(try Self.sets([#"{ "waba.a": true, "waba.b": true }"#, #"{ "waba.c": "A" }"#]) == [["waba.c"], ["waba.a", "waba.c"]])
    #expect(
      try Self.sets([#"{ "waba.a": true }"#, #"{ "waba.b": true }"#], excluding: [#"{ "waba.c": "A" }"#]) == [["waba.a"], ["waba.c"]])
  }

  @Test func testsOfOneFactThatClashAreNotPutTogether() throws {
    // c cannot be A and B.
    #expect(
      try Self.sets([#"{ "all": [{ "waba.c": "A" }, { "any": [{ "waba.c": "B" }, { "waba.a": true, "waba.b": true }] }] }"#])[0] == [
        "waba.a", "waba.b", "waba.c",
      ])
    #expect(try Self.sets([#"{ "waba.c": "A", "any": [{ "waba.c": "B" }, { "waba.c": "C" }] }"#])[0] == [])
    #expect(try Self.sets([#"{ "waba.c": { "not": "A" }, "any": [{ "waba.c": { "not": "B" } }, { "waba.a": true }] }"#])[0] == ["waba.c"])
    #expect(
      try Self.sets([#"{ "waba.n": { "above": 2 }, "any": [{ "waba.n": { "at most": 2 } }, { "waba.a": true }] }"#])[0] == [
        "waba.a", "waba.n",
      ])
    #expect(
      try Self.sets([#"{ "waba.text": "x", "any": [{ "waba.text": { "contains": "y" } }, { "waba.a": true }] }"#])[0] == [
        "waba.a", "waba.text",
      ])
    // A count is never below none.
    #expect(try Self.sets([#"{ "any": [{ "waba.n": { "below": 0 } }, { "waba.a": true, "waba.b": true }] }"#])[0] == ["waba.a", "waba.b"])
    // Every word of a choice is one of them.
    #expect(try Self.sets([#"{ "waba.c": ["A", "B", "C"], "waba.a": true }"#])[1] == ["waba.a"])
  }

  @Test func whatIsKnownNeverFails() throws {
    #expect(try Self.sets([#"{ "waba.a": { "known": true }, "waba.b": true }"#]) == [["waba.a", "waba.b"], ["waba.b"]])
    #expect(try Self.sets([#"{ "waba.a": { "known": true } }"#]) == [["waba.a"], []])
  }

  @Test func aCountryWhoseRegionMattersIsAskedForAgain() throws {
    #expect(try Self.sets([#"{ "waba.country": "UA-43" }"#], #"{ "waba.country": "UA" }"#) == [["waba.country"], ["waba.country"]])
  }

  @Test func anInferredFactIsSettledByWhatItsRulesRead() throws {
    let rules = [(#"{ "waba.a": true, "waba.b": true }"#, "A"), (#"{ "waba.a": false }"#, "B")]
    #expect(try Self.sets([#"{ "waba.follows": "A" }"#], infer: rules) == [["waba.a", "waba.b"], ["waba.a"]])
    // It cannot be both.
    #expect(
      try Self.sets([#"{ "waba.follows": "A", "any": [{ "waba.follows": "B" }, { "waba.n": 1 }] }"#], infer: rules)[0] == [
        "waba.a", "waba.b", "waba.n",
      ])
    // No rule can say so any more: it must be told.
    #expect(try Self.sets([#"{ "waba.follows": "A" }"#], #"{ "waba.b": false }"#, infer: rules) == [["waba.follows"], ["waba.a"]])
  }

  @Test func entitiesAreCountedAsTheQuantifierAsks() throws {
    let three = #"{ "user": [{ "id": "1" }, { "id": "2" }, { "id": "3", "a": true }]"#
    let closed = three + #", "user.complete": true }"#
    let open = three + " }"
    let a = #""where": { "user.a": true } }"#
    #expect(try Self.sets([#"{ "count": "user", "at least": 3, \#(a)"#], closed) == [["user.a 1", "user.a 2"], ["user.a 1"]])
    #expect(try Self.sets([#"{ "count": "user", "at least": 2, \#(a)"#], closed) == [["user.a 1"], ["user.a 1", "user.a 2"]])
    #expect(try Self.sets([#"{ "count": "user", "at most": 2, \#(a)"#], closed) == [["user.a 1"], ["user.a 1", "user.a 2"]])
    #expect(
      try Self.sets([#"{ "count": "user", "at least": 2, "at most": 2, \#(a)"#], closed) == [
        ["user.a 1", "user.a 2"], ["user.a 1", "user.a 2"],
      ])
    #expect(try Self.sets([#"{ "every": "user", \#(a)"#], closed) == [["user.a 1", "user.a 2"], ["user.a 1"]])
    #expect(try Self.sets([#"{ "count": "user", "at least": 4, \#(a)"#], open) == [["list of user"], ["list of user"]])
    #expect(try Self.sets([#"{ "count": "user", "at least": 3, \#(a)"#], open) == [["list of user"], ["list of user", "user.a 1"]])
    #expect(try Self.sets([#"{ "every": "user", \#(a)"#], open) == [["list of user", "user.a 1", "user.a 2"], ["user.a 1"]])
    #expect(
      try Self.sets([#"{ "no": "user", "where": { "user.a": false } }"#], open) == [
        ["list of user", "user.a 1", "user.a 2"], ["user.a 1"],
      ])
    #expect(try Self.sets([#"{ "some": "user" }"#]) == [["list of user"], ["list of user"]])
  }

  @Test func whatAnOpenListMustBringIsSettledTogetherWithTheFactsOfTheCase() throws {
    #expect(
      try Self.sets([#"{ "some": "user", "where": { "user.a": true, "waba.a": true } }"#]) == [
        ["list of user", "waba.a"], ["list of user"],
      ])
    #expect(try Self.sets([#"{ "user.a": true, "waba.a": true }"#]) == [["list of user", "waba.a"], ["list of user"]])
    // One list, whatever is read of it.
    #expect(
      try Self.sets([#"{ "all": [{ "some": "user", "where": { "user.a": true } }, { "no": "user", "where": { "user.b": true } }] }"#])[0]
        == ["list of user"])
  }

  @Test func manyEntitiesAreSettledWithoutTryingEveryCombination() throws {
    let users = (0..<400).map { #"{ "id": "\#($0)" }"# }.joined(separator: ", ")
    let told = #"{ "user": [\#(users)], "user.complete": true }"#
    #expect(try Self.sets([#"{ "no": "user", "where": { "user.a": true, "user.b": true } }"#], told).map(\.count) == [400, 2])
    #expect(
      try Self.sets([#"{ "count": "user", "at least": 200, "where": { "any": [{ "user.a": true }, { "user.b": true }] } }"#], told).map(
        \.count) == [200, 402])
  }
}
