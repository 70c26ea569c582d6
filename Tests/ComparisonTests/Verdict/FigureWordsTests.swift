import Comparison
import Testing

@Suite struct FigureWordsTests {
  @Test func numbersAreWrittenForPeople() {
    #expect(FigureWords.count(1_234_567) == "1,234,567")
    #expect(FigureWords.count(-999) == "-999")
    #expect(FigureWords.fixed(0.005, 2) == "0.01")
    #expect(FigureWords.fixed(-0.001, 2) == "0.00")
    #expect(FigureWords.percent(0.8026) == "80.26 %")
    #expect(FigureWords.points(-0.0041) == "-0.41")
    #expect(FigureWords.points(0.0041) == "+0.41")
    #expect(FigureWords.points(0.000_001) == "0.00")
    #expect(FigureWords.distance(0.01) == "1 point")
    #expect(FigureWords.distance(0.0028) == "0.28 points")
    #expect(FigureWords.distance(0.000_001) == "less than 0.01 points")
  }

  @Test(arguments: [
    (0.0, "1.00"), (1.96, "0.0500"), (3.5, "4.7e-4"), (40.0, "7.3e-350"), (1000.0, "4.6e-217151"),
  ])
  func smallProbabilitiesKeepTheirPowerOfTen(_ z: Double, _ text: String) {
    #expect(FigureWords.probability(.twoSided(z)) == text)
  }

  @Test func theFiveConclusionsAreFiveSentences() throws {
    let contrast = Contrast(
      try #require(Proportion(78_000, of: 100_000)), try #require(Proportion(80_000, of: 100_000)))
    let comparison = RateComparison(contrast, margin: 0.01)
    let sentences = Set(Conclusion.allCases.map { $0.sentence("delivery", comparison) })
    #expect(sentences.count == 5)
    #expect(
      sentences.contains(
        "delivery is lower on MM API than on Cloud API, by 2 points (1.64 to 2.36): more than the margin of 1 point"
      ))
    #expect(
      Conclusion.lower.sentence("clicks", RateComparison(contrast, margin: 0.02))
        == "clicks are lower on MM API than on Cloud API, by 2 points (1.643 to 2.357); a loss of 2 points or more is not excluded"
    )
    #expect(Conclusion(.lower, isNotWorse: true) == .lowerWithinMargin)
    #expect(Conclusion(.notToldApart, isNotWorse: false) == .tooSmallToTell)
    #expect(Conclusion(.notToldApart, isNotWorse: true) == .noDifferenceThatMatters)
  }

  @Test func smallCellsAreJudgedByTheScoreInterval() throws {
    let large = Contrast(try #require(Proportion(80, of: 100)), try #require(Proportion(70, of: 100)))
    let small = Contrast(try #require(Proportion(95, of: 100)), try #require(Proportion(70, of: 100)))
    #expect(RateComparison(large, margin: 0.01).method == .newcombe)
    #expect(RateComparison(small, margin: 0.01).method == .score)
  }

  @Test func twoQuestionsMakeABorderlineDifferenceUnclear() throws {
    // p = 0.034 alone; twice that after Holm, when it is the smaller of two.
    let contrast = Contrast(try #require(Proportion(850, of: 1000)), try #require(Proportion(815, of: 1000)))
    let comparison = RateComparison(contrast, margin: 0.01)
    #expect(comparison.direction(adjusted: nil) == .higher)
    #expect(comparison.direction(adjusted: 0.068) == .notToldApart)
  }
}
