import Knowledge
import TestSupport

@testable import Inference
@testable import Reports

extension SampleDiagnosis {
  /// A report with a name from outside in every place that one can get to.
  static func hostile(_ name: String) -> ReportContext {
    let evidence = Evidence(origin: name, detail: name)
    let gap = Gap(
      call: name, facts: [FactName(name)], subject: name, entity: name,
      cause: .refused(code: 1, message: name, permissions: [name]))
    let claim = Fact(name: FactName("waba.name"), entity: name, value: .text(name), evidence: evidence)
    let diagnosis = Self.diagnosis(
      findings: [verdict("numbers.flagged", entity: name, subject: "phone_number")],
      unknown: [
        open(
          "numbers.throttled", entity: name, subject: "phone_number",
          confirm: [FactReference(fact: 0, entity: name + "2")])
      ],
      gaps: [gap], contradictions: [.evidence(fact: 0, entity: name, claims: [claim, claim], used: 0)],
      unlisted: [claim],
      coverage: Coverage(
        total: 3, decided: 1, waiting: 1, skipped: [Coverage.Skipped(gap: 0, rules: 1)], notInForce: 0,
        leftOut: 0))
    let header = ReportHeader(caseName: name, waba: name, factsFrom: [name], toolVersion: "0.1.0")
    return ReportContext(
      diagnosis: diagnosis, knowledge: SampleKnowledge.base, header: header, entities: { _ in [name] },
      proof: { rule, entity in
        let test = TestStep(
          test: test(of: rule), truth: .holds, entity: name, value: .text(name), evidence: [evidence],
          inferredBy: [],
          other: TestStep.OtherFact(
            fact: 0, entity: name, value: .text(name), evidence: [evidence], inferredBy: []))
        return Proof(rule: rule, entity: entity, truth: .holds, steps: [.test(test)])
      })
  }

  private static func test(of rule: RuleIndex) -> FactTest {
    var found: [FactTest] = []
    SampleKnowledge.base.rules[rule].condition.forEachTest { test, _ in found.append(test) }
    return found[0]
  }
}
