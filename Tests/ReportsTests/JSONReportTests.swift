import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Inference
@testable import Reports

@Suite struct JSONReportTests {
  private let everything = SampleDiagnosis.context(SampleDiagnosis.everything)

  @Test func aReportAsItAppears() {
    #expect(
      Snapshot.difference(of: JSONReport.text(everything, exitStatus: 1), from: "diagnosis.json") == nil)
  }

  @Test func aReportIsAsItsSchemaSays() throws {
    #expect(try OutputSchema.problems(in: JSONReport.text(everything, exitStatus: 1), by: "diagnosis") == [])
    let empty = SampleDiagnosis.context(
      SampleDiagnosis.diagnosis(), header: ReportHeader(toolVersion: "0.1.0"))
    #expect(try OutputSchema.problems(in: JSONReport.text(empty, exitStatus: 0), by: "diagnosis") == [])
  }

  @Test func bothLayoutsSayTheSame() throws {
    let compact = JSONReport.text(everything, exitStatus: 1, layout: .compact)
    #expect(!compact.contains("\n"))
    let canonical = try JSONDocument(JSONReport.text(everything, exitStatus: 1), file: "canonical").root
    #expect(JSONWriter.text(JSONTree(canonical), layout: .compact) == compact)
  }

  @Test(arguments: HarmlessTextTests.naughty)
  func aHostileNameArrivesUnchanged(name: String) throws {
    let context = SampleDiagnosis.context(
      SampleDiagnosis.diagnosis(), header: ReportHeader(caseName: name, toolVersion: "0.1.0"))
    let text = JSONReport.text(context, exitStatus: 0)
    #expect(try JSONDocument(text, file: "f").root.at(pointer: "/subject/case")?.string == name)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test(arguments: [
    Gap.Cause.refused(code: nil, message: "", permissions: []),
    .refused(code: -1, message: "m", permissions: ["p"]), .unreadable("u"),
    .missing("m"), .needs(FactName("waba.id")), .wrongKind("w"),
  ])
  func everyKindOfGapIsAsItsSchemaSays(cause: Gap.Cause) throws {
    let diagnosis = SampleDiagnosis.diagnosis(gaps: [
      Gap(call: "c", facts: [], subject: "user", entity: "1", cause: cause)
    ])
    #expect(
      try OutputSchema.problems(
        in: JSONReport.text(SampleDiagnosis.context(diagnosis), exitStatus: 0), by: "diagnosis") == [])
  }

  @Test func everyKindOfStepIsAsItsSchemaSays() throws {
    let diagnosis = SampleDiagnosis.diagnosis(
      findings: ["onboarding.no-full-control", "numbers.throttled", "numbers.test-account"].map {
        SampleDiagnosis.verdict($0)
      })
    let text = JSONReport.text(SampleDiagnosis.context(diagnosis), exitStatus: 1)
    #expect(try OutputSchema.problems(in: text, by: "diagnosis") == [])
    #expect(text.contains("\"entities_of\": \"user\""))
    #expect(text.contains("\"group\": \"any\""))
    #expect(text.contains("\"inferred_by\": [\n"))
  }
}
