import Glibc
import Knowledge

/// A precedent held against the case at hand.
struct PrecedentMatch {
  /// Position of the way by which its finding was shown, among those of the finding.
  let way: Int
  /// How likely what is known is where things are as in the precedent, to how likely it is where each answer is as usual as over all
  /// precedents.
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
final class PrecedentMatcher {
  /// How often a case that is otherwise as the precedent gives another answer to one question.
  private static let slip = 0.1
  /// How many precedents must give an answer until it counts for twice as usual as one that none gives (Laplace smoothing): agreeing
  /// in what is usual says little.
  private static let evenness = 10.0
  /// How much less a precedent counts for each known fact that it does not tell, and for all of them.
  private static let untold = 0.7
  private static let allUntold = 0.2
  /// How much less a precedent counts for each question that nobody could answer, and that it tells the answer to.
  private static let unanswered = 0.2
  /// How much more it counts for each such question that it does not tell the answer to either, and for all of them.
  private static let silent = 1.3
  private static let allSilent = 30.0
  /// How much less it counts for each kind of entity of which somebody has named one, and it has none. That nobody has named one
  /// yet says nothing.
  private static let otherKind = 0.5
  /// No precedent counts for more than so many times what it counts for when nothing is known, nor for less than one so-manieth.
  private static let most = 1e6

  private let outlook: InterviewOutlook
  private var facts: InterviewFacts { outlook.facts }
  private var memory: WorkingMemory { outlook.memory }
  private let now: Moment
  private let precedents: Precedents
  private let ofFinding: [FindingIndex: [(precedent: Precedents.Precedent, entity: Int)]]
  /// Entities of each scope.
  private let members: [[Int]]
  /// Many-subjects of which somebody has named an entity.
  private let namedKinds: Set<Int>
  /// Many-subjects of which some precedent has an entity.
  private let kinds: Set<Int>
  /// How many facts with a question somebody has told.
  private let toldCount: Int
  /// How many facts nobody could tell, nor rules infer.
  private let unansweredCount: Int
  private var knownAnswers: [WorkingMemory.Slot: KnownAnswer] = [:]
  /// An answer that is known.
  private struct KnownAnswer {
    /// Among the answers to its question; `nil` for a value that is none of them.
    let position: Int?
    /// How many answers there are.
    let count: Int
    /// How usual it is over all precedents.
    let chance: Double
  }

  /// - Parameters:
  ///   - findings: what the interview is about; `nil` for all.
  ///   - invented: entities that nobody has named.
  init(
    _ precedents: Precedents, _ outlook: InterviewOutlook, _ findings: Set<FindingIndex>?, invented: Set<Int>
  ) {
    self.precedents = precedents
    self.outlook = outlook
    let memory = outlook.memory
    let ranks = memory.rules.order.ranks
    now = memory.rules.now
    var byFinding: [FindingIndex: [(precedent: Precedents.Precedent, entity: Int)]] = [:]
    for precedent in precedents.all {
      let right = precedent.shown.filter { findings?.contains($0.finding) ?? true }.min {
        ranks[$0.finding] < ranks[$1.finding]
      }
      if let right { byFinding[right.finding, default: []].append((precedent, right.entity)) }
    }
    ofFinding = byFinding
    let members = memory.state.members.indices.map { $0 == 0 ? [0] : memory.members($0) }
    self.members = members
    namedKinds = Set(
      members.indices.dropFirst().filter { members[$0].contains { !invented.contains($0) } }.map { $0 - 1 })
    kinds = Set(precedents.all.flatMap(\.subjects))
    toldCount = memory.records.count { !$1.claims.isEmpty && outlook.facts.question($0.fact) != nil }
    unansweredCount = outlook.facts.skipped.count { memory.value(of: $0.fact, $0.instance) == nil }
  }

  /// What is known of a slot.
  private func knownAnswer(_ value: FactValue, _ slot: WorkingMemory.Slot) -> KnownAnswer {
    if let known = knownAnswers[slot] { return known }
    let count = facts.answers(slot).count
    let position = facts.position(of: value, slot)
    let tellers = precedents.tellers[slot.fact] ?? []
    let alike = tellers.count { teller in
      let told = precedents.all[teller.precedent].value(teller.place, at: now)
      return told.flatMap { facts.position(of: $0, slot) } == position
    }
    let chance = (Double(alike) + Self.evenness) / (Double(tellers.count) + Self.evenness * Double(count))
    let made = KnownAnswer(position: position, count: count, chance: chance)
    knownAnswers[slot] = made
    return made
  }

  /// The precedents of a finding that went by one of the ways in which it can still come to be shown.
  ///
  /// - Returns: those that did, and of how many precedents of the finding.
  func matches(
    _ finding: FindingIndex, _ instance: Int, _ ways: [InterviewScenario], _ slots: [WorkingMemory.Slot]
  ) -> ([PrecedentMatch], of: Int) {
    guard let all = ofFinding[finding] else { return ([], of: 0) }
    let scope = members.firstIndex { $0.contains(instance) } ?? 0
    let place = members[scope].firstIndex(of: instance) ?? 0
    let matches = all.compactMap { precedent, theirs in
      match(precedent, Pairing(scope: scope, ours: place, theirs: theirs), ways, slots)
    }
    return (matches, of: all.count)
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

  private func match(
    _ precedent: Precedents.Precedent, _ pairing: Pairing, _ ways: [InterviewScenario],
    _ slots: [WorkingMemory.Slot]
  ) -> PrecedentMatch? {
    var answers: [WorkingMemory.Slot: Int] = [:]
    var likeness = 1.0
    var (toldToo, unanswered) = (0, 0)
    for place in precedent.told.keys where facts.question(place.fact) != nil {
      guard let slot = slot(place, pairing), let told = precedent.value(place, at: now) else { continue }
      if let record = memory.record(of: slot.fact, slot.instance), let value = record.value {
        likeness *= self.likeness(of: told, to: value, slot)
        if !record.claims.isEmpty { toldToo += 1 }
      } else if facts.skipped.contains(slot) {
        unanswered += 1
      } else {
        answers[slot] = facts.position(of: told, slot)
      }
    }
    let fitting = ways.indices.filter { way in
      ways[way].needs.allSatisfy { need in
        need.isKnown || answers[slots[need.column]].map(need.answers.contains) ?? false
      }
    }
    guard let way = fitting.min(by: { (ways[$0].openCount, $0) < (ways[$1].openCount, $1) }) else {
      return nil
    }
    likeness *= max(Self.allUntold, pow(Self.untold, Double(toldCount - toldToo)))
    likeness *= pow(Self.unanswered, Double(unanswered))
    likeness *= min(Self.allSilent, pow(Self.silent, Double(unansweredCount - unanswered)))
    for kind in namedKinds where kinds.contains(kind) && !precedent.subjects.contains(kind) {
      likeness *= Self.otherKind
    }
    return PrecedentMatch(way: way, likelihood: min(max(likeness, 1 / Self.most), Self.most), answers: answers)
  }

  /// How likely a known answer is where a precedent tells this, to how likely it is where it is as usual as over all precedents.
  private func likeness(of told: FactValue, to value: FactValue, _ slot: WorkingMemory.Slot) -> Double {
    let known = knownAnswer(value, slot)
    guard known.count > 1 else { return 1 }
    let isSame = known.position != nil && facts.position(of: told, slot) == known.position
    return (isSame ? 1 - Self.slip : Self.slip / Double(known.count - 1)) / known.chance
  }

  /// Where a precedent's fact stands in the case; `nil` when the case does not have so many entities.
  private func slot(_ place: Precedents.Place, _ pairing: Pairing) -> WorkingMemory.Slot? {
    let scope = memory.scope(of: place.fact)
    let member = pairing.counterpart(place.entity, scope: scope)
    guard member < members[scope].count else { return nil }
    return WorkingMemory.Slot(fact: place.fact, instance: members[scope][member])
  }
}
