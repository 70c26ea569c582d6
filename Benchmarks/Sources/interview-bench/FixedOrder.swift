/// The best order of questions for everybody, whatever is answered: the one with the least mean number of questions until the right
/// finding is decided.
///
/// It is sought over sets of questions asked so far, the most promising first (A*). To go on costs at least what each possibility still
/// needs; and of those still open only so many can be decided by the next question as need nothing else.
struct FixedOrder {
  private let deciding: [[UInt128]]
  private let weights: [Int]
  private let columns: [UInt128]

  /// What came out: a mean that no order goes below, and whether an order reaches it.
  struct Outcome {
    let mean: Double
    let isExact: Bool
  }

  init(_ puzzle: Puzzle) {
    deciding = puzzle.deciding
    weights = puzzle.weights
    let useful = puzzle.deciding.joined().reduce(UInt128(0), |)
    columns = (0..<UInt128.bitWidth).map { UInt128(1) << UInt128($0) }.filter { $0 & useful != 0 }
  }

  /// - Parameter work: how many sets are looked at before the search is given up.
  func solve(work: Int) -> Outcome {
    var floor = least(0)
    var queue: [Int: [(asked: UInt128, cost: Int)]] = [floor: [(0, 0)]]
    var costs: [UInt128: Int] = [0: 0]
    for _ in 0..<work {
      while queue[floor]?.isEmpty ?? true { floor += 1 }
      guard let (asked, cost) = queue[floor]?.popLast(), costs[asked] == cost else { continue }
      let open = weight(openAfter: asked)
      if open == 0 { return Outcome(mean: mean(cost), isExact: true) }
      for column in columns where column & asked == 0 {
        let next = asked | column
        guard cost + open < costs[next] ?? Int.max else { continue }
        costs[next] = cost + open
        queue[max(floor, cost + open + least(next)), default: []].append((next, cost + open))
      }
    }
    return Outcome(mean: mean(floor), isExact: false)
  }

  private func mean(_ sum: Int) -> Double { Double(sum) / Double(max(1, weights.reduce(0, +))) }

  private func needs(_ item: Int, _ asked: UInt128) -> Int {
    deciding[item].reduce(Int.max) { min($0, ($1 & ~asked).nonzeroBitCount) }
  }

  private func weight(openAfter asked: UInt128) -> Int {
    weights.indices.reduce(0) { needs($1, asked) > 0 ? $0 + weights[$1] : $0 }
  }

  /// A sum of questions below which no order goes on: by place k those are decided at the most whose needs have k questions, and as
  /// many as the k questions that the most weight waits for.
  private func least(_ asked: UInt128) -> Int {
    var covered = [Int](repeating: 0, count: UInt128.bitWidth)
    var byNeeds = [Int](repeating: 0, count: columns.count + 2)
    var all = 0
    for item in weights.indices {
      let needs = needs(item, asked)
      guard needs > 0 else { continue }
      all += weights[item]
      byNeeds[min(needs, columns.count + 1)] += weights[item]
      var rest = deciding[item].reduce(UInt128(0), |) & ~asked
      while rest != 0 {
        covered[rest.trailingZeroBitCount] += weights[item]
        rest &= rest - 1
      }
    }
    covered.sort(by: >)
    var sum = 0
    var (needed, waited, place) = (0, 0, 0)
    while min(needed, waited) < all, place <= columns.count {
      sum += all - min(needed, waited)
      waited += covered[place]
      place += 1
      needed += byNeeds[place]
    }
    return sum
  }
}
