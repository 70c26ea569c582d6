/// Outcomes by a small number: a country, a day, a template, a campaign.
struct OutcomesByNumber: Sendable {
  private(set) var counts: [OutcomeCounts] = []

  /// Counts a message under a number.
  @inline(__always)
  mutating func add(_ outcome: Outcome, _ number: Int) {
    if number >= counts.count {
      counts.append(contentsOf: repeatElement(OutcomeCounts(), count: number + 1 - counts.count))
    }
    counts[number].add(outcome)
  }

  /// Adds what another thread counted.
  static func += (left: inout Self, right: Self) {
    if left.counts.count < right.counts.count {
      left.counts.append(
        contentsOf: repeatElement(OutcomeCounts(), count: right.counts.count - left.counts.count))
    }
    for (number, counts) in right.counts.enumerated() { left.counts[number] += counts }
  }

  /// What was counted, by what the numbers mean.
  func named<Name: Hashable>(_ name: (Int) -> Name) -> [Name: OutcomeCounts] {
    var named: [Name: OutcomeCounts] = [:]
    for (number, counts) in counts.enumerated() where counts.messages > 0 {
      named[name(number), default: OutcomeCounts()] += counts
    }
    return named
  }
}
