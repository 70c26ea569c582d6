import Comparison
import TestSupport
import Testing

@Suite("What holds of statistics whatever the counts")
struct StatisticsPropertyTests {
  /// Pairs of proportions of every size, with many empty and full cells among them.
  static let contrasts: [Contrast] = {
    var random = SeededGenerator(seed: 19_981_721)
    func proportion() -> Proportion {
      let total = Int.random(in: 1...[3, 40, 2_000, 1_000_000, 1_000_000_000].randomElement(using: &random)!, using: &random)
      let hits = [0, total, Int.random(in: 0...total, using: &random), Int.random(in: 0...min(total, 5), using: &random)]
      return Proportion(hits.randomElement(using: &random)!, of: total)!
    }
    return (0..<400).map { _ in Contrast(proportion(), proportion()) }
  }()

  @Test func intervalsHoldTheEstimateAndStayBetweenMinusOneAndOne() {
    for contrast in Self.contrasts {
      for interval in [contrast.newcombe(), contrast.miettinenNurminen()] {
        #expect(interval.lower <= contrast.difference && contrast.difference <= interval.upper, "\(contrast)")
        #expect(interval.lower >= -1 && interval.upper <= 1, "\(contrast)")
      }
      let wilson = contrast.first.wilson()
      #expect(wilson.lower <= contrast.first.rate && contrast.first.rate <= wilson.upper, "\(contrast)")
      #expect(wilson.lower >= 0 && wilson.upper <= 1, "\(contrast)")
    }
  }

  @Test func exchangingTheSidesTurnsTheSign() {
    for contrast in Self.contrasts {
      let swapped = contrast.swapped
      #expect(swapped.difference == -contrast.difference)
      for (one, other) in [(contrast.newcombe(), swapped.newcombe()), (contrast.miettinenNurminen(), swapped.miettinenNurminen())] {
        #expect(agrees(one.lower, -other.upper, scale: 1e-4) && agrees(one.upper, -other.lower, scale: 1e-4), "\(contrast)")
      }
      if case .decided(let z, let p) = PooledTest(contrast), case .decided(let other, let same) = PooledTest(swapped) {
        #expect(z == -other && p == same)
      } else {
        #expect(PooledTest(contrast) == PooledTest(swapped))
      }
    }
  }

  @Test func nothingIsEverNoNumberOrInfinite() {
    for contrast in Self.contrasts {
      switch RelativeRate(contrast) {
      case .between(let ratio, let lower, let upper):
        #expect(ratio.isFinite && lower.isFinite && upper.isFinite && lower <= ratio && ratio <= upper, "\(contrast)")
      case .atLeast(let lower): #expect(lower.isFinite && lower > 0, "\(contrast)")
      case .undefined: #expect(contrast.first.hits == 0 && contrast.second.hits == 0)
      }
      if let p = NotWorse(contrast, margin: 0.01, lower: contrast.newcombe().lower).significance {
        #expect((0...1).contains(p.p) && p.lnP.isFinite, "\(contrast)")
      }
      if let p = PooledTest(contrast).significance { #expect((0...1).contains(p.p) && p.lnP.isFinite, "\(contrast)") }
    }
  }

  @Test func oneStratumAloneIsTheWhole() throws {
    for contrast in Self.contrasts {
      let (one, two) = (contrast.first, contrast.second)
      let stratum = try #require(Stratum("all", first: (one.hits, one.total), second: (two.hits, two.total)))
      let pooled = try #require(MantelHaenszel([stratum]))
      #expect(agrees(pooled.difference, contrast.difference))
      #expect(BreslowDay([stratum]) == nil)
      #expect(!Reversal.holds([stratum]))
    }
  }

  @Test func oneMessageEachGivesTheDeltaMethodTheBinomialVariance() throws {
    let rate = try #require(ClusteredRate(hits: 80, messages: 100, squaredHits: 80, squaredMessages: 100, products: 80))
    #expect(agrees(rate.variance, 0.8 * 0.2 / 100))
  }

  @Test func peopleWithManyMessagesWidenTheDeltaMethod() throws {
    // Ten people with ten messages each, all or none delivered: Σ(y − p·m)² = 8·2² + 2·8² = 160.
    let rate = try #require(ClusteredRate(hits: 80, messages: 100, squaredHits: 800, squaredMessages: 1000, products: 800))
    #expect(agrees(rate.variance, 160.0 / 10_000))
  }

  @Test func aReversalIsNamedAndALeanOfChanceIsNot() throws {
    let first = try #require(Stratum("IN", first: (8_100, 9_000), second: (870, 1_000)))
    let second = try #require(Stratum("BR", first: (690, 1_000), second: (5_500, 9_000)))
    #expect(!Reversal.holds([first, second]))
    let turned = try #require(Stratum("IN", first: (900, 1_000), second: (7_800, 9_000)))
    let other = try #require(Stratum("BR", first: (5_500, 9_000), second: (550, 1_000)))
    #expect(Reversal.holds([turned, other]))
    let few = try #require(Stratum("IN", first: (9, 10), second: (81, 91)))
    let fewer = try #require(Stratum("BR", first: (79, 90), second: (8, 10)))
    #expect(!Reversal.holds([few, fewer]))
  }

  @Test func holmAdjustsInStepsAndKeepsTheOrder() {
    #expect(Holm.adjusted([0.01, 0.04]) == [0.02, 0.04])
    #expect(Holm.adjusted([0.04, 0.03]) == [0.06, 0.06])
    #expect(Holm.adjusted([0.9, 0.8]) == [1, 1])
    #expect(Holm.adjusted([]) == [])
  }

  @Test func alikeMixesHaveNoDistanceAndOneStratumHasNoTest() throws {
    let strata = [Stratum("A", first: (1, 10), second: (1, 20))!, Stratum("B", first: (5, 30), second: (9, 60))!]
    let mix = try #require(MixTest(strata))
    #expect(mix.statistic == 0 && mix.deviation == 0 && mix.significance.p == 1)
    #expect(MixTest([strata[0]])?.degrees == 0)
    #expect(MixTest([Stratum("A", first: (0, 0), second: (1, 2))!]) == nil)
  }

  @Test func whatIsNeededIsWhatWouldBeSeen() throws {
    let power = Power(base: 0.8, ratio: 1, power: 0.9)
    let needed = try #require(power.needed(for: -0.01))
    #expect(try #require(power.smallestDrop(first: needed)) <= 0.01)
    #expect(try #require(power.smallestDrop(first: needed - 1)) > 0.01)
    #expect(power.needed(for: 0.3) == nil)
  }
}
