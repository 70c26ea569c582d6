/// The best order of questions for everybody, whatever is answered: the one with the least mean number of questions until the right
/// finding is decided. Questions about an entity that somebody does not have are passed over for nothing.
///
/// It is sought over sets of questions asked so far, the most promising first (A*). Those who can be asked the same questions cost at
/// least so much to go on with: by place k no more of them are decided than need k questions, and than wait for the k questions that
/// the most wait for.
struct FixedOrder {
  private let deciding: [[UInt128]]
  private let weights: [Int]
  private let askable: [UInt128]
  private let columns: [UInt128]
  /// Those who can be asked the same questions.
  private let groups: [[Int]]

  /// What came out: a mean that no order goes below, and whether an order reaches it.
  struct Outcome {
    let mean: Double
    let isExact: Bool
  }

  init(_ puzzle: Puzzle) {
    deciding = puzzle.deciding
    weights = puzzle.weights
    let useful = puzzle.deciding.joined().reduce(UInt128(0), |)
    let asked = puzzle.askable.map { $0 & useful }
    askable = asked
    columns = (0..<UInt128.bitWidth).map { UInt128(1) << UInt128($0) }.filter { $0 & useful != 0 }
    groups = Dictionary(grouping: puzzle.weights.indices) { asked[$0] }.values.sorted { $0[0] < $1[0] }
  }

  /// - Parameter work: how many sets are looked at before the search is given up.
  func solve(work: Int) -> Outcome {
    var floor = least(0)
    var queue: [Int: [(asked: UInt128, cost: Int)]] = [floor: [(0, 0)]]
    var costs: [UInt128: Int] = [0: 0]
    for _ in 0..<work {
      while queue[floor]?.isEmpty ?? true { floor += 1 }
      guard let (asked, cost) = queue[floor]?.popLast(), costs[asked] == cost else { continue }
      let open = weights.indices.filter { needs($0, asked) > 0 }
      if open.isEmpty { return Outcome(mean: mean(cost), isExact: true) }
      for column in columns where column & asked == 0 {
        let next = asked | column
        let all = open.reduce(cost) { askable[$1] & column != 0 ? $0 + weights[$1] : $0 }
        guard all < costs[next] ?? Int.max else { continue }
        costs[next] = all
        queue[max(floor, all + least(next)), default: []].append((next, all))
      }
    }
    return Outcome(mean: mean(floor), isExact: false)
  }

  private func mean(_ sum: Int) -> Double { Double(sum) / Double(max(1, weights.reduce(0, +))) }

  private func needs(_ item: Int, _ asked: UInt128) -> Int {
    deciding[item].reduce(Int.max) { min($0, ($1 & ~asked).nonzeroBitCount) }
  }

  /// A sum of questions below which no order goes on.
  private func least(_ asked: UInt128) -> Int { groups.reduce(0) { $0 + least($1, asked) } }

  private func least(_ group: [Int], _ asked: UInt128) -> Int {
    var waiting = [Int](repeating: 0, count: UInt128.bitWidth)
    var byNeeds = [Int](repeating: 0, count: columns.count + 2)
    var all = 0
    for item in group {
      let needs = needs(item, asked)
      guard needs > 0 else { continue }
      all += weights[item]
      byNeeds[min(needs, columns.count + 1)] += weights[item]
      var rest = deciding[item].reduce(UInt128(0), |) & ~asked
      while rest != 0 {
        waiting[rest.trailingZeroBitCount] += weights[item]
        rest &= rest - 1
      }
    }
    guard all > 0 else { return 0 }
    waiting.sort(by: >)
    var sum = 0
    var (decided, waited, place) = (0, 0, 0)
    while min(decided, waited) < all, place <= columns.count {
      sum += all - min(decided, waited)
      waited += waiting[place]
      place += 1
      decided += byNeeds[place]
    }
    return sum
  }
}
