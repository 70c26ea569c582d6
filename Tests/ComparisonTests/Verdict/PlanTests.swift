import Comparison
import Testing

@Suite struct PlanTests {
  private let bounds: FairBounds = {
    var bounds = FairBounds()
    (bounds.leastMessages, bounds.leastDays, bounds.mostDays) = (100_000, 4, 7)
    return bounds
  }()

  @Test func aPlanIsRaisedToWhatMetaAsksFor() throws {
    let plan = try TestPlan(
      base: 0.8, difference: -0.01, size: nil, weights: [1, 1], power: 0.8, daily: 50_000, bounds: bounds)
    #expect(plan.needed.map { $0.mm == $0.cloud && (25_000...26_000).contains($0.mm) } == true)
    #expect(plan.recipients == (100_000, 100_000))
    #expect(plan.duration == 4)
  }

  @Test func unevenWeightsKeepBothSidesAboveTheBound() throws {
    let plan = try TestPlan(
      base: 0.8, difference: -0.01, size: nil, weights: [4, 1], power: 0.8, daily: 10_000, bounds: bounds)
    #expect(plan.recipients == (400_000, 100_000))
    #expect(plan.duration == 50)
  }

  @Test func aSizeIsTakenAsItIs() throws {
    let plan = try TestPlan(
      base: 0.95, difference: nil, size: 1000, weights: [1, 1], power: 0.8, daily: nil, bounds: bounds)
    #expect(plan.recipients == (1000, 1000))
    #expect(plan.needed == nil && plan.duration == nil)
  }

  @Test func withoutRulesNothingIsRaisedAndNoNumberIsNamed() throws {
    let plan = try TestPlan(
      base: 0.8, difference: -0.01, size: nil, weights: [1, 1], power: 0.8, daily: 50_000,
      bounds: FairBounds())
    #expect(plan.recipients == plan.needed ?? (0, 0) && plan.duration == 2)
    #expect(!TestPlan.checklist(plan.bounds).contains { $0.contains("100,000") || $0.contains("4 to 7") })
    #expect(
      TestPlan.checklist(bounds).contains(
        "The same 4 to 7 days, and the same hour of each day, on both sides."))
  }

  @Test func aDifferenceThatCannotBeIsRefused() {
    #expect(throws: ComparisonError.self) {
      try TestPlan(
        base: 0.05, difference: -0.09, size: nil, weights: [1, 1], power: 0.8, daily: nil, bounds: bounds)
    }
  }

  @Test func theSameSeedDividesTheSamePeopleAlikeWhateverTheOrder() {
    let people = (0..<1001).map { Substring("+55 11 9\(10_000_000 + $0)") }
    let one = RecipientSplit(lines: ["phone"] + people, weights: [1, 1], seed: 7)
    let two = RecipientSplit(lines: people.reversed() + people.prefix(3), weights: [1, 1], seed: 7)
    #expect(one.mm == two.mm && one.cloud == two.cloud)
    #expect(two.repeated == 3 && one.repeated == 0)
    #expect(one.mm.count + one.cloud.count == 1001 && abs(one.mm.count - one.cloud.count) == 1)
    #expect(Set(one.mm).isDisjoint(with: one.cloud))
    #expect(RecipientSplit(lines: people, weights: [1, 1], seed: 8).mm != one.mm)
  }

  @Test func weightsDecideTheSizesAndNobodyIsLost() {
    let people = (0..<1000).map { Substring("4917\(10_000_000 + $0);x") }
    let split = RecipientSplit(lines: people, weights: [1, 3], seed: 1)
    #expect(split.mm.count == 250 && split.cloud.count == 750)
  }

  @Test func whatNamesNobodyIsToldByLine() {
    let split = RecipientSplit(
      lines: ["phone,name", "5511900000001,A", "", "abc", "12", "\(String(repeating: "a1", count: 32))"],
      weights: [1, 1], seed: 1)
    #expect(split.unread == [4, 5])
    #expect(split.mm.count + split.cloud.count == 2)
  }
}
