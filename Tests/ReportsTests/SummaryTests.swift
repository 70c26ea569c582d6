import Knowledge
import Testing

@testable import Inference
@testable import Reports

@Suite struct SummaryTests {
  private func sentence(_ diagnosis: Diagnosis) -> String {
    Summary(diagnosis, knowledge: SampleKnowledge.base).sentence
  }

  @Test func findingsAreCountedAndNotEntities() {
    #expect(
      sentence(SampleDiagnosis.everything)
        == "1 blocks, 2 harm, 1 advice; suspected: 1 harms; 2 findings unknown")
  }

  @Test func oneAndSeveralReadAlike() {
    let two = ["onboarding.on-behalf-of", "onboarding.sanctioned"].map { SampleDiagnosis.verdict($0) }
    #expect(sentence(SampleDiagnosis.diagnosis(findings: two)) == "2 block; nothing unknown")
    let suspected = [SampleDiagnosis.verdict("numbers.throttled", .suspected)]
    #expect(
      sentence(
        SampleDiagnosis.diagnosis(findings: suspected, unknown: [SampleDiagnosis.open("numbers.flagged")]))
        == "suspected: 1 harms; 1 finding unknown")
  }

  @Test func silenceIsNeverReadAsHealth() {
    let unknown = ["onboarding.on-behalf-of", "numbers.flagged"].map { SampleDiagnosis.open($0) }
    #expect(
      sentence(SampleDiagnosis.diagnosis(unknown: unknown))
        == "Nothing found, but 2 findings could not be decided: this is not a clean bill of health")
    #expect(
      sentence(SampleDiagnosis.diagnosis(gaps: [SampleDiagnosis.gap]))
        == "Nothing found, and every finding is decided; 1 thing could not be read")
    let nothing = Coverage(total: 0, decided: 0, waiting: 0, skipped: [], notInForce: 0, leftOut: 7)
    #expect(
      sentence(SampleDiagnosis.diagnosis(coverage: nothing))
        == "Nothing was checked: no rule was run, so this says nothing about the account")
    #expect(sentence(SampleDiagnosis.diagnosis()) == "Nothing found, and nothing left unknown")
  }

  @Test func theCoverageNamesWhatWasNotRunAndWhy() {
    #expect(
      CoverageWords.line(SampleDiagnosis.everything)
        == "Ran 41 rules: 36 decided, 4 waiting, 1 skipped (business-users: permission business_management is missing); 2 not in force on that day"
    )
    let other = Gap(call: "health", facts: [], cause: .missing("no answer"))
    let coverage = Coverage(
      total: 9, decided: 3, waiting: 0,
      skipped: [Coverage.Skipped(gap: 1, rules: 4), Coverage.Skipped(gap: 0, rules: 2)], notInForce: 0,
      leftOut: 12)
    let diagnosis = SampleDiagnosis.diagnosis(gaps: [SampleDiagnosis.gap, other], coverage: coverage)
    #expect(
      CoverageWords.line(diagnosis)
        == "Ran 9 rules: 3 decided, 0 waiting, 6 skipped (4 by health: not in what was recorded: no answer; "
        + "2 by business-users: permission business_management is missing); 12 left out by the choice of topic"
    )
    #expect(CoverageWords.line(diagnosis, reasons: 1).contains("and 1 more reason)"))
  }

  @Test(arguments: [
    (
      Gap.Cause.refused(code: 190, message: "expired", permissions: ["p"]),
      "refused with error 190: expired; the call needs p"
    ),
    (.refused(code: nil, message: "", permissions: []), "refused"),
    (
      .refused(code: 10, message: "no", permissions: ["p", "q"]),
      "one of the permissions p and q is missing; refused with error 10: no"
    ),
    (.needs(FactName("waba.id")), "not asked, because waba.id is not known"),
    (.unreadable("line\u{7}"), "the answer could not be understood: line␇"),
    (.wrongKind("a list"), "a value of the wrong kind: a list"),
  ])
  func aGapSaysWhy(cause: Gap.Cause, words: String) {
    #expect(GapWords.reason(Gap(call: "c", facts: [], cause: cause)) == words)
  }
}
