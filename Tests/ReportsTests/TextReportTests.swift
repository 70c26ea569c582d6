import Knowledge
import TestSupport
import Testing

@testable import Inference
@testable import Reports

@Suite struct TextReportTests {
  private let everything = SampleDiagnosis.context(SampleDiagnosis.everything)

  @Test(arguments: [40, 80, 120])
  func aFullReportAsItAppears(width: Int) {
    let text = TextReport.text(everything, style: TextStyle(width: width))
    #expect(Snapshot.difference(of: text, from: "full-\(width).txt") == nil)
  }

  @Test(arguments: [40, 80, 120])
  func anOverviewAsItAppears(width: Int) {
    let context = SampleDiagnosis.unproved(SampleDiagnosis.everything)
    let text = TextReport.text(context, detail: .overview, style: TextStyle(width: width))
    #expect(Snapshot.difference(of: text, from: "overview-\(width).txt") == nil)
  }

  @Test func aBriefReportAsItAppears() {
    let context = SampleDiagnosis.unproved(SampleDiagnosis.everything)
    #expect(Snapshot.difference(of: TextReport.text(context, detail: .brief), from: "brief-80.txt") == nil)
  }

  @Test func nothingFoundIsNoCleanBillOfHealth() {
    let diagnosis = SampleDiagnosis.diagnosis(
      unknown: [
        SampleDiagnosis.open("numbers.flagged"),
        SampleDiagnosis.open(
          "onboarding.no-full-control", ruleOut: [FactReference(fact: SampleDiagnosis.fact("user.role"))]),
      ],
      coverage: Coverage(total: 7, decided: 5, waiting: 2, skipped: [], notInForce: 0, leftOut: 0))
    let text = TextReport.text(SampleDiagnosis.context(diagnosis))
    #expect(Snapshot.difference(of: text, from: "nothing-found.txt") == nil)
    #expect(!text.lowercased().contains(" ok"))
  }

  @Test func aLongListOfUnknownsIsBounded() {
    let unknown = (0..<25).map { number in
      SampleDiagnosis.open(
        "numbers.throttled",
        ruleOut: [FactReference(fact: SampleDiagnosis.fact("phone_number.failures"), entity: "\(number)")])
    }
    let text = TextReport.text(SampleDiagnosis.context(SampleDiagnosis.diagnosis(unknown: unknown)))
    #expect(text.contains("…and 15 more unknown; -o json lists them all"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("Unknown") } == 10)
  }

  @Test(arguments: [0, 40, 41, 57, 80, 133, 200], TextReport.Detail.allCases)
  func noLineIsWiderThanThePage(width: Int, detail: TextReport.Detail) {
    let text = TextReport.text(everything, detail: detail, style: TextStyle(width: width))
    for line in text.split(separator: "\n") {
      #expect(TextWrap.columns(line) <= max(40, width), "\(line)")
      #expect(line.last != " ")
    }
  }

  @Test(arguments: TextReport.Detail.allCases)
  func colourAddsNothingButColour(detail: TextReport.Detail) {
    let plain = TextReport.text(everything, detail: detail)
    let colored = TextReport.text(everything, detail: detail, style: TextStyle(color: true))
    #expect(!plain.contains("\u{1B}"))
    #expect(colored.contains("\u{1B}["))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test(arguments: [40, 80, 120], [0, 3, 40])
  func aBriefReportHasAtMostTwelveLines(width: Int, many: Int) {
    let addresses = SampleDiagnosis.knowledge.findings.map(\.address)
    let everything = SampleDiagnosis.everything
    let diagnosis = SampleDiagnosis.diagnosis(
      findings: Array(
        (0..<many).map { SampleDiagnosis.verdict(addresses[$0 % 7], entity: nil, subject: "s\($0)") }),
      unknown: (0..<many).map { SampleDiagnosis.open(addresses[$0 % 7]) }, gaps: everything.gaps,
      contradictions: everything.contradictions, unlisted: everything.unlisted, coverage: everything.coverage)
    let text = TextReport.text(
      SampleDiagnosis.unproved(diagnosis), detail: .brief, style: TextStyle(width: width))
    #expect(text.split(separator: "\n").count <= 12)
    #expect(text.contains("Ran 41"))
    if many == 40 {
      #expect(text.contains("…and ") && text.contains(" more findings"))
      #expect(text.contains("40 unknown, the gravest"))
    }
  }

  @Test func oneFindingIsOpenedByItself() {
    let text = TextReport.text(of: SampleDiagnosis.finding("numbers.throttled"), in: everything)
    #expect(text.hasPrefix("Suspected  Meta limits"))
    #expect(text.contains("\nUnknown    Whether Meta limits"))
    #expect(TextReport.text(of: SampleDiagnosis.finding("onboarding.sanctioned"), in: everything).isEmpty)
  }

  @Test(arguments: HarmlessTextTests.naughty, TextReport.Detail.allCases)
  func aHostileNameDoesNoHarm(name: String, detail: TextReport.Detail) {
    let context = SampleDiagnosis.hostile(name)
    let text = TextReport.text(context, detail: detail)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && HarmlessText.isHarmful($0) })
  }
}
