import Knowledge

/// A case as it is to be kept.
package struct CaseDraft: Sendable {
  /// The case in the form of a case file (`case-file.schema.json`).
  package var document: String
  /// What can be said of it now; `nil` when nothing was diagnosed.
  package var diagnosis: KeptDiagnosis?
  /// The gravest finding in words, for lists.
  package var headline: String?
  /// When to look at it again, and why; `nil` when nothing runs.
  package var due: CaseDue?
  /// The knowledge that the diagnosis rests on; kept once for all cases.
  package var knowledge: KeptKnowledge?

  package init(
    document: String, diagnosis: KeptDiagnosis? = nil, headline: String? = nil, due: CaseDue? = nil,
    knowledge: KeptKnowledge? = nil
  ) {
    self.document = document
    self.diagnosis = diagnosis
    self.headline = headline
    self.due = due
    self.knowledge = knowledge
  }
}

/// When to look at a case again, and why.
package struct CaseDue: Sendable, Hashable {
  package let moment: Moment
  /// The finding whose time is over then, by address.
  package let about: String

  package init(_ moment: Moment, about: String) {
    self.moment = moment
    self.about = about
  }
}

/// What was said of a case at one moment.
package struct KeptDiagnosis: Sendable, Hashable {
  /// A finding that was shown.
  package struct Shown: Sendable, Hashable {
    /// Its address.
    package let finding: String
    /// The entity it is about; `nil` for the case.
    package let entity: String?
    /// `found` or `suspected`.
    package let status: String

    package init(finding: String, entity: String?, status: String) {
      self.finding = finding
      self.entity = entity
      self.status = status
    }
  }
  /// When it was said.
  package let time: Moment
  /// The edition of the knowledge.
  package let edition: String
  /// The version of the program.
  package let program: String
  /// The fingerprint of the knowledge; see `KeptKnowledge`.
  package let knowledge: String
  /// The moment it speaks of.
  package let asOf: Moment
  /// All of it as one JSON object, as `case-record.schema.json` describes it.
  package let digest: String
  /// What was shown, gravest first.
  package let shown: [Shown]

  package init(
    time: Moment, edition: String, program: String, knowledge: String, asOf: Moment, digest: String, shown: [Shown]
  ) {
    self.time = time
    self.edition = edition
    self.program = program
    self.knowledge = knowledge
    self.asOf = asOf
    self.digest = digest
    self.shown = shown
  }
}

/// What a knowledge base held, entry by entry, so that it can be said later what has changed in it.
package struct KeptKnowledge: Sendable, Hashable {
  /// One word for all of it: alike only when every entry is alike.
  package let fingerprint: String
  package let edition: String
  /// A line for each entry, as `Casework.KnowledgeEntries` writes it.
  package let entries: String

  package init(fingerprint: String, edition: String, entries: String) {
    self.fingerprint = fingerprint
    self.edition = edition
    self.entries = entries
  }
}
