/// Where a fact was learned: who says so, and when.
package struct Evidence: Hashable, Sendable {
  /// The kind of place, one of the origins in the knowledge base's trust order: `graph-api`, `customer`, `rule`.
  package let origin: String
  /// The place itself: an endpoint, `file:line:column`, a rule's address, who answered.
  package let detail: String
  /// When it was so, if that is known.
  package let moment: Moment?

  /// Evidence from a place of an origin, seen at a moment.
  package init(origin: String, detail: String, moment: Moment? = nil) {
    self.origin = origin
    self.detail = detail
    self.moment = moment
  }
}

/// One thing learned: a value of a named fact, of one entity if its subject is many, and how it is known.
package struct Fact: Hashable, Sendable {
  /// Which fact.
  package let name: FactName
  /// The `id` of the entity it is about; `nil` when there is one subject per case.
  package let entity: String?
  package let value: FactValue
  package let evidence: Evidence

  package init(name: FactName, entity: String? = nil, value: FactValue, evidence: Evidence) {
    self.name = name
    self.entity = entity
    self.value = value
    self.evidence = evidence
  }
}

/// Facts that could not be learned, and why: a request refused, a page missing, an answer that could not be read.
package struct Gap: Hashable, Sendable {
  /// Why nothing was learned.
  package enum Cause: Hashable, Sendable {
    /// The request was refused: the error code of the envelope if there was one, and the permissions that the call needs.
    case refused(code: Int64?, message: String, permissions: [String])
    /// The answer was not what the call promises; the place in it is part of the text.
    case unreadable(String)
    /// A page, or the whole answer, is not in the recording.
    case missing(String)
    /// A fact that the request itself needs is not known.
    case needs(FactName)
    /// The value was there but of the wrong kind.
    case wrongKind(String)
  }

  /// The call or file that failed, by name: `business-users`.
  package let call: String
  /// The facts that it would have given; empty when only some entities are missing.
  package let facts: [FactName]
  /// The many-subject whose list stays open because of it.
  package let subject: String?
  /// The entity concerned, when only one is.
  package let entity: String?
  package let cause: Cause

  package init(call: String, facts: [FactName], subject: String? = nil, entity: String? = nil, cause: Cause) {
    self.call = call
    self.facts = facts
    self.subject = subject
    self.entity = entity
    self.cause = cause
  }
}

/// What one reading of a place brings: facts, gaps, and which lists of entities are whole.
package struct Collected: Sendable {
  /// What was learned, in the order it was read.
  package var facts: [Fact] = []
  /// What could not be learned.
  package var gaps: [Gap] = []
  /// Entities that exist, in order, also those of which nothing else is known.
  package var entities: [(subject: String, id: String)] = []
  /// Many-subjects whose last page was read.
  package var complete: Set<String> = []

  package init() {}

  /// Adds what another reading brought after what is here.
  package mutating func append(_ other: Collected) {
    facts += other.facts
    gaps += other.gaps
    entities += other.entities
    complete.formUnion(other.complete)
  }
}
