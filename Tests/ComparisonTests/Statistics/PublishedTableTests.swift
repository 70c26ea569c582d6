import Comparison
import Testing

@Suite("Published tables come out as printed")
struct PublishedTableTests {
  /// Newcombe 1998, Table II: two proportions, method 10 and method 6 (Miettinen and Nurminen).
  struct Row: Sendable, CustomTestStringConvertible {
    let counts: [Int]
    let hybrid: [Double]
    let score: [Double]
    var testDescription: String { "\(counts)" }
    var contrast: Contrast { Contrast(Proportion(counts[0], of: counts[1])!, Proportion(counts[2], of: counts[3])!) }
  }

  @Test(arguments: [
    Row(counts: [56, 70, 48, 80], hybrid: [0.0524, 0.3339], score: [0.0528, 0.3382]),
    Row(counts: [9, 10, 3, 10], hybrid: [0.1705, 0.8090], score: [0.1700, 0.8406]),
    Row(counts: [6, 7, 2, 7], hybrid: [0.0582, 0.8062], score: [0.0342, 0.8534]),
    Row(counts: [5, 56, 0, 29], hybrid: [-0.0381, 0.1926], score: [-0.0326, 0.1933]),
    Row(counts: [0, 10, 0, 20], hybrid: [-0.1611, 0.2775], score: [-0.1658, 0.2844]),
    Row(counts: [0, 10, 0, 10], hybrid: [-0.2775, 0.2775], score: [-0.2879, 0.2879]),
    Row(counts: [10, 10, 0, 20], hybrid: [0.6791, 1.0000], score: [0.7156, 1.0000]),
    Row(counts: [10, 10, 0, 10], hybrid: [0.6075, 1.0000], score: [0.6636, 1.0000]),
  ])
  func newcombesTableTwo(_ row: Row) {
    for (interval, printed) in [(row.contrast.newcombe(), row.hybrid), (row.contrast.miettinenNurminen(), row.score)] {
      #expect(abs(interval.lower - printed[0]) < 0.000_051, "\(interval)")
      #expect(abs(interval.upper - printed[1]) < 0.000_051, "\(interval)")
    }
  }

  @Test func propCIsOfR() {
    let interval = Contrast(Proportion(7, of: 34)!, Proportion(1, of: 34)!).miettinenNurminen()
    #expect(abs(interval.lower - 0.0270416) < 1e-6)
    #expect(abs(interval.upper - 0.3452912) < 1e-6)
  }

  @Test func aSplitOf50500IsUnlikelyAndOneOf501700MoreSo() throws {
    let small = try #require(SampleRatio(people: [50_500, 49_500], weights: [1, 1]))
    #expect((small.significance.p * 10_000).rounded() == 16)
    let large = try #require(SampleRatio(people: [501_700, 498_300], weights: [1, 1]))
    #expect((large.significance.p * 10_000).rounded() == 7)
    #expect(large.deviation > 0.001 && large.deviation < 0.002)
  }

  @Test func aHundredThousandOnEachSideSeeADropOf0277Points() throws {
    let power = Power(base: 0.95)
    #expect(abs(try #require(power.smallestDrop(first: 100_000)) * 100 - 0.277) < 0.000_5)
    #expect(abs(try #require(power.smallestRise(first: 100_000)) * 100 - 0.270) < 0.000_5)
  }

  @Test func twentyOfAHundredLimitedAndTriedOnceMore() {
    #expect(Proportion(80, of: 100)!.rate == 0.8)
    #expect((Proportion(80, of: 120)!.rate * 1000).rounded() == 667)
  }
}
