/// The best list of questions to ask from top to bottom, for somebody who knew the cases beforehand: from file order and from a greedy
/// order, bettered by moving one question at a time until no move helps. A list that is better may exist.
struct FixedOrder {
  /// Questions until the right finding, by case.
  let depths: [Int]

  init(_ table: AnswerTable) {
    let lists = [Array(table.columns.indices), Self.greedy(table)].map { Self.bettered($0, table) }
    depths = lists.min { $0.reduce(0, +) < $1.reduce(0, +) } ?? []
  }

  /// The question first that is the greatest share of what the cases still need.
  private static func greedy(_ table: AnswerTable) -> [Int] {
    var order: [Int] = []
    var left = Set(table.columns.indices)
    while !left.isEmpty {
      let asked = order.reduce(UInt128(0)) { $0 | 1 << UInt128($1) }
      func share(_ column: Int) -> Double {
        table.deciding.reduce(0) { sum, sets in
          let shortest = sets.map { $0 & ~asked }.min { $0.nonzeroBitCount < $1.nonzeroBitCount } ?? 0
          return shortest & (1 << UInt128(column)) == 0 ? sum : sum + 1 / Double(shortest.nonzeroBitCount)
        }
      }
      let shares = left.map { (column: $0, share: share($0)) }
      let best = shares.max { ($0.share, $1.column) < ($1.share, $0.column) }?.column ?? 0
      order.append(best)
      left.remove(best)
    }
    return order
  }

  private static func bettered(_ start: [Int], _ table: AnswerTable) -> [Int] {
    var order = start
    var depths = depths(order, table)
    var isBetter = true
    while isBetter {
      isBetter = false
      for from in order.indices {
        for to in order.indices where to != from {
          var moved = order
          moved.insert(moved.remove(at: from), at: to)
          let reached = Self.depths(moved, table)
          if reached.reduce(0, +) < depths.reduce(0, +) { (order, depths, isBetter) = (moved, reached, true) }
        }
      }
    }
    return depths
  }

  private static func depths(_ order: [Int], _ table: AnswerTable) -> [Int] {
    var places = [Int](repeating: 0, count: order.count)
    for (place, column) in order.enumerated() { places[column] = place + 1 }
    return table.deciding.map { sets in
      sets.map { set -> Int in
        var last = 0
        var rest = set
        while rest != 0 {
          last = max(last, places[rest.trailingZeroBitCount])
          rest &= rest - 1
        }
        return last
      }.min() ?? 0
    }
  }
}
