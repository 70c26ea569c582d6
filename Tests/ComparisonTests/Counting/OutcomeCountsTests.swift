import Comparison
import Testing

@Suite struct OutcomeCountsTests {
  @Test func partsAddUp() {
    var left = OutcomeCounts()
    left.messages = 3
    left.delivered = 2
    left.failed = 1
    var right = OutcomeCounts()
    right.messages = 2
    right.unresolved = 2
    left += right
    #expect(left.messages == left.delivered + left.failed + left.unresolved)
    #expect(left.messages == 5)
  }

  @Test func tooManyNamesAreCountedTogether() {
    var names = NameCounts()
    for number in 0..<(NameCounts.maximumNames + 10) { names.add("status-\(number)") }
    names.add("status-0")
    #expect(names.named.count == NameCounts.maximumNames)
    #expect(names.named["status-0"] == 2)
    #expect(names.rest == 10)
    #expect(names.total == NameCounts.maximumNames + 11)
  }
}
