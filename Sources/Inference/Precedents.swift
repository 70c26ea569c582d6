import JSONText
import Knowledge

/// Whole stories of which the outcome is known, for an interview to learn from what tends to go together.
///
/// Rules say which answers a finding needs. A precedent says more: what else was told where the finding was the cause, and what nobody
/// spoke of. The worked cases of the knowledge are precedents.
package struct Precedents: Sendable {
  /// None.
  package static let none = Precedents([])

  /// A fact of the case, or of the entity in a place of its subject's list: an id tells nothing.
  struct Place: Hashable {
    let fact: FactIndex
    /// 0 for a fact of the case, and for the first entity.
    let entity: Int
  }
  /// One story.
  struct Precedent: Sendable {
    let address: String
    /// The day that the story speaks of.
    let day: CalendarDate
    let told: [Place: FactValue]
    /// What is found or suspected, each with the place of its entity.
    let shown: [(finding: FindingIndex, entity: Int)]
    /// The many-subjects of which it has an entity.
    let subjects: Set<Int>

    /// What it tells, its days and moments as far from now as they are from its own day.
    func value(_ place: Place, at now: Moment) -> FactValue? {
      switch told[place] {
      case .date(let date): .date(CalendarDate(days: date.days - day.days + now.date.days))
      case .moment(let moment): .moment(Moment(seconds: moment.seconds - day.start.seconds + now.seconds))
      case let value: value
      }
    }
  }

  let all: [Precedent]
  /// What is wrong with the facts of worked cases that are therefore none.
  package let faults: [KnowledgeFault]
  /// Who tells a fact, of the case or of an entity, and where.
  let tellers: [FactIndex: [(precedent: Int, place: Place)]]

  private init(_ all: [Precedent], faults: [KnowledgeFault] = []) {
    self.all = all
    self.faults = faults
    var tellers: [FactIndex: [(precedent: Int, place: Place)]] = [:]
    for (position, precedent) in all.enumerated() {
      for place in precedent.told.keys { tellers[place.fact, default: []].append((position, place)) }
    }
    self.tellers = tellers
  }

  /// Worked cases; those that are retired, or of which the facts are faulty, or that do not say what they expect, are none.
  ///
  /// - Parameter knowledge: what they speak of; their facts, questions and findings.
  package init(_ cases: [WorkedCase], _ knowledge: KnowledgeBase) {
    var all: [Precedent] = []
    var faults: [KnowledgeFault] = []
    for story in cases where story.retired == nil {
      guard let facts = story.json["facts"], let expected = story.json["expect"] else { continue }
      let read = FactsReader.read(facts, knowledge: knowledge, values: .authored, evidence: "facts-file")
      faults += read.faults
      if read.faults.isEmpty, let precedent = Precedent(story, read, expected, knowledge) { all.append(precedent) }
    }
    self.init(all, faults: faults)
  }

  /// All but one: what would be known if a worked case had not been written.
  package func without(_ address: String) -> Precedents { Precedents(all.filter { $0.address != address }) }
}

extension Precedents.Precedent {
  /// `nil` without a day.
  fileprivate init?(_ story: WorkedCase, _ read: FactsReader.Outcome, _ expected: JSONValue, _ knowledge: KnowledgeBase) {
    guard let day = read.asOf ?? story.text("as of").flatMap({ CalendarDate($0) }) ?? CalendarDate(knowledge.edition) else { return nil }
    var places: [String: [String: Int]] = [:]
    for (subject, id) in read.collected.entities where places[subject]?[id] == nil {
      places[subject, default: [:]][id] = places[subject]?.count ?? 0
    }
    var told: [Precedents.Place: FactValue] = [:]
    for fact in read.collected.facts {
      guard let index = knowledge.factPositions[fact.name.description] else { continue }
      let subject = knowledge.subjects[knowledge.facts[index].subject]
      guard let place = subject.isMany ? fact.entity.flatMap({ places[subject.name]?[$0] }) : 0 else {
        continue
      }
      told[Precedents.Place(fact: index, entity: place)] = fact.value
    }
    let names = ["found", "suspected"].flatMap { expected[$0]?.elements.compactMap(\.string) ?? [] }
    address = story.address
    self.day = day
    self.told = told
    shown = names.compactMap { name in
      let parts = name.split(separator: " ", maxSplits: 2).map(String.init)
      guard let finding = parts.first.flatMap({ knowledge.findingPositions[$0] }) else { return nil }
      guard parts.count == 3 else { return (finding, 0) }
      return places[parts[1]]?[parts[2]].map { (finding, $0) }
    }
    subjects = Set(places.keys.compactMap { knowledge.subjectPositions[$0] })
  }
}
