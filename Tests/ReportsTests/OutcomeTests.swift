import Knowledge
import Testing

@testable import Inference
@testable import Reports

@Suite struct OutcomeTests {
  /// One line of the table: what is found or suspected, what is unknown, the threshold, the exit status, and the status when the unknown is allowed.
  struct Line: CustomTestStringConvertible {
    let found: Impact?
    let unknown: Impact?
    let failOn: Impact
    let status: Int
    let allowed: Int

    init(_ found: Impact?, _ unknown: Impact?, _ failOn: Impact, _ status: Int, allowed: Int) {
      (self.found, self.unknown, self.failOn, self.status, self.allowed) = (
        found, unknown, failOn, status, allowed
      )
    }

    var testDescription: String {
      "found \(found?.name ?? "nothing"), unknown \(unknown?.name ?? "nothing"), --fail-on \(failOn.name)"
    }
  }

  static let table = [
    Line(nil, nil, .blocking, 0, allowed: 0), Line(nil, nil, .harming, 0, allowed: 0),
    Line(nil, nil, .advice, 0, allowed: 0),
    Line(nil, .blocking, .blocking, 3, allowed: 0), Line(nil, .blocking, .harming, 3, allowed: 0),
    Line(nil, .blocking, .advice, 3, allowed: 0),
    Line(nil, .harming, .blocking, 0, allowed: 0), Line(nil, .harming, .harming, 3, allowed: 0),
    Line(nil, .harming, .advice, 3, allowed: 0),
    Line(nil, .advice, .blocking, 0, allowed: 0), Line(nil, .advice, .harming, 0, allowed: 0),
    Line(nil, .advice, .advice, 3, allowed: 0),
    Line(.blocking, nil, .blocking, 1, allowed: 1), Line(.blocking, .blocking, .harming, 1, allowed: 1),
    Line(.blocking, nil, .advice, 1, allowed: 1),
    Line(.harming, nil, .blocking, 0, allowed: 0), Line(.harming, .blocking, .blocking, 3, allowed: 0),
    Line(.harming, nil, .harming, 1, allowed: 1),
    Line(.harming, .blocking, .harming, 1, allowed: 1), Line(.harming, nil, .advice, 1, allowed: 1),
    Line(.advice, nil, .blocking, 0, allowed: 0), Line(.advice, nil, .harming, 0, allowed: 0),
    Line(.advice, .harming, .harming, 3, allowed: 0),
    Line(.advice, nil, .advice, 2, allowed: 2), Line(.advice, .advice, .advice, 2, allowed: 2),
    Line(.advice, .harming, .advice, 3, allowed: 2),
    Line(.advice, .blocking, .advice, 3, allowed: 2),
  ]

  private static let addresses: [Impact: String] = [
    .blocking: "onboarding.on-behalf-of", .harming: "onboarding.not-onboarded",
    .advice: "numbers.test-account",
  ]

  private func diagnosis(_ line: Line, as status: Verdict.Status) -> Diagnosis {
    SampleDiagnosis.diagnosis(
      findings: [line.found].compactMap { $0.flatMap { Self.addresses[$0] } }.map {
        SampleDiagnosis.verdict($0, status)
      },
      unknown: [line.unknown].compactMap { $0.flatMap { Self.addresses[$0] } }.map {
        SampleDiagnosis.open($0)
      })
  }

  @Test(arguments: table, [Verdict.Status.found, .suspected])
  func theTableOfExitStatuses(line: Line, status: Verdict.Status) {
    let diagnosis = diagnosis(line, as: status)
    let outcome = Outcome.of(diagnosis, knowledge: SampleKnowledge.base, failOn: line.failOn)
    #expect(outcome.rawValue == line.status)
    let allowed = Outcome.of(
      diagnosis, knowledge: SampleKnowledge.base, failOn: line.failOn, allowUnknown: true)
    #expect(allowed.rawValue == line.allowed)
  }

  @Test func aRunThatCheckedNothingIsStillOpen() {
    let nothing = SampleDiagnosis.diagnosis(
      coverage: Coverage(total: 0, decided: 0, waiting: 0, skipped: [], notInForce: 0, leftOut: 7))
    #expect(Outcome.of(nothing, knowledge: SampleKnowledge.base) == .open)
    #expect(Outcome.of(nothing, knowledge: SampleKnowledge.base, allowUnknown: true) == .answered)
  }
}
