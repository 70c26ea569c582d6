/// The best order of questions that anybody could ask who knew the possibilities beforehand, but not which of them is true.
///
/// A decision tree over the possibilities: an answer leaves those that would answer so; one is done once it is decided. The tree with
/// the fewest questions on average is sought by dynamic programming over (what is left, answers known to decide it) with branch and
/// bound; what is left costs at least the sum of the questions that each still needs.
struct DecisionTree {
  private let answers: [[Int]]
  private let deciding: [[UInt128]]
  private let weights: [Int]
  private let columnCount: Int
  private let work: Int
  private var left: Int
  private var known: [State: Bound] = [:]

  private struct State: Hashable {
    let cases: UInt128
    let asked: UInt128
  }
  private struct Bound {
    var least: Int
    var best: Int
    var choice: Int
  }
  /// What came out.
  struct Outcome {
    /// Questions until it is decided, by possibility.
    let depths: [Int]
    /// The mean, and a bound of it that no order goes below.
    let mean: Double
    let least: Double
    var isExact: Bool { mean - least < 1e-9 }
  }

  /// - Parameter work: how many states are looked at before the search is given up.
  init(_ puzzle: Puzzle, work: Int) {
    answers = puzzle.answers
    deciding = puzzle.deciding
    weights = puzzle.weights
    columnCount = puzzle.questionCount
    self.work = work
    left = work
  }

  mutating func solve() -> Outcome {
    let all = (0..<answers.count).reduce(UInt128(0)) { deciding[$1].contains(0) ? $0 : $0 | 1 << UInt128($1) }
    // A good tree first, so that the search has something to beat.
    var depths = [Int](repeating: 0, count: answers.count)
    var width = 1
    var best = Int.max
    while width <= 4 {
      left = work / 8
      known = [:]
      let found = search(all, 0, below: Int.max / 2, width: width)
      if found.best < best {
        best = found.best
        depths = [Int](repeating: 0, count: answers.count)
        walk(all, 0, 0, &depths)
      }
      width += 1
    }
    known = [:]
    left = work
    let found = search(all, 0, below: best, width: columnCount)
    if found.best < best {
      depths = [Int](repeating: 0, count: answers.count)
      walk(all, 0, 0, &depths)
    }
    let sum = weight(depths)
    let total = Double(max(1, weights.reduce(0, +)))
    return Outcome(depths: depths, mean: Double(sum) / total, least: Double(min(found.least, sum)) / total)
  }

  private func weight(_ depths: [Int]) -> Int { zip(depths, weights).reduce(0) { $0 + $1.0 * $1.1 } }

  // MARK: States

  private func needs(_ item: Int, _ asked: UInt128) -> Int {
    deciding[item].reduce(Int.max) { min($0, ($1 & ~asked).nonzeroBitCount) }
  }

  private func members(_ cases: UInt128) -> [Int] {
    var result: [Int] = []
    var rest = cases
    while rest != 0 {
      result.append(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
    return result
  }

  /// The sum of what each still needs.
  private func least(_ members: [Int], _ asked: UInt128) -> Int {
    members.reduce(0) { $0 + weights[$1] * needs($1, asked) }
  }

  private func weight(of members: [Int]) -> Int { members.reduce(0) { $0 + weights[$1] } }

  /// What an answer leaves, without what is done.
  private func parts(_ members: [Int], _ column: Int, _ asked: UInt128) -> [UInt128] {
    var parts: [Int: UInt128] = [:]
    for item in members where !deciding[item].contains(where: { $0 & ~asked == 0 }) {
      parts[answers[item][column], default: 0] |= 1 << UInt128(item)
    }
    return parts.values.sorted()
  }

  // MARK: Search

  /// The least number of questions, summed by weight, or bounds of it: `best` is what a tree reaches, `least` what none goes below.
  private mutating func search(_ cases: UInt128, _ asked: UInt128, below limit: Int, width: Int) -> (
    least: Int, best: Int
  ) {
    guard cases != 0 else { return (0, 0) }
    let members = members(cases)
    var useful: UInt128 = 0
    for item in members { for set in deciding[item] { useful |= set } }
    let state = State(cases: cases, asked: asked & useful)
    let floor = least(members, asked)
    if members.count == 1 { return (floor, floor) }
    if let bound = known[state] {
      if bound.least == bound.best || bound.least >= limit { return (bound.least, bound.best) }
    }
    guard left > 0 else { return (floor, known[state]?.best ?? Int.max / 2) }
    left -= 1
    let all = weight(of: members)
    var options: [(column: Int, floor: Int, parts: [UInt128], rank: Double)] = []
    for column in 0..<columnCount where asked & (1 << UInt128(column)) == 0 {
      let bit = UInt128(1) << UInt128(column)
      let parts = parts(members, column, asked | bit)
      let isSplit = members.contains { answers[$0][column] != answers[members[0]][column] }
      guard isSplit || useful & bit != 0 else { continue }
      let floor = all + parts.reduce(0) { $0 + least(self.members($1), asked | bit) }
      let spread = parts.reduce(0.0) { sum, part in
        let size = Double(weight(of: self.members(part)))
        return sum + size * size
      }
      options.append((column, floor, parts, Double(floor) + spread / Double(all)))
    }
    options.sort { ($0.rank, $0.column) < ($1.rank, $1.column) }
    var best = known[state]?.best ?? Int.max / 2
    var choice = known[state]?.choice ?? -1
    var lowest = Int.max / 2
    for option in options.prefix(width) {
      guard option.floor < min(best, limit) else {
        lowest = min(lowest, option.floor)
        continue
      }
      let bit = UInt128(1) << UInt128(option.column)
      var sum = option.floor
      var reached = all
      for part in option.parts {
        let own = least(self.members(part), asked | bit)
        let found = search(part, asked | bit, below: min(best, limit) - sum + own, width: width)
        sum += found.least - own
        reached += min(found.best, Int.max / 4)
        if sum >= min(best, limit) { reached = Int.max / 2; break }
      }
      lowest = min(lowest, sum)
      if reached < best { (best, choice) = (reached, option.column) }
    }
    if width < options.count { lowest = floor }
    let result = Bound(
      least: max(floor, min(lowest, best), known[state]?.least ?? 0), best: best, choice: choice)
    known[state] = result
    return (result.least, result.best)
  }

  /// The depth of each in the tree found.
  private func walk(_ cases: UInt128, _ asked: UInt128, _ depth: Int, _ depths: inout [Int]) {
    let members = members(cases)
    if members.isEmpty { return }
    if members.count == 1 { return depths[members[0]] = depth + needs(members[0], asked) }
    var useful: UInt128 = 0
    for item in members { for set in deciding[item] { useful |= set } }
    guard let bound = known[State(cases: cases, asked: asked & useful)], bound.choice >= 0 else {
      fatalError("the tree has a hole")
    }
    let bit = UInt128(1) << UInt128(bound.choice)
    for item in members where deciding[item].contains(where: { $0 & ~(asked | bit) == 0 }) {
      depths[item] = depth + 1
    }
    for part in parts(members, bound.choice, asked | bit) { walk(part, asked | bit, depth + 1, &depths) }
  }
}
