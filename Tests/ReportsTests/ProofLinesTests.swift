import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Inference
@testable import Reports

@Suite struct ProofLinesTests {
  private let knowledge = SampleKnowledge.base

  private func test(_ rule: String) throws -> FactTest {
    var found: [FactTest] = []
    knowledge.rules[SampleDiagnosis.rule(rule)].condition.forEachTest { test, _ in found.append(test) }
    return try #require(found.first)
  }

  private func step(_ rule: String, _ truth: Truth, _ value: FactValue?, other: TestStep.OtherFact? = nil)
    throws -> TestStep
  {
    TestStep(
      test: try test(rule), truth: truth, entity: nil, value: value,
      evidence: value == nil ? [] : [SampleDiagnosis.file], inferredBy: [], other: other)
  }

  @Test(arguments: [
    (
      "onboarding.on-behalf-of", Truth.holds, FactValue?.some(.choice("ELIGIBLE")),
      "waba.marketing_messages_onboarding_status is ELIGIBLE"
    ),
    (
      "onboarding.on-behalf-of", .fails, .choice("ELIGIBLE"),
      "waba.marketing_messages_onboarding_status is ELIGIBLE, not INELIGIBLE_ON_BEHALF_OF_WABA"
    ),
    (
      "onboarding.not-onboarded", .holds, .choice("ELIGIBLE"),
      "waba.marketing_messages_onboarding_status is ELIGIBLE (is not ONBOARDED)"
    ),
    (
      "onboarding.not-onboarded", .fails, .choice("ONBOARDED"),
      "waba.marketing_messages_onboarding_status is ONBOARDED (asked: is not ONBOARDED)"
    ),
    (
      "onboarding.sanctioned", .fails, .text("MX"),
      "waba.country is MX, not in the table \"Sanctioned regions\""
    ),
    ("numbers.throttled", .fails, .whole(2), "phone_number.failures is 2, not at least 3"),
    ("numbers.test-by-name", .fails, .text("Shop"), "waba.name is Shop, which does not contain test"),
    (
      "numbers.flagged", .unknown, .unlisted("NEW"),
      "phone_number.status is NEW, a word unknown to us (asked: is FLAGGED)"
    ),
    ("numbers.flagged", .unknown, FactValue?.none, "phone_number.status is not known (asked: is FLAGGED)"),
  ])
  func aComparisonIsTold(rule: String, truth: Truth, value: FactValue?, words: String) throws {
    let step = try step(rule, truth, value)
    #expect(ProofLines(knowledge, about: nil).lines([.test(step)]).first?.text == words)
  }

  @Test func aSecondFactBringsItsOwnEvidence() throws {
    let other = TestStep.OtherFact(
      fact: SampleDiagnosis.fact("waba.name"), entity: nil, value: .text("Bakery"),
      evidence: [SampleDiagnosis.account], inferredBy: [])
    let step = try step("numbers.throttled", .holds, .whole(4), other: other)
    #expect(
      ProofLines(knowledge, about: nil).lines([.test(step)]).map(\.text) == [
        "phone_number.failures is 4 (is at least 3)", "facts.json:3:14", "waba.name is Bakery",
        "GET /102290129340398, 2026-11-21 09:14 UTC",
      ])
    let context = ReportContext(
      diagnosis: SampleDiagnosis.diagnosis(findings: [SampleDiagnosis.verdict("numbers.throttled")]),
      knowledge: knowledge,
      header: SampleDiagnosis.header, entities: { _ in [] },
      proof: { Proof(rule: $0, entity: $1, truth: .holds, steps: [.test(step)]) })
    let json = JSONReport.text(context, exitStatus: 1)
    #expect(try OutputSchema.problems(in: json, by: "diagnosis") == [])
    #expect(
      try JSONDocument(json, file: "f").root.at(pointer: "/findings/0/because/0/steps/0/compared_with/value")?
        .string == "Bakery")
  }

  @Test func groupsSayWhatTheirPartsAreFor() throws {
    let part = ProofStep.test(try step("onboarding.sanctioned", .fails, .text("MX")))
    func first(_ connective: ProofStep.Connective, _ truth: Truth) -> String? {
      ProofLines(knowledge, about: nil).lines([.group(connective, truth, [part])]).first?.text
    }
    #expect(first(.any, .fails) == "not one of these is so:")
    #expect(first(.any, .unknown) == "one of these is needed:")
    #expect(first(.none, .holds) == "none of these is so, as asked:")
    #expect(first(.none, .unknown) == "none of these may be so:")
    #expect(first(.all, .fails)?.hasPrefix("waba.country is MX") == true)
  }

  @Test func theSameEvidenceIsToldInFewLines() {
    let many = (1...5).map { Evidence(origin: "customer", detail: "call \($0)") }
    #expect(
      EvidenceWords.lines(many) == [
        "said by the customer: call 1", "said by the customer: call 2", "said by the customer: call 3",
        "and 2 more that say the same",
      ])
    #expect(EvidenceWords.line(Evidence(origin: "agent", detail: "")) == "said by the agent")
  }

  @Test func aProofWithoutEndIsCut() {
    var steps: [ProofStep] = []
    for _ in 0..<20 { steps = [.group(.any, .fails, steps)] }
    #expect(ProofLines(knowledge, about: nil).lines(steps).last?.text == "and so on")
  }
}
