import Knowledge

/// Finds the gap that keeps a fact away.
struct GapIndex {
  /// The first gap that would have given a fact, for all entities or for one of them.
  private var ofFact: [FactName: Int] = [:]
  private var ofEntity: [FactName: [String: Int]] = [:]
  /// The first gap that leaves the list of a subject open.
  private var ofList: [String: Int] = [:]
  private let knowledge: KnowledgeBase
  /// Whether nothing is missing.
  let isEmpty: Bool

  init(_ gaps: [Gap], _ knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    isEmpty = gaps.isEmpty
    for (position, gap) in gaps.enumerated() {
      for fact in gap.facts {
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
    references.lazy.compactMap { self.gap(of: $0) }.min()
  }

  private func gap(of reference: FactReference) -> Int? {
    if let list = reference.openList { return ofList[list] }
    let name = knowledge.facts[reference.fact].name
    return [ofFact[name], reference.entity.flatMap { ofEntity[name]?[$0] }].compactMap { $0 }.min()
  }
}
