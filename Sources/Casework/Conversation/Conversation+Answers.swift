import Inference
import Knowledge

/// What people say: answers, doubts, changes of mind, suppositions.
extension Conversation {
  /// Origins of what a person said in the conversation.
  private static let people: Set<String> = ["agent", "customer"]

  /// Takes an answer; an earlier answer to the same is replaced, while what other places say stays beside it.
  ///
  /// - Parameters:
  ///   - who: who knows it, as the question says; what the customer says is trusted less than what the agent saw.
  ///   - moment: when it was said.
  package mutating func answer(_ reference: FactReference, _ value: FactValue, who: String, at moment: Moment) {
    let definition = knowledge.facts[reference.fact]
    let evidence = Evidence(
      origin: who == "customer" ? "customer" : "agent", detail: "answered at the prompt", moment: moment)
    let fact = Fact(name: definition.name, entity: reference.entity, value: value, evidence: evidence)
    step("\(name(reference)) is \(value.text(of: definition.kind))") { state in
      Self.forget(reference, &state)
      state.dealtWith += 1
      state.engine.assert(fact)
      if definition.name.description == "waba.id", case .text(let id) = value { state.waba = id }
    }
  }

  /// Leaves a question open: nobody can tell. Not sure is never no.
  package mutating func leaveOpen(_ reference: FactReference) {
    step("not sure about \(name(reference))") { state in
      state.postponed.remove(reference)
      state.unsure.insert(reference)
      state.dealtWith += 1
    }
  }

  /// Puts a question off until nothing else is left.
  package mutating func postpone(_ reference: FactReference) {
    step("skip \(name(reference))") { state in
      state.postponed.insert(reference)
      state.dealtWith += 1
    }
  }

  /// Forgets what people said about a fact, so that it is asked again.
  ///
  /// - Returns: how many claims of people were forgotten, and how many of other places stay.
  package mutating func change(_ reference: FactReference) -> (forgotten: Int, staying: Int) {
    let claims = state.engine.claims.filter { Self.isAbout($0, reference, knowledge) }
    let forgotten = claims.count { Self.people.contains($0.evidence.origin) }
    step("change \(name(reference))") { Self.forget(reference, &$0) }
    return (forgotten, claims.count - forgotten)
  }

  static func forget(_ reference: FactReference, _ state: inout CaseState) {
    for claim in state.engine.claims
    where isAbout(claim, reference, state.engine.knowledge) && people.contains(claim.evidence.origin) {
      state.engine.withdraw(claim)
    }
    state.unsure.remove(reference)
    state.postponed.remove(reference)
  }

  private static func isAbout(_ claim: Fact, _ reference: FactReference, _ knowledge: KnowledgeBase) -> Bool {
    claim.name == knowledge.facts[reference.fact].name && claim.entity == reference.entity
  }

  // MARK: Suppositions

  /// Takes facts to be so, for the sake of argument: shown as such until they are dropped or kept.
  package mutating func suppose(_ facts: [Fact]) {
    let title = facts.compactMap(reference(of:)).map(name).joined(separator: ", ")
    let supposed = facts.map {
      Fact(name: $0.name, entity: $0.entity, value: $0.value, evidence: supposition($0))
    }
    step("suppose \(title)") { state in
      for fact in supposed {
        state.supposed.removeAll { $0.name == fact.name && $0.entity == fact.entity }
        state.supposed.append(fact)
      }
    }
  }

  /// The evidence of a supposition, as trusted as the most trusted place.
  private func supposition(_ fact: Fact) -> Evidence {
    Evidence(origin: knowledge.fact(fact.name)?.trust.first ?? "agent", detail: "only supposed")
  }

  /// Forgets what was supposed; `false` when there is nothing.
  package mutating func dropSuppositions() -> Bool {
    guard !state.supposed.isEmpty else { return false }
    step("drop what was supposed") { $0.supposed = [] }
    return true
  }

  /// Takes what was supposed as answered by the agent; `false` when there is nothing.
  package mutating func keepSuppositions(at moment: Moment) -> Bool {
    guard !state.supposed.isEmpty else { return false }
    let knowledge = knowledge
    step("keep what was supposed") { state in
      for fact in state.supposed {
        if let position = knowledge.factPositions[fact.name.description] {
          Self.forget(FactReference(fact: position, entity: fact.entity), &state)
        }
        let evidence = Evidence(origin: "agent", detail: "supposed and kept at the prompt", moment: moment)
        state.engine.assert(Fact(name: fact.name, entity: fact.entity, value: fact.value, evidence: evidence))
      }
      state.supposed = []
    }
    return true
  }

  /// `phone_number[106].status`, as it is typed.
  package func name(_ reference: FactReference) -> String {
    let name = knowledge.facts[reference.fact].name
    guard let entity = reference.entity else { return name.description }
    return "\(name.subject)[\(entity)].\(name.field)"
  }
}
