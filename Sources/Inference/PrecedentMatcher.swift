import Knowledge

/// A precedent held against the case at hand.
struct PrecedentMatch {
  /// Position of the way by which its finding was shown, among those of the finding.
  let way: Int
  /// How likely what is known is where things are as in the precedent, to how likely it is where every answer is as usual as the others.
  let likelihood: Double
  /// What it tells of questions still open, by the position of the answer.
  let answers: [WorkingMemory.Slot: Int]

  /// The same where other ways stand before those of the finding.
  func moved(by count: Int) -> PrecedentMatch {
    PrecedentMatch(way: way + count, likelihood: likelihood, answers: answers)
  }
}

/// Holds precedents against what is known of a case: how alike they are, and what they let expect.
///
/// A precedent is one of the finding that stands first in its report, of those that the interview is about. Its entities are taken for
/// those of the case place by place, but the one that its finding is about for the one that is asked about.
struct PrecedentMatcher {
  /// How often a case that is otherwise as the precedent gives another answer to one question.
  private static let slip = 0.1
  /// How much less a precedent counts for each known fact that it does not tell.
  private static let untold = 0.7
  /// How much less a precedent counts for each question that nobody could answer, and that it tells the answer to.
  private static let unanswered = 0.2
  /// How much more it counts when it does not tell it either.
  private static let silent = 1.3
  /// How much less it counts for each kind of entity of which only one of both has named one.
  private static let otherKind = 0.5

  private let outlook: InterviewOutlook
  private var facts: InterviewFacts { outlook.facts }
  private var memory: WorkingMemory { outlook.memory }
  private let today: CalendarDate
  private let precedents: [FindingIndex: [(precedent: Precedents.Precedent, entity: Int)]]
  /// Entities of each scope.
  private let members: [[Int]]
  /// Many-subjects of which somebody has named an entity.
  private let named: Set<Int>
  /// Many-subjects of which some precedent has an entity.
  private let kinds: Set<Int>
  /// What is known of facts with a question.
  private let known: [(slot: WorkingMemory.Slot, value: FactValue)]

  /// - Parameters:
  ///   - findings: what the interview is about; `nil` for all.
  ///   - invented: entities that nobody has named.
  init(
    _ precedents: Precedents, _ outlook: InterviewOutlook, _ findings: Set<FindingIndex>?, invented: Set<Int>
  ) {
    self.outlook = outlook
    let memory = outlook.memory
    let ranks = memory.rules.order.ranks
    today = memory.rules.now.date
    var byFinding: [FindingIndex: [(precedent: Precedents.Precedent, entity: Int)]] = [:]
    for precedent in precedents.all {
      let right = precedent.shown.filter { findings?.contains($0.finding) ?? true }.min {
        ranks[$0.finding] < ranks[$1.finding]
      }
      if let right { byFinding[right.finding, default: []].append((precedent, right.entity)) }
    }
    self.precedents = byFinding
    let members = memory.state.members.indices.map { $0 == 0 ? [0] : memory.members($0) }
    self.members = members
    named = Set(
      members.indices.dropFirst().filter { members[$0].contains { !invented.contains($0) } }.map { $0 - 1 })
    kinds = Set(precedents.all.flatMap(\.subjects))
    known = memory.records.compactMap { slot, record in
      guard let value = record.value, outlook.facts.question(slot.fact) != nil else { return nil }
      return (slot, value)
    }
  }

  /// The precedents of a finding that went by one of the ways in which it can still come to be shown.
  ///
  /// - Returns: those that did, and of how many precedents of the finding.
  func matches(
    _ finding: FindingIndex, _ instance: Int, _ ways: [InterviewScenario], _ slots: [WorkingMemory.Slot]
  ) -> (
    [PrecedentMatch], of: Int
  ) {
    let all = precedents[finding] ?? []
    let scope = members.firstIndex { $0.contains(instance) } ?? 0
    return (
      all.compactMap {
        match(
          $0.precedent, Pairing(scope: scope, ours: place(instance, scope), theirs: $0.entity), ways, slots)
      }, all.count
    )
  }

  /// Which entity of the case is taken for which of a precedent: place by place, but two that are the same one exchanged.
  private struct Pairing {
    let scope: Int
    let ours: Int
    let theirs: Int

    func counterpart(_ place: Int, scope: Int) -> Int {
      guard scope == self.scope, scope > 0 else { return place }
      return place == ours ? theirs : place == theirs ? ours : place
    }
  }

  private func place(_ instance: Int, _ scope: Int) -> Int { members[scope].firstIndex(of: instance) ?? 0 }

  private func match(
    _ precedent: Precedents.Precedent, _ pairing: Pairing, _ ways: [InterviewScenario],
    _ slots: [WorkingMemory.Slot]
  ) -> PrecedentMatch? {
    var answers: [WorkingMemory.Slot: Int] = [:]
    for place in precedent.told.keys {
      let scope = memory.scope(of: place.fact)
      let member = pairing.counterpart(place.entity, scope: scope)
      guard member < members[scope].count else { continue }
      let slot = WorkingMemory.Slot(fact: place.fact, instance: members[scope][member])
      guard facts.isAskable(slot), let value = precedent.value(place, on: today) else { continue }
      answers[slot] = facts.position(of: value, slot)
    }
    let fitting = ways.indices.filter { way in
      ways[way].needs.allSatisfy { need in
        need.isKnown || answers[slots[need.column]].map(need.answers.contains) ?? false
      }
    }
    guard let way = fitting.min(by: { (ways[$0].openCount, $0) < (ways[$1].openCount, $1) }) else {
      return nil
    }
    return PrecedentMatch(way: way, likelihood: likelihood(precedent, pairing), answers: answers)
  }

  private func likelihood(_ precedent: Precedents.Precedent, _ pairing: Pairing) -> Double {
    func told(_ slot: WorkingMemory.Slot) -> FactValue? {
      let scope = memory.scope(of: slot.fact)
      let place = pairing.counterpart(place(slot.instance, scope), scope: scope)
      return precedent.value(Precedents.Place(fact: slot.fact, entity: place), on: today)
    }
    var result = 1.0
    for (slot, value) in known {
      guard let theirs = told(slot) else {
        result *= Self.untold
        continue
      }
      let count = Double(max(2, facts.answers(slot).count))
      let isSame = facts.position(of: theirs, slot) == facts.position(of: value, slot)
      result *= isSame ? (1 - Self.slip) * count : Self.slip * count / (count - 1)
    }
    for slot in facts.skipped { result *= told(slot) == nil ? Self.silent : Self.unanswered }
    for kind in kinds where named.contains(kind) != precedent.subjects.contains(kind) {
      result *= Self.otherKind
    }
    return result
  }
}
