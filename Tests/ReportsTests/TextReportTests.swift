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
}
