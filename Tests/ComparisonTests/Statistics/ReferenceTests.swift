import Comparison
import JSONText
import Testing

@Suite("Every statistic agrees with its value at 60 digits to 12 digits")
struct ReferenceTests {
  @Test(arguments: ReferenceValues["pairs"])
  func theIntervalsOfRatesAgree(_ entry: JSONValue) {
    let contrast = entry["counts"]!.contrast
    for (rate, expected) in zip([contrast.first, contrast.second], entry["wilson"]!.elements) {
      let interval = rate.wilson()
      #expect(agrees(interval.lower, expected.values[0]!, scale: rate.hits == 0 ? 1e-40 : 0))
      #expect(agrees(interval.upper, expected.values[1]!))
    }
  }

  @Test(arguments: ReferenceValues["pairs"])
  func theIntervalsOfDifferencesAgree(_ entry: JSONValue) {
    let contrast = entry["counts"]!.contrast
    let difference = entry["difference"]!.value!
    #expect(agrees(contrast.difference, difference))
    for (interval, name) in [(contrast.newcombe(), "newcombe"), (contrast.miettinenNurminen(), "miettinen-nurminen")] {
      let limits = entry[name]!.values
      #expect(agrees(interval.lower, limits[0]!, scale: limits[0]! - difference), "\(name) \(interval)")
      #expect(agrees(interval.upper, limits[1]!, scale: limits[1]! - difference), "\(name) \(interval)")
    }
    let statistic = contrast.scoreStatistic(margin: 0.015625)!
    #expect(agrees(statistic, entry["margin"]!.value!), "\(statistic)")
  }

  @Test(arguments: ReferenceValues["pairs"])
  func thePooledTestAgreesOrIsUndefined(_ entry: JSONValue) {
    let test = PooledTest(entry["counts"]!.contrast)
    guard let expected = entry["pooled"] else {
      #expect(test == .undefined)
      return
    }
    guard case .decided(let z, let significance) = test else {
      Issue.record("undefined")
      return
    }
    #expect(agrees(z, expected.values[0]!))
    #expect(agrees(significance.p, expected.values[1]!), "\(significance)")
    #expect(agrees(significance.lnP, expected.values[2]!), "\(significance)")
  }

  @Test(arguments: ReferenceValues["pairs"])
  func theRatiosAgree(_ entry: JSONValue) {
    let expected = entry["ratio"]!.values
    switch RelativeRate(entry["counts"]!.contrast) {
    case .between(let ratio, let lower, let upper):
      #expect(agrees(ratio, expected[0]!))
      #expect(agrees(lower, expected[1] ?? 0), "\(lower)")
      #expect(agrees(upper, expected[2]!), "\(upper)")
    case .atLeast(let lower):
      #expect(expected[0] == nil && expected[2] == nil)
      #expect(agrees(lower, expected[1]!), "\(lower)")
    case .undefined: #expect(expected.allSatisfy { $0 == nil })
    }
  }

  @Test(arguments: ReferenceValues["strata"])
  func theStatisticsOfStrataAgree(_ entry: JSONValue) throws {
    let strata = entry["counts"]!.elements.enumerated().map { index, counts in
      let c = counts.counts
      return Stratum("\(index)", first: (c[0], c[1]), second: (c[2], c[3]))!
    }
    let pooled = try #require(MantelHaenszel(strata))
    let error = entry["error"]!.value!
    #expect(agrees(pooled.difference, entry["difference"]!.value!, scale: error))
    #expect(agrees(pooled.standardError, error))
    #expect(agrees(try #require(pooled.z), entry["z"]!.value!, scale: 1))
    let breslowDay = try #require(BreslowDay(strata))
    #expect(agrees(breslowDay.statistic, entry["breslow-day"]!.value!, scale: 10), "\(breslowDay)")
  }

  @Test(arguments: ReferenceValues["chi"])
  func theTailOfChiSquaredAgrees(_ entry: JSONValue) {
    let parts = entry.values
    let tail = ChiSquared.tail(parts[0]!, degrees: Int(parts[1]!))
    #expect(agrees(tail.p, parts[2]!), "\(tail)")
    #expect(agrees(tail.lnP, parts[3]!, scale: parts[2]! > 0.9 ? 1e-4 : 0), "\(tail)")
  }

  @Test(arguments: ReferenceValues["normal"])
  func theInverseNormalAgrees(_ entry: JSONValue) {
    #expect(agrees(NormalQuantile.upper(tail: entry.values[0]!), entry.values[1]!))
  }

  @Test(arguments: ReferenceValues["erfc"])
  func theTwoSidedProbabilityAgreesBeyondWhereItVanishes(_ entry: JSONValue) {
    let parts = entry.values
    let significance = Significance.twoSided(parts[0]!)
    if let p = parts[1] { #expect(agrees(significance.p, p)) }
    #expect(agrees(significance.lnP, parts[2]!))
  }

  @Test(arguments: ReferenceValues["power"])
  func theSmallestDifferencesAgree(_ entry: JSONValue) {
    let parts = entry.values
    let power = Power(base: parts[0]!, ratio: parts[2]!, power: parts[3]!)
    for (value, expected) in [(power.smallestDrop(first: Int(parts[1]!)), parts[4]), (power.smallestRise(first: Int(parts[1]!)), parts[5])]
    {
      switch (value, expected) {
      case (let value?, let expected?): #expect(agrees(value, expected), "\(value)")
      default: #expect(value == nil && expected == nil)
      }
    }
  }

  @Test(arguments: ReferenceValues["splits"])
  func theTestOfTheSplitAgrees(_ entry: JSONValue) throws {
    let parts = Array(entry.elements)
    let ratio = try #require(SampleRatio(people: parts[0].counts, weights: parts[1].counts))
    #expect(agrees(ratio.statistic, parts[2].value!))
    #expect(agrees(ratio.significance.p, parts[3].value!))
    #expect(agrees(ratio.deviation, parts[4].value!))
  }
}
