import Casework
import Knowledge
import Testing
import TestSupport

/// Examples and cases held against the engine.
@Suite struct KnowledgeTrialTests {
  private func results(rules: String, cases: [String: String] = [:]) throws -> [TrialResult] {
    var files = [
      "knowledge.json": KnowledgeFixture.settings,
      "Facts/waba.json":
        #"{ "a": { "title": "A", "kind": "yes-no" }, "b": { "title": "B", "kind": "yes-no" } }"#,
      "Facts/phone-number.json": #"{ "a": { "title": "A", "kind": "yes-no" } }"#,
      "Findings/x.json":
        #"{ "a": { "title": "A", "impact": "advice" }, "b": { "title": "B", "impact": "advice" }, "n": { "title": "N", "impact": "advice" } }"#,
      "Topics/x.json": #"{ "title": "X", "symptoms": [], "words": [], "findings": ["x.a"] }"#,
      "Questions/waba.json": #"{ "a": { "ask": "A?", "who": "agent" }, "b": { "ask": "B?", "who": "agent" } }"#,
      "Questions/phone-number.json": #"{ "a": { "ask": "A?", "who": "agent" } }"#,
      "Rules/x.json": rules,
    ]
    for (name, text) in cases { files["Cases/\(name).json"] = text }
    let (knowledge, faults) = KnowledgeReader.read(try KnowledgeFixture.folder(files))
    #expect(faults.map(\.description) == [])
    var trial = KnowledgeTrial(knowledge)
    return trial.results()
  }

  private func differences(rule: String) throws -> [String: [String]] {
    Dictionary(uniqueKeysWithValues: try results(rules: rule).map { ($0.description, $0.differences) })
  }

  @Test func anExampleHasTheOutcomeItStandsUnder() throws {
    let rule =
      #"{ "a": { "when": { "waba.a": true }, "find": "x.a", "examples": { "fires": [{ "waba.a": true }, {}], "silent": [{ "waba.a": true }], "waits": [{}, { "waba.a": false }] } } }"#
    #expect(
      try differences(rule: rule) == [
        "x.a fires 1": [], "x.a fires 2": ["expected that it fires, but it waits"],
        "x.a silent 1": ["expected that it stays silent, but it fires"],
        "x.a waits 1": [], "x.a waits 2": ["expected that it waits, but it stays silent"],
      ])
  }

  @Test func otherRulesTakePartByWhatTheyInfer() throws {
    let rules = """
      {
        "step": { "when": { "waba.a": true }, "infer": { "waba.b": true } },
        "b": { "when": { "waba.b": true }, "find": "x.b", "examples": { "fires": [{ "waba.a": true }], "silent": [{ "waba.b": false }] } }
      }
      """
    #expect(try results(rules: rules).allSatisfy(\.isPassed))
  }

  @Test func aRuleForEachEntityFiresForOneAndWaitsForMore() throws {
    let rule = """
      {
        "n": {
          "when": { "phone_number.a": true }, "find": "x.n",
          "examples": {
            "fires": [{ "phone_number": [{ "a": false }, { "a": true }] }],
            "silent": [{ "phone_number": [{ "a": false }] }, { "phone_number": [], "phone_number.complete": true }],
            "waits": [{}, { "phone_number": [{ "a": false }, {}] }]
          }
        }
      }
      """
    for result in try results(rules: rule) { #expect(result.differences == [], "\(result)") }
  }

  @Test func aRuleIsTriedOnADayItIsInForce() throws {
    let rule = """
      {
        "a": {
          "until": "2024-05-14", "when": { "waba.a": true }, "find": "x.a",
          "examples": { "fires": [{ "waba.a": true }], "silent": [{ "waba.a": false }, { "waba.a": true, "as of": "2024-05-15" }] }
        }
      }
      """
    for result in try results(rules: rule) { #expect(result.differences == [], "\(result)") }
  }

  @Test func anExampleWithASlipIsNotPassedOver() throws {
    let rule =
      #"{ "a": { "when": { "waba.a": true }, "find": "x.a", "examples": { "fires": [{ "waba.aa": true }], "silent": [{ "waba.a": 7 }] } } }"#
    #expect(try results(rules: rule).allSatisfy { !$0.isPassed })
  }

  @Test func aCaseEndsExactlyAsItSays() throws {
    let rules =
      #"{ "a": { "when": { "waba.a": true }, "find": "x.a" }, "b": { "when": { "waba.b": true }, "suspect": "x.b" } }"#
    func story(_ expect: String) -> String {
      #"{ "title": "T", "story": "S", "facts": { "waba.a": true, "waba.b": true }, "expect": \#(expect) }"#
    }
    let results = try results(
      rules: rules,
      cases: [
        "1-right": story(#"{ "found": ["x.a"], "suspected": ["x.b"] }"#),
        "2-surplus": story(#"{ "found": ["x.a"] }"#),
        "3-missing": story(#"{ "found": ["x.a", "x.n"], "suspected": ["x.b"] }"#),
        "4-unknown": story(#"{ "found": ["x.a"], "suspected": ["x.b"], "unknown": ["x.b"] }"#),
      ])
    #expect(
      results.map(\.differences) == [
        [], ["suspected, and not expected: x.b"], ["expected found: x.n, but it is not"],
        ["expected unknown: x.b, but it is not"],
      ])
  }

  @Test func whatIsUnknownIsToldOfTheTopicsOnly() throws {
    let rules =
      #"{ "a": { "when": { "waba.a": true }, "find": "x.a" }, "b": { "when": { "waba.b": true }, "find": "x.b" } }"#
    let story =
      #"{ "title": "T", "story": "S", "topics": ["x"], "facts": {}, "expect": { "unknown": ["x.a"] } }"#
    #expect(try results(rules: rules, cases: ["only-a": story]).map(\.differences) == [[]])
  }

  @Test func aCaseSaysWhatIsAskedNext() throws {
    let rules =
      #"{ "b": { "when": { "waba.b": true }, "find": "x.b" }, "a": { "when": { "waba.a": true, "phone_number.a": true }, "find": "x.a" } }"#
    func story(_ facts: String, next: String, topics: String = "") -> String {
      #"{ "title": "T", "story": "S", \#(topics) "facts": \#(facts), "expect": { "asks next": "\#(next)" } }"#
    }
    let results = try results(
      rules: rules,
      cases: [
        "1-all": story("{}", next: "waba.b"), "2-topic": story("{}", next: "phone_number[1].a", topics: #""topics": ["x"],"#),
        "3-entity": story(
          #"{ "waba.a": true, "phone_number": [{ "id": "106" }] }"#, next: "phone_number[106].a", topics: #""topics": ["x"],"#),
        "4-nothing": story(#"{ "waba.a": false }"#, next: "nothing", topics: #""topics": ["x"],"#),
        "5-wrong": story("{}", next: "nothing"),
      ])
    #expect(results.map(\.differences) == [[], [], [], [], ["expected to ask next: nothing, but it asks: waba.b"]])
  }
}
