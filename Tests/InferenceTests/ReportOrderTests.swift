import Knowledge
import TestSupport
import Testing

@testable import Inference

@Suite struct ReportOrderTests {
  /// The order of findings `a`, `b`, … of one impact, given what each explains.
  static func order(_ explains: [String], impacts: [String] = []) throws -> String {
    let names = "abcdefghijkl".prefix(explains.count).map(String.init)
    let findings = names.indices.map { index in
      let effects = explains[index].map { "\"f.\($0)\"" }.joined(separator: ", ")
      let impact = index < impacts.count ? impacts[index] : "harming"
      return ("f.\(names[index])", #"{ "title": "x", "impact": "\#(impact)", "explains": [\#(effects)] }"#)
    }
    let rules = names.map { ("f.\($0)", #"{ "when": { "waba.a": true }, "find": "f.\#($0)" }"#) }
    let brief = BriefKnowledge(facts: [("waba.a", "yes-no")], findings: findings, rules: rules)
    let engine = try InferenceEngine(brief, #"{ "waba.a": true }"#)
    return engine.diagnosis().findings.map { String(engine.knowledge.findings[$0.finding].address.dropFirst(2)) }.joined()
  }

  @Test func withoutExplanationsTheFileDecides() throws {
    #expect(try Self.order(["", "", ""]) == "abc")
  }

  @Test func causesStandBeforeTheirEffects() throws {
    #expect(try Self.order(["", "a", ""]) == "bac")
    #expect(try Self.order(["", "", "a"]) == "bca")
    #expect(try Self.order(["", "a", "b"]) == "cba")
    #expect(try Self.order(["", "ad", "", ""]) == "bacd")
  }

  @Test func impactComesFirst() throws {
    #expect(try Self.order(["b", "", ""], impacts: ["advice", "blocking", "harming"]) == "bca")
  }

  @Test func circlesDoNotHangAndStandBeforeWhatTheyExplain() throws {
    #expect(try Self.order(["b", "a"]) == "ab")
    #expect(try Self.order(["a"]) == "a")
    #expect(try Self.order(["", "ac", "b"]) == "bca")
    // a is explained by the circle of b, c and d, which e explains.
    #expect(try Self.order(["", "ca", "d", "b", "c"]) == "ebcda")
  }

  @Test func aChainIsFollowedThroughFindingsThatAreNotThere() throws {
    // c explains b, which is not found, and b explains a.
    let brief = BriefKnowledge(
      facts: ["waba.a": "yes-no", "waba.b": "yes-no"],
      findings: [
        "f.a": #"{ "title": "a", "impact": "harming" }"#, "f.b": #"{ "title": "b", "impact": "harming", "explains": ["f.a"] }"#,
        "f.c": #"{ "title": "c", "impact": "harming", "explains": ["f.b"] }"#,
      ],
      rules: [
        "f.a": #"{ "when": { "waba.a": true }, "find": "f.a" }"#, "f.b": #"{ "when": { "waba.b": true }, "find": "f.b" }"#,
        "f.c": #"{ "when": { "waba.a": true }, "suspect": "f.c" }"#,
      ])
    #expect(try InferenceEngine(brief, #"{ "waba.a": true }"#).verdicts == ["suspected f.c", "found f.a", "unknown f.b"])
  }

  @Test func manyFindingsAreOrderedInOneGo() throws {
    let knowledge = try BriefKnowledge(
      facts: [("waba.a", "yes-no")],
      findings: (0..<3000).map { ("f.x\($0)", #"{ "title": "x", "impact": "harming", "explains": ["f.x\#(($0 + 2999) % 3000)"] }"#) },
      rules: []
    ).knowledge()
    let ranks = ReportOrder(knowledge).ranks
    // One great circle.
    #expect(ranks == (0..<3000).map { Int32($0) })
  }
}
