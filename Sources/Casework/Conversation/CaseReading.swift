import Collectors
import Knowledge

/// A file that facts were read from, and what it brought, so that it can be read again.
package struct CaseReading {
  /// What form the file has.
  package enum Form: Sendable, Hashable {
    case recording, facts
  }
  package let form: Form
  package let path: String
  /// What it brought.
  package let collected: Collected

  /// Reads a file.
  ///
  /// - Throws: `CaseworkError` when it cannot be read, or is not of that form.
  package init(_ form: Form, path: String, knowledge: KnowledgeBase) throws(CaseworkError) {
    var opening = CaseOpening(knowledge: knowledge)
    switch form {
    case .recording: try opening.add(recording: path)
    case .facts: try opening.add(factsFile: path)
    }
    self.init(form, path: path, collected: opening.collected)
  }

  private init(_ form: Form, path: String, collected: Collected) {
    self.form = form
    self.path = path
    self.collected = collected
  }

  /// The same file, read anew.
  ///
  /// - Throws: `CaseworkError` when it cannot be read any more.
  package func again(_ knowledge: KnowledgeBase) throws(CaseworkError) -> CaseReading {
    try CaseReading(form, path: path, knowledge: knowledge)
  }
}

extension Collected {
  /// The same facts, said at a moment where they tell none.
  package func stamped(_ moment: Moment) -> Collected {
    var stamped = self
    stamped.facts = facts.map { fact in
      let evidence = Evidence(
        origin: fact.evidence.origin, detail: fact.evidence.detail, moment: fact.evidence.moment ?? moment)
      return Fact(name: fact.name, entity: fact.entity, value: fact.value, evidence: evidence)
    }
    return stamped
  }
}
