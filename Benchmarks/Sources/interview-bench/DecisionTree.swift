/// The best order of questions that anybody could ask who knew the cases beforehand, but not which of them it is.
///
/// A decision tree over the cases: an answer leaves those cases that would answer so; a case is done once its right finding is decided.
/// The tree with the fewest questions on average is sought by dynamic programming over (cases left, answers known to decide them) with
/// branch and bound; a set of cases costs at least the sum of the questions that each still needs.
struct DecisionTree {
  private let answers: [[Int]]
  private let deciding: [[UInt128]]
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
    /// Questions until the right finding, by case.
    let depths: [Int]
    /// A bound that no order goes below: the sum over all cases.
    let leastSum: Int
    var isExact: Bool { depths.reduce(0, +) == leastSum }
  }

  /// - Parameter work: how many states are looked at before the search is given up.
  init(_ table: AnswerTable, work: Int) {
    answers = table.answers
    deciding = table.deciding
    columnCount = table.columns.count
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
    return Outcome(depths: depths, leastSum: min(found.least, depths.reduce(0, +)))
  }

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

  /// The sum of what each case still needs.
  private func least(_ members: [Int], _ asked: UInt128) -> Int { members.reduce(0) { $0 + needs($1, asked) } }

  /// What an answer leaves, done cases taken out.
  private func parts(_ members: [Int], _ column: Int, _ asked: UInt128) -> [UInt128] {
    var parts: [Int: UInt128] = [:]
    for item in members where !deciding[item].contains(where: { $0 & ~asked == 0 }) {
      parts[answers[item][column], default: 0] |= 1 << UInt128(item)
    }
    return parts.values.sorted()
  }

  // MARK: Search

  /// The least number of questions, summed over the cases, or bounds of it: `best` is what a tree reaches, `least` what none goes below.
  private mutating func search(_ cases: UInt128, _ asked: UInt128, below limit: Int, width: Int) -> (least: Int, best: Int) {
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
    var options: [(column: Int, floor: Int, parts: [UInt128], rank: Double)] = []
    for column in 0..<columnCount where asked & (1 << UInt128(column)) == 0 {
      let bit = UInt128(1) << UInt128(column)
      let parts = parts(members, column, asked | bit)
      let isSplit = members.contains { answers[$0][column] != answers[members[0]][column] }
      guard isSplit || useful & bit != 0 else { continue }
      let floor = members.count + parts.reduce(0) { $0 + least(self.members($1), asked | bit) }
      let spread = parts.reduce(0.0) { sum, part in
        let size = Double(part.nonzeroBitCount)
        return sum + size * size
      }
      options.append((column, floor, parts, Double(floor) + spread / Double(members.count)))
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
      var reached = members.count
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
    let result = Bound(least: max(floor, min(lowest, best), known[state]?.least ?? 0), best: best, choice: choice)
    known[state] = result
    return (result.least, result.best)
  }

  /// The depth of each case in the tree found.
  private func walk(_ cases: UInt128, _ asked: UInt128, _ depth: Int, _ depths: inout [Int]) {
    let members = members(cases)
    if members.isEmpty { return }
    if members.count == 1 { return depths[members[0]] = depth + needs(members[0], asked) }
    var useful: UInt128 = 0
    for item in members { for set in deciding[item] { useful |= set } }
    guard let bound = known[State(cases: cases, asked: asked & useful)], bound.choice >= 0 else { fatalError("the tree has a hole") }
    let bit = UInt128(1) << UInt128(bound.choice)
    for item in members where deciding[item].contains(where: { $0 & ~(asked | bit) == 0 }) { depths[item] = depth + 1 }
    for part in parts(members, bound.choice, asked | bit) { walk(part, asked | bit, depth + 1, &depths) }
  }
}
