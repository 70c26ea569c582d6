import Knowledge

/// Finds the gap that keeps a fact away.
struct GapIndex {
  /// For each fact the first gap that would have given it, for all entities.
  private var ofFact: [Int?]
  /// The same for one entity.
  private var ofEntity: [FactIndex: [String: Int]] = [:]
  /// The first gap that leaves the list of a subject open.
  private var ofList: [String: Int] = [:]
  /// Whether nothing is missing.
  let isEmpty: Bool

  init(_ gaps: [Gap], _ knowledge: KnowledgeBase) {
    isEmpty = gaps.isEmpty
    ofFact = Array(repeating: nil, count: knowledge.facts.count)
    for (position, gap) in gaps.enumerated() {
      for fact in gap.facts.lazy.compactMap({ knowledge.factPositions[$0.description] }) {
        if let entity = gap.entity {
          if ofEntity[fact]?[entity] == nil { ofEntity[fact, default: [:]][entity] = position }
        } else if ofFact[fact] == nil {
          ofFact[fact] = position
        }
      }
      if let subject = gap.subject, ofList[subject] == nil { ofList[subject] = position }
    }
  }

  /// Position of the first gap that keeps one of the facts, or an open list, away.
  func first(of references: some Sequence<FactReference>) -> Int? {
    references.lazy.compactMap { reference in
      reference.openList.map { gap(ofList: $0) } ?? gap(of: reference.fact, entity: reference.entity)
    }.min()
  }

  /// Position of the first gap that keeps a fact away.
  ///
  /// - Parameter entity: gives the entity that the fact is about; asked only where a gap is of one entity.
  func gap(of fact: FactIndex, entity: @autoclosure () -> String?) -> Int? {
    guard let entities = ofEntity[fact], let one = entity().flatMap({ entities[$0] }) else { return ofFact[fact] }
    return min(one, ofFact[fact] ?? one)
  }

  /// Position of the first gap that leaves a list open.
  func gap(ofList subject: String) -> Int? { ofList[subject] }
}
