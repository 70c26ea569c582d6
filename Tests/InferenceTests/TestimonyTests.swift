import Knowledge
import TestSupport
import Testing

@testable import Inference

/// Which of several claims is used, and what is told of the others.
@Suite struct TestimonyTests {
  static let brief = BriefKnowledge(
    facts: [
      "waba.status": "choice A B C", "waba.flag": "yes-no",
      "waba.name": #"{ "title": "Name", "kind": "text", "trust": ["customer", "graph-api"] }"#,
      "waba.guess":
        #"{ "title": "Guess", "kind": "choice", "values": { "A": "a", "B": "b" }, "trust": ["graph-api", "rule", "customer"] }"#,
      "phone_number.status": "choice A B C",
    ],
    rules: [
      "infer.b": #"{ "when": { "waba.flag": true }, "infer": { "waba.status": "B" } }"#,
      "infer.a": #"{ "when": { "waba.flag": { "known": true } }, "infer": { "waba.status": "A" } }"#,
      "infer.guess": #"{ "when": { "waba.flag": true }, "infer": { "waba.guess": "A" } }"#,
      "infer.guess-too": #"{ "when": { "waba.flag": { "known": true } }, "infer": { "waba.guess": "A" } }"#,
      "f.a": #"{ "when": { "waba.status": "A" }, "find": "f.a" }"#,
    ])

  struct Claim {
    let value: String
    let origin: String
    var detail = "x"
    var moment: Int64?
  }

  /// The value used, who says so, and the claims of the contradiction, whatever the order in which they come.
  static func outcome(_ name: String, _ claims: [Claim], _ facts: String = "{}") throws -> (
    value: String, evidence: [String], disputed: [String]
  ) {
    var results: Set<[[String]]> = []
    for rotation in 0..<max(1, claims.count) {
      var engine = try InferenceEngine(brief, rotation.isMultiple(of: 2) ? facts : "{}")
      for claim in claims[rotation...] + claims[..<rotation] {
        engine.assert(
          try Told.fact(name, claim.value, origin: claim.origin, detail: claim.detail, moment: claim.moment, engine.knowledge))
      }
      if !rotation.isMultiple(of: 2) { try engine.tell(facts) }
      let index = try #require(engine.knowledge.factPositions[name])
      let kind = engine.knowledge.facts[index].kind
      let known = engine.value(of: index)
      var disputed: [String] = []
      for case .evidence(index, _, let claims, let used) in engine.diagnosis().contradictions {
        disputed = claims.map { "\($0.value.text(of: kind)) \($0.evidence.origin)" }
        #expect(claims[used].value == known?.value)
      }
      results.insert([[known?.value.text(of: kind) ?? ""], known?.evidence.map { "\($0.origin) \($0.detail)" } ?? [], disputed])
    }
    try #require(results.count == 1, "the order of claims matters: \(results)")
    let result = try #require(results.first)
    return (result[0][0], result[1], result[2])
  }

  @Test func theDeclaredTrustDecides() throws {
    let claims = [
      Claim(value: #""A""#, origin: "customer"), Claim(value: #""B""#, origin: "graph-api"), Claim(value: #""C""#, origin: "health-status"),
    ]
    let all = try Self.outcome("waba.status", claims)
    #expect(all.value == "C" && all.evidence == ["health-status x"])
    #expect(all.disputed == ["C health-status", "B graph-api", "A customer"])
    #expect(try Self.outcome("waba.status", Array(claims.prefix(2))).value == "B")
  }

  @Test func aFactMayDeclareItsOwnTrust() throws {
    let claims = [
      Claim(value: #""c""#, origin: "customer"), Claim(value: #""g""#, origin: "graph-api"), Claim(value: #""h""#, origin: "health-status"),
    ]
    let result = try Self.outcome("waba.name", claims)
    #expect(result.disputed == ["c customer", "g graph-api", "h health-status"])
  }

  @Test func ofOneOriginTheNewerIsTrustedMoreAndADatedOneMoreThanAnUndated() throws {
    let claims = [
      Claim(value: #""A""#, origin: "log", moment: 5), Claim(value: #""B""#, origin: "log", moment: 9),
      Claim(value: #""C""#, origin: "log"),
    ]
    #expect(try Self.outcome("waba.status", claims).disputed == ["B log", "A log", "C log"])
  }

  @Test func tiesAreSettledAlikeInAnyOrder() throws {
    let places = [Claim(value: #""B""#, origin: "log", detail: "b"), Claim(value: #""A""#, origin: "log", detail: "c")]
    #expect(try Self.outcome("waba.status", places).value == "B")
    let values = [Claim(value: #""B""#, origin: "log"), Claim(value: #""A""#, origin: "log")]
    #expect(try Self.outcome("waba.status", values).value == "A")
    let origins = [Claim(value: #""A""#, origin: "stars"), Claim(value: #""B""#, origin: "cards")]
    #expect(try Self.outcome("waba.status", origins).disputed == ["B cards", "A stars"])
  }

  @Test func thoseWhoAgreeAreAllNamedMostTrustedFirstAndEachOnce() throws {
    let claims = [
      Claim(value: #""A""#, origin: "customer"), Claim(value: #""A""#, origin: "graph-api"), Claim(value: #""B""#, origin: "log"),
      Claim(value: #""A""#, origin: "graph-api"),
    ]
    let result = try Self.outcome("waba.status", claims)
    #expect(result.evidence == ["graph-api x", "customer x"])
    #expect(result.disputed == ["A graph-api", "B log", "A customer"])
    #expect(try Self.outcome("waba.status", Array(claims.prefix(2))).disputed.isEmpty)
  }

  // MARK: Claims and inferences

  @Test func aClaimIsUsedBeforeARuleThatIsTrustedLess() throws {
    let result = try Self.outcome("waba.status", [Claim(value: #""C""#, origin: "customer")], #"{ "waba.flag": false }"#)
    #expect(result.value == "C" && result.evidence == ["customer x"])
    #expect(result.disputed == ["C customer", "A rule"])
  }

  @Test func aRuleTrustedMoreThanACustomerIsUsedBeforeTheCustomersClaim() throws {
    let result = try Self.outcome("waba.guess", [Claim(value: #""B""#, origin: "customer")], #"{ "waba.flag": true }"#)
    #expect(result.value == "A" && result.evidence == ["rule infer.guess", "rule infer.guess-too"])
    #expect(result.disputed == ["A rule", "A rule", "B customer"])
    let api = try Self.outcome("waba.guess", [Claim(value: #""B""#, origin: "graph-api")], #"{ "waba.flag": true }"#)
    #expect(api.value == "B" && api.disputed == ["B graph-api", "A rule", "A rule"])
  }

  @Test func ofTwoRulesThatDisagreeTheFirstInFileOrderIsUsed() throws {
    let result = try Self.outcome("waba.status", [], #"{ "waba.flag": true }"#)
    #expect(result.value == "B" && result.evidence == ["rule infer.b"])
    #expect(result.disputed == ["B rule", "A rule"])
  }

  @Test func aClaimThatAgreesWithARuleNamesBoth() throws {
    let result = try Self.outcome("waba.guess", [Claim(value: #""A""#, origin: "customer")], #"{ "waba.flag": false }"#)
    #expect(result.evidence == ["rule infer.guess-too", "customer x"])
    #expect(result.disputed.isEmpty)
  }

  // MARK: Words unknown to us

  @Test func aWordUnknownToUsWaitsAndIsReported() throws {
    var engine = try InferenceEngine(Self.brief, #"{ "waba.status": "NEW", "phone_number": [{ "id": "7", "status": "NEWER" }] }"#)
    #expect(engine.verdicts == ["unknown f.a"])
    let unlisted = engine.diagnosis().unlisted
    #expect(unlisted.map(\.value) == [.unlisted("NEWER"), .unlisted("NEW")])
    #expect(unlisted.map(\.entity) == ["7", nil])
    // No fact that could still be learned would settle it.
    #expect(engine.diagnosis().unknown.first?.toConfirm == [])
    // A more trusted word that we know is used, and the disagreement told.
    try engine.tell(#"{ "waba.status": "A" }"#, origin: "graph-api")
    #expect(engine.verdicts == ["found f.a"])
    #expect(engine.diagnosis().unlisted.map(\.value) == [.unlisted("NEWER")])
    #expect(engine.diagnosis().contradictions.count == 1)
  }

  @Test func contradictionsStandInTheOrderOfFactsThenOfEntities() throws {
    var engine = try InferenceEngine(
      Self.brief, #"{ "phone_number": [{ "id": "9", "status": "A" }, { "id": "10", "status": "A" }], "waba.status": "A" }"#)
    for (name, entity) in [("phone_number.status", "10"), ("waba.status", nil), ("phone_number.status", "9")] as [(String, String?)] {
      engine.assert(try Told.fact(name, #""B""#, entity: entity, engine.knowledge))
    }
    let whose = engine.diagnosis().contradictions.map { if case .evidence(_, let entity, _, _) = $0 { entity ?? "case" } else { "" } }
    // Files are read by name: phone_number before waba.
    #expect(whose == ["9", "10", "case"])
  }
}
