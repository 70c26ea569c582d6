import Inference
import Knowledge

/// A topic as the interview knows it beforehand: every way in which one of its findings can come to be shown, and how likely it is.
///
/// One way is true. A question that it needs gets the first answer that will do; every other question gets its usual answer, the one
/// that the least weight of ways will do with. The finding is decided when everything that some way of it needs has been answered.
struct WayModel {
  /// A way, and what somebody of whom it is true would answer.
  private struct Item {
    let way: InterviewWay
    let weight: Int
    let rules: [RuleIndex]
    var answers: [Int]
  }

  private let blank: InferenceEngine
  private let findings: Set<FindingIndex>
  private var columns: [FactReference: Int] = [:]
  private var values: [[FactValue]] = []
  private var usual: [Int] = []
  private var items: [Item] = []

  var count: Int { items.count }

  init(_ blank: InferenceEngine, _ findings: Set<FindingIndex>) {
    self.blank = blank
    self.findings = findings
    let ways = Interview(engine: blank, findings: findings, costs: [:]).ways
    for need in ways.flatMap(\.needs) where columns[need.reference] == nil {
      columns[need.reference] = values.count
      values.append(need.answers)
    }
    usual = usual(ways)
    items = ways.map { way in
      var answers = usual
      for need in way.needs { answers[column(need)] = need.allowed[0] }
      return Item(
        way: way, weight: max(1, Int(way.weight * 1e6)), rules: rules(showing: way.stake.finding),
        answers: answers)
    }.filter { item in
      // Some comparisons read two facts: which answers will do together, the ways do not tell. And what is usual may exclude a finding.
      var engine = blank
      for need in item.way.needs { engine.assert(fact(need.reference, item.answers[column(need)])) }
      guard isDecided(item, engine) else { return false }
      for (reference, column) in columns { engine.assert(fact(reference, item.answers[column])) }
      return engine.diagnosis().findings.contains {
        $0.finding == item.way.stake.finding && $0.entity == item.way.stake.entity
      }
    }
  }

  private func column(_ need: InterviewWay.Need) -> Int { columns[need.reference] ?? 0 }

  private func usual(_ ways: [InterviewWay]) -> [Int] {
    var weights = values.map { [Double](repeating: 0, count: $0.count) }
    for way in ways {
      for need in way.needs { for answer in need.allowed { weights[column(need)][answer] += way.weight } }
    }
    return weights.map { weights in weights.indices.min { weights[$0] < weights[$1] } ?? 0 }
  }

  private func rules(showing finding: FindingIndex) -> [RuleIndex] {
    let knowledge = blank.knowledge
    return knowledge.rules.indices.filter { rule in
      switch knowledge.rules[rule].conclusion {
      case .find(finding), .suspect(finding): true
      default: false
      }
    }
  }

  private func fact(_ reference: FactReference, _ answer: Int) -> Fact {
    Fact(
      name: blank.knowledge.facts[reference.fact].name, entity: reference.entity,
      value: values[columns[reference] ?? 0][answer],
      evidence: Evidence(origin: "agent", detail: "model"))
  }

  private func isDecided(_ item: Item, _ engine: InferenceEngine) -> Bool {
    item.rules.contains { engine.truth(of: $0, entity: item.way.stake.entity) == .holds }
  }

  // MARK: The best order

  /// The model for the search of the best order; `nil` when it is too large.
  var puzzle: Puzzle? {
    guard items.count <= Puzzle.limit, values.count <= Puzzle.limit else { return nil }
    return Puzzle(
      answers: items.map(\.answers),
      deciding: items.map { decidingSets($0).map { $0.reduce(0) { $0 | 1 << UInt128($1) } } },
      weights: items.map(\.weight), questionCount: values.count,
      askable: items.map { _ in UInt128.max })
  }

  /// What any of the ways of its finding needs with which its own answers will do, too.
  private func decidingSets(_ item: Item) -> [Set<Int>] {
    items.filter { other in
      other.way.stake == item.way.stake
        && other.way.needs.allSatisfy { $0.allowed.contains(item.answers[column($0)]) }
    }.map { Set($0.way.needs.map(column)) }
  }

  /// A number of questions, in the mean, below which no order comes.
  ///
  /// Until somebody's answer is not the usual one, everybody is asked the same questions in the same order. So a way is decided at the
  /// place there of the first question that it needs, plus the others that it needs, at the earliest; and the first so many questions
  /// are needed by no more than the sum of those that the most weight needs. The same holds of the unusual answers alone.
  var bound: Double {
    let sets = items.map(decidingSets)
    let unusual = zip(items, sets).map { item, sets in
      let parts = sets.map { $0.filter { item.answers[$0] != usual[$0] } }
      return parts.contains(where: \.isEmpty) ? sets : parts
    }
    let total = Double(max(1, items.reduce(0) { $0 + $1.weight }))
    return Double(max(bound(sets), bound(unusual))) / total
  }

  private func bound(_ needed: [[Set<Int>]]) -> Int {
    var covered = [Int](repeating: 0, count: values.count)
    var sum = 0
    for (item, sets) in zip(items, needed) {
      for column in sets.reduce(into: Set<Int>(), { $0.formUnion($1) }) { covered[column] += item.weight }
      sum += item.weight * ((sets.map(\.count).min() ?? 1) - 1)
    }
    var left = items.reduce(0) { $0 + $1.weight }
    for share in covered.sorted(by: >) where left > 0 {
      sum += left
      left -= share
    }
    return sum
  }

  // MARK: Ours

  /// Questions that the interview takes in the mean until the finding is decided, and for how many ways it never is.
  func ours() -> (mean: Double, unreached: Int) {
    var sum = 0
    var weight = 0
    var unreached = 0
    var open: [(engine: InferenceEngine, skipped: Set<FactReference>, items: [Int], asked: Int)] = [
      (blank, [], Array(items.indices), 0)
    ]
    while let state = open.popLast() {
      let left = state.items.filter { !isDecided(items[$0], state.engine) }
      for item in state.items where !left.contains(item) {
        sum += items[item].weight * state.asked
        weight += items[item].weight
      }
      guard !left.isEmpty else { continue }
      guard
        case .ask(let question) = Interview(
          engine: state.engine, findings: findings, skipped: state.skipped, costs: [:]
        ).next()
      else {
        unreached += left.count
        continue
      }
      guard let column = columns[question.reference] else {
        open.append((state.engine, state.skipped.union([question.reference]), left, state.asked + 1))
        continue
      }
      for (answer, part) in Dictionary(grouping: left, by: { items[$0].answers[column] }) {
        var engine = state.engine
        engine.assert(fact(question.reference, answer))
        open.append((engine, state.skipped, part, state.asked + 1))
      }
    }
    return (Double(sum) / Double(max(1, weight)), unreached)
  }
}
