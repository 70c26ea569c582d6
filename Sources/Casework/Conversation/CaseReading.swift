import Collectors
import Knowledge

/// A place that facts were read from, a file or the live account, and what it brought, so that it can be read again.
package struct CaseReading {
  /// What form the place has.
  package enum Form: Sendable, Hashable {
    case recording, facts, webhooks
    /// The Graph API, read anew by whoever holds a token.
    case live
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
    case .webhooks: try opening.add(webhooks: path)
    case .live: throw CaseworkError(.usage, "the live account \(path) is no file")
    }
    self.init(form, path: path, collected: opening.collected)
  }

  /// What the account of an id brought.
  package init(live waba: String, collected: Collected) {
    self.init(.live, path: waba, collected: collected)
  }

  /// The reading with some facts read anew: of those facts nothing old is left, all others stay as they were.
  ///
  /// - Parameter names: the facts that were asked for again; `nil` for all.
  package func renewed(by fresh: Collected, of names: Set<FactName>?) -> CaseReading {
    guard let names else { return CaseReading(form, path: path, collected: fresh) }
    var collected = fresh
    collected.facts = self.collected.facts.filter { !names.contains($0.name) } + fresh.facts.filter { names.contains($0.name) }
    return CaseReading(form, path: path, collected: collected)
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
