import Glibc
import Knowledge

/// Weighs the scenarios of the findings still open, and how much each question would bring.
struct QuestionRanking {
  /// What a question brings that leads to no scenario.
  private static let least = 1e-9
  /// How far a way counts for less because what it still needs is unusual: 0 takes every way of a finding for equally likely, 1 takes
  /// facts for independent of the fault. Between 0 and 0.3 the worked cases show no difference, at 1 they take a quarter more questions.
  private static let doubt = 0.3
  /// How much less a finding about an entity counts while nobody has named an entity of its kind: whoever asks about a message names
  /// one. From 0.1 to 0.5 the worked cases take fewer questions than with 1.
  private static let unnamed = 0.2
  /// How much more a finding about an entity counts that is known: whoever has named a number or a message mostly asks about it. With 4
  /// to 8 the worked cases take 6 % fewer questions than with 1, and little differs in between.
  private static let named = 5.0
  /// How much less a finding counts that would stand in a report after one already shown: what is sought is what stands first. From
  /// 0.03 to 0.3 the worked cases show little difference; with 1 they take a tenth more questions.
  private static let lesser = 0.1
  /// How much of a finding's weight speaks through its precedents, where it has any: each for its part, by how like it is to the case.
  private static let experience = 0.5

  private struct Entry {
    /// How much weight scenarios have that allow just these answers.
    var weight: Double
    let answers: AnswerSet
  }
  /// What scenarios want of one question.
  private struct Demand {
    var entries: [Entry] = []
    /// Weight of each scenario over the number of its open questions.
    var progress = 0.0
    /// How many answers there are; they are taken to be equally usual.
    let answers: Int

    init(answers: Int) { self.answers = answers }

    mutating func add(_ wanted: AnswerSet, _ weight: Double, _ share: Double) {
      progress += share
      if let place = entries.firstIndex(where: { $0.answers == wanted }) {
        entries[place].weight += weight
      } else {
        entries.append(Entry(weight: weight, answers: wanted))
      }
    }
  }
  private var demands: [WorkingMemory.Slot: Demand] = [:]
  /// Every way in which an open finding can come to be shown, with its share of all weight.
  private(set) var ways: [(hypothesis: Int, scenario: InterviewScenario, weight: Double)] = []
  /// The fact of each column of the scenarios.
  let slots: [WorkingMemory.Slot]

  /// - Parameters:
  ///   - findings: what the interview is about; `nil` for all.
  ///   - invented: entities that nobody has named.
  ///   - shown: rank, in report order, of the first finding that is shown already.
  init(
    _ outlook: InterviewOutlook, _ hypotheses: [(finding: FindingIndex, instance: Int)],
    _ priors: FindingPriors, _ precedents: Precedents, _ findings: Set<FindingIndex>?, invented: Set<Int>, shown: Int32?
  ) {
    let scenarios = InterviewScenarios(outlook)
    let matcher = PrecedentMatcher(precedents, outlook, findings, invented: invented)
    var stories: [(match: PrecedentMatch, weight: Double)] = []
    let memory = outlook.memory
    var instances: [FindingIndex: Int] = [:]
    for hypothesis in hypotheses { instances[hypothesis.finding, default: 0] += 1 }
    for (position, (finding, instance)) in hypotheses.enumerated() {
      var prior =
        max(priors.weight(of: finding, in: outlook.knowledge), 1e-9) / Double(instances[finding] ?? 1)
      if invented.contains(instance) {
        prior *= Self.unnamed
      } else if memory.name(of: instance) != nil {
        prior *= Self.named
      }
      if let shown, memory.rules.order.ranks[finding] > shown { prior *= Self.lesser }
      let first = ways.count
      for scenario in scenarios.ways(of: finding, instance) {
        ways.append((position, scenario, Self.weight(scenario, prior, scenarios, outlook)))
      }
      let (matches, count) = matcher.matches(finding, instance, ways[first...].map(\.scenario), scenarios.slots)
      guard count > 0 else { continue }
      let all = ways[first...].reduce(0) { $0 + $1.weight }
      for index in first..<ways.count { ways[index].weight *= 1 - Self.experience }
      for match in matches {
        stories.append((match.moved(by: first), all * Self.experience * match.likelihood / Double(count)))
      }
    }
    slots = scenarios.slots
    let total = ways.reduce(0) { $0 + $1.weight } + stories.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return }
    for index in ways.indices {
      ways[index].weight /= total
      demand(ways[index].scenario, ways[index].weight, outlook)
    }
    for (match, weight) in stories { demand(match, weight / total, outlook) }
  }

  /// Notes what a precedent tells of open questions, and which of them lead on by its way.
  private mutating func demand(_ match: PrecedentMatch, _ weight: Double, _ outlook: InterviewOutlook) {
    let needs = ways[match.way].scenario.needs.filter { !$0.isKnown }
    let wanted = Set(needs.map { slots[$0.column] })
    for (slot, answer) in match.answers {
      var told = AnswerSet()
      told.insert(answer)
      demands[slot, default: Demand(answers: min(AnswerSet.limit, outlook.facts.answers(slot).count))].add(
        told, weight, wanted.contains(slot) ? weight / Double(needs.count) : 0)
    }
  }

  /// Notes what a scenario wants of its open questions.
  private mutating func demand(_ scenario: InterviewScenario, _ weight: Double, _ outlook: InterviewOutlook) {
    let share = weight / Double(scenario.openCount)
    for need in scenario.needs where !need.isKnown {
      let slot = slots[need.column]
      demands[slot, default: Demand(answers: min(AnswerSet.limit, outlook.facts.answers(slot).count))].add(
        need.answers, weight, share)
    }
  }

  /// The prior, the less the more unusual that is which is needed, and the more the more unusual that is which is known to fit.
  private static func weight(
    _ scenario: InterviewScenario, _ prior: Double, _ scenarios: InterviewScenarios,
    _ outlook: InterviewOutlook
  ) -> Double {
    scenario.needs.reduce(prior) { weight, need in
      let count = min(AnswerSet.limit, outlook.facts.answers(scenarios.slots[need.column]).count)
      let chance = Double(max(1, need.answers.count)) / Double(max(1, count))
      return need.isKnown ? weight / chance : weight * pow(chance, doubt)
    }
  }

  /// How much nearer a question brings the right finding: between 0 and 2.
  func gain(of slot: WorkingMemory.Slot) -> Double {
    guard let demand = demands[slot] else { return Self.least }
    return demand.progress + moved(demand)
  }

  /// The share of all weight that the answer is expected to move, from the scenarios that it speaks against to the others: the mean
  /// distance in total variation of what a scenario answers from what all of them answer.
  private func moved(_ demand: Demand) -> Double {
    let indifferent = max(0, 1 - demand.entries.reduce(0) { $0 + $1.weight })
    let even = 1 / Double(max(1, demand.answers))
    var mixed = [Double](repeating: indifferent * even, count: demand.answers)
    for entry in demand.entries {
      let share = entry.weight / Double(max(1, entry.answers.count))
      for position in mixed.indices where entry.answers.contains(position) { mixed[position] += share }
    }
    var moved = indifferent * mixed.reduce(0) { $0 + max(0, $1 - even) }
    for entry in demand.entries {
      let share = 1 / Double(max(1, entry.answers.count))
      for position in mixed.indices {
        moved += entry.weight * max(0, mixed[position] - (entry.answers.contains(position) ? share : 0))
      }
    }
    return moved
  }
}
