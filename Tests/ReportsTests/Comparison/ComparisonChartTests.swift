import Comparison
import Reports
import Testing

@Suite struct ComparisonChartTests {
  private func figures(_ one: Int, _ two: Int) throws -> ComparisonFigures {
    ComparisonFigures(
      totals: Contrast(try #require(Proportion(one, of: 1000)), try #require(Proportion(two, of: 1000))),
      ComparisonSettings())
  }

  @Test func theDrawingIsOneElementWithWordsForWhoCannotSeeIt() throws {
    let svg = ComparisonChart.svg(try figures(800, 830))
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>"))
    #expect(
      svg.contains("role=\"img\"") && svg.contains("<title>") && svg.contains("80.00 %")
        && svg.contains("-3.00 points"))
    #expect(svg.components(of: "<circle") == 3)
    #expect(!svg.contains("script") && !svg.contains("href"))
  }

  @Test func theEndsOfTheScaleAreDrawnToo() throws {
    for pair in [(0, 0), (1000, 1000), (0, 1000)] {
      let svg = ComparisonChart.svg(try figures(pair.0, pair.1))
      #expect(!svg.contains("nan") && !svg.contains("inf"), "\(pair)")
      #expect(
        !svg.contains("-6.") && !svg.contains("106."), "no scale goes beyond what a rate can be: \(pair)")
    }
  }
}

extension String {
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
