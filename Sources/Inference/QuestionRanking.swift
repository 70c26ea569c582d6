import Glibc
import Knowledge

/// Weighs the scenarios of the findings still open, and how much each question would bring.
struct QuestionRanking {
  /// What a question brings that leads to no scenario.
  private static let least = 1e-9
  /// How far a way counts for less because what it needs is unusual: 0 takes every way of a finding for equally likely, 1 takes facts
  /// for independent of the fault. Between 0 and 0.3 the worked cases show no difference, at 1 they take a quarter more questions.
  private static let doubt = 0.3

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
  }
  private var demands: [WorkingMemory.Slot: Demand] = [:]

  init(_ outlook: InterviewOutlook, _ hypotheses: [(finding: FindingIndex, instance: Int)], _ priors: FindingPriors) {
    let scenarios = InterviewScenarios(outlook)
    let memory = outlook.memory
    var all: [(scenario: InterviewScenario, prior: Double)] = []
    var instances: [FindingIndex: Int] = [:]
    for hypothesis in hypotheses { instances[hypothesis.finding, default: 0] += 1 }
    for (finding, instance) in hypotheses {
      var ways: [InterviewScenario] = []
      for rule in memory.rules.rulesOfFinding[finding] {
        switch outlook.knowledge.rules[rule].conclusion {
        case .find, .suspect: ways += scenarios.ways(rule, instance)
        case .ruleOut, .infer: break
        }
      }
      let prior = max(priors.weight(of: finding, in: outlook.knowledge), 1e-9) / Double(instances[finding] ?? 1)
      all += scenarios.shortest(ways).filter { $0.openCount > 0 }.map { ($0, prior) }
    }
    var weights = all.map { Self.weight($0.scenario, $0.prior, scenarios, outlook) }
    let total = weights.reduce(0, +)
    guard total > 0 else { return }
    for index in weights.indices { weights[index] /= total }
    for (weight, entry) in zip(weights, all) {
      let open = entry.scenario.needs.filter { !$0.isKnown }
      for need in open {
        let slot = scenarios.slots[need.column]
        var demand = demands[slot] ?? Demand(answers: min(AnswerSet.limit, outlook.facts.answers(slot).count))
        demand.progress += weight / Double(open.count)
        if let place = demand.entries.firstIndex(where: { $0.answers == need.answers }) {
          demand.entries[place].weight += weight
        } else {
          demand.entries.append(Entry(weight: weight, answers: need.answers))
        }
        demands[slot] = demand
      }
    }
  }

  /// The prior, the more the less usual that is which is known to fit.
  private static func weight(
    _ scenario: InterviewScenario, _ prior: Double, _ scenarios: InterviewScenarios, _ outlook: InterviewOutlook
  ) -> Double {
    scenario.needs.reduce(prior) { weight, need in
      let count = min(AnswerSet.limit, outlook.facts.answers(scenarios.slots[need.column]).count)
      let chance = Double(max(1, need.answers.count)) / Double(max(1, count))
      return weight * pow(chance, need.isKnown ? doubt - 1 : doubt)
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
