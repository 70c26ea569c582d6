import Knowledge

/// Which questions lead a rule to hold or to fail: those of which some answers lead there and others do not.
final class InterviewUses {
  private struct Goal: Hashable {
    let rule: RuleIndex
    let instance: Int
    let wanted: Truth
  }

  private let outlook: InterviewOutlook
  private var memory: WorkingMemory { outlook.memory }
  private var seen: Set<Goal> = []
  /// The questions found.
  private(set) var slots: Set<WorkingMemory.Slot> = []

  init(_ outlook: InterviewOutlook) { self.outlook = outlook }

  /// Adds the questions that could help a rule to hold or to fail; none when no answers can bring it about.
  func add(_ rule: RuleIndex, _ instance: Int, become wanted: Truth) {
    guard seen.insert(Goal(rule: rule, instance: instance, wanted: wanted)).inserted else { return }
    visit(outlook.node(rule), instance, wanted)
  }

  private func visit(_ node: InterviewOutlook.Node, _ instance: Int, _ wanted: Truth) {
    let stands = outlook.outlook(node, instance)
    guard stands.truth == .unknown, stands.can(wanted) else { return }
    switch node {
    case .leaf(let leaf): visit(leaf: leaf, instance, wanted)
    case .all(let parts), .any(let parts): for part in parts { visit(part, instance, wanted) }
    case .none(let parts): for part in parts { visit(part, instance, wanted.negated) }
    case .quantified(let amount, let subject, let inner):
      guard let inner else { return }
      let directions: [Truth]
      switch amount {
      case .some, .every: directions = [wanted]
      case .no: directions = [wanted.negated]
      case .count(_, nil): directions = [wanted]
      case .count(nil, _): directions = [wanted.negated]
      case .count: directions = [.holds, .fails]
      }
      for member in memory.members(subject + 1) { for direction in directions { visit(inner, member, direction) } }
    }
  }

  private func visit(leaf: InterviewOutlook.Leaf, _ instance: Int, _ wanted: Truth) {
    let test = leaf.test
    let missing = outlook.missing(leaf, instance)
    for fact in missing {
      let slot = outlook.facts.slot(fact, instance)
      if outlook.facts.isAskable(slot), test.comparison == .known || missing.count > 1 || separates(leaf, instance, fact) {
        slots.insert(slot)
      }
      for (rule, value) in outlook.inferences(of: fact) {
        guard missing.count > 1 || outlook.truth(test, instance, taking: fact, as: value) == wanted else { continue }
        add(rule, slot.instance, become: .holds)
      }
    }
  }

  /// Whether some answers decide a comparison differently than others.
  private func separates(_ leaf: InterviewOutlook.Leaf, _ instance: Int, _ fact: FactIndex) -> Bool {
    let answers = outlook.answers(leaf, instance, of: fact)
    let count = outlook.facts.answers(outlook.facts.slot(fact, instance)).count
    return [answers.holds, answers.fails].contains { !$0.isEmpty && $0.count < min(count, AnswerSet.limit) }
  }
}
