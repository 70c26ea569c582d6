import Knowledge
import TestSupport

@testable import Inference
@testable import Reports

/// Diagnoses put together by hand, so that reports are tested apart from the engine.
enum SampleDiagnosis {
  static let knowledge = SampleKnowledge.base
  static let now = Moment(seconds: 1_795_252_440)
  static let header = ReportHeader(
    waba: "102290129340398", factsFrom: ["Graph API v24.0", "facts.json"], toolVersion: "0.1.0")
  static let account = Evidence(origin: "graph-api", detail: "GET /102290129340398", moment: now)
  static let file = Evidence(origin: "facts-file", detail: "facts.json:3:14")
  static let gap = Gap(
    call: "business-users", facts: [FactName("user.role")], subject: "user",
    cause: .refused(
      code: 200, message: "(#200) Requires business_management permission",
      permissions: ["business_management"]))

  static func finding(_ address: String) -> FindingIndex { knowledge.findingPositions[address] ?? -1 }
  static func fact(_ name: String) -> FactIndex { knowledge.factPositions[name] ?? -1 }
  static func rule(_ address: String) -> RuleIndex {
    knowledge.rules.firstIndex { $0.address == address } ?? -1
  }

  static func verdict(
    _ address: String, _ status: Verdict.Status = .found, entity: String? = nil, subject: String? = nil
  ) -> Verdict {
    Verdict(
      finding: finding(address), status: status, entity: entity, subject: subject, rules: [rule(address)])
  }

  static func open(
    _ address: String, entity: String? = nil, subject: String? = nil, confirm: [FactReference] = [],
    ruleOut: [FactReference] = [],
    gap: Int? = nil
  ) -> OpenFinding {
    OpenFinding(
      verdict: Verdict(
        finding: finding(address), status: .unknown, entity: entity, subject: subject, rules: [rule(address)]),
      toConfirm: confirm, toRuleOut: ruleOut, gap: gap)
  }

  static func diagnosis(
    findings: [Verdict] = [], ruledOut: [Verdict] = [], unknown: [OpenFinding] = [], gaps: [Gap] = [],
    contradictions: [Contradiction] = [], unlisted: [Fact] = [],
    coverage: Coverage = Coverage(total: 7, decided: 7, waiting: 0, skipped: [], notInForce: 0, leftOut: 0)
  ) -> Diagnosis {
    Diagnosis(
      now: now, findings: findings, ruledOut: ruledOut, unknown: unknown, gaps: gaps,
      contradictions: contradictions,
      unlisted: unlisted, coverage: coverage)
  }

  static func context(_ diagnosis: Diagnosis, header: ReportHeader = header) -> ReportContext {
    ReportContext(
      diagnosis: diagnosis, knowledge: knowledge, header: header,
      entities: { $0 == "phone_number" ? (1...12).map { "1060000000000\($0 + 10)" } : [] }, proof: proof)
  }

  /// A context that fails the process when a proof is asked for.
  static func unproved(_ diagnosis: Diagnosis) -> ReportContext {
    ReportContext(
      diagnosis: diagnosis, knowledge: knowledge, header: header, entities: { _ in [] },
      proof: { _, _ in preconditionFailure("nobody asked why") })
  }

  /// One of everything.
  static var everything: Diagnosis {
    let numbers = (11...14).map { "10600000000\($0)" }
    let flagged = numbers.map { verdict("numbers.flagged", entity: $0, subject: "phone_number") }
    let role = FactReference(fact: fact("user.role"))
    let list = FactReference(fact: fact("user.role"), openList: "user")
    let claims = [
      Fact(name: FactName("waba.status"), value: .choice("ACTIVE"), evidence: account),
      Fact(
        name: FactName("waba.status"), value: .choice("RESTRICTED"),
        evidence: Evidence(origin: "customer", detail: "on the phone")),
    ]
    return diagnosis(
      findings: [verdict("onboarding.on-behalf-of"), verdict("onboarding.not-onboarded")] + flagged + [
        verdict("numbers.throttled", .suspected, entity: numbers[0], subject: "phone_number"),
        verdict("numbers.test-account"),
      ],
      ruledOut: [verdict("onboarding.sanctioned", .ruledOut)],
      unknown: [
        open(
          "numbers.throttled", entity: numbers[1], subject: "phone_number",
          confirm: [FactReference(fact: fact("waba.status"))],
          ruleOut: [
            FactReference(fact: fact("phone_number.failures"), entity: numbers[1]),
            FactReference(fact: fact("waba.status")),
          ]),
        open(
          "numbers.throttled", entity: numbers[2], subject: "phone_number",
          confirm: [FactReference(fact: fact("waba.status"))],
          ruleOut: [
            FactReference(fact: fact("phone_number.failures"), entity: numbers[2]),
            FactReference(fact: fact("waba.status")),
          ]),
        open("onboarding.no-full-control", confirm: [list], ruleOut: [role], gap: 0),
      ],
      gaps: [gap],
      contradictions: [
        .evidence(fact: fact("waba.status"), entity: nil, claims: claims, used: 0),
        .rules(
          finding: finding("onboarding.sanctioned"), entity: nil, holding: [rule("onboarding.sanctioned")],
          excluding: [rule("onboarding.on-behalf-of")]),
      ],
      unlisted: [
        Fact(
          name: FactName("phone_number.status"), entity: numbers[3], value: .unlisted("MIGRATING_SOON"),
          evidence: Evidence(origin: "graph-api", detail: "GET /102290129340398/phone_numbers", moment: now))
      ],
      coverage: Coverage(
        total: 41, decided: 36, waiting: 4, skipped: [Coverage.Skipped(gap: 0, rules: 1)], notInForce: 2,
        leftOut: 0))
  }

  /// Proofs for the rules of the sample.
  static func proof(_ rule: RuleIndex, _ entity: String?) -> Proof {
    let address = knowledge.rules[rule].address
    return Proof(
      rule: rule, entity: entity, truth: .holds,
      steps: steps(knowledge.rules[rule].condition, entity, address))
  }

  private static func steps(_ condition: Condition, _ entity: String?, _ address: String) -> [ProofStep] {
    switch condition {
    case .test(let test): [.test(step(test, entity))]
    case .all(let parts): parts.flatMap { steps($0, entity, address) }
    case .any(let parts): [.group(.any, .holds, parts.prefix(1).flatMap { steps($0, entity, address) })]
    case .none(let parts): [.group(.none, .holds, parts.flatMap { steps($0, entity, address) })]
    case .quantified(let quantifier):
      [
        .entities(
          EntityStep(
            quantifier: quantifier, truth: .holds, entities: [("7", .fails, [])], known: 1, isComplete: true))
      ]
    }
  }

  private static func step(_ test: FactTest, _ entity: String?) -> TestStep {
    let name = knowledge.facts[test.fact].name.description
    let values: [String: FactValue] = [
      "waba.marketing_messages_onboarding_status": .choice("INELIGIBLE_ON_BEHALF_OF_WABA"),
      "waba.is_test": .yesNo(true),
      "waba.name": .text("Bakery test"), "phone_number.status": .choice("FLAGGED"),
      "phone_number.failures": .whole(7),
    ]
    let isInferred = name == "waba.is_test"
    return TestStep(
      test: test, truth: .holds, entity: name.hasPrefix("phone_number") ? entity : nil, value: values[name],
      evidence: isInferred ? [] : [name.hasPrefix("phone_number") ? file : account],
      inferredBy: isInferred ? [proof(rule("numbers.test-by-name"), nil)] : [], other: nil)
  }
}
