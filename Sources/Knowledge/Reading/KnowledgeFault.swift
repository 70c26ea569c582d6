import JSONText

/// One thing wrong with the knowledge base, or with a file of facts: where, what, and what to do about it.
package struct KnowledgeFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of fault; names are for ever, one for each check.
  package enum Kind: String, CaseIterable, Sendable {
    /// A file that cannot be read or written.
    case unreadable = "unreadable"
    /// A file that is not JSON.
    case malformed = "malformed"
    /// A key that has no meaning where it stands.
    case unknownKey = "unknown-key"
    /// A key without which an entry is not whole.
    case missingKey = "missing-key"
    /// A value of another kind than its key calls for.
    case wrongKind = "wrong-kind"
    /// A key or a file whose name is not one.
    case badAddress = "bad-address"
    /// An address, key or id that is taken.
    case duplicateAddress = "duplicate-address"
    /// The name of a fact that is not defined.
    case unknownFact = "unknown-fact"
    /// The address of a finding that is not there.
    case unknownFinding = "unknown-finding"
    /// The address of a table that is not there.
    case unknownTable = "unknown-table"
    /// The name of a subject that is not there, or of one that a case has once.
    case unknownSubject = "unknown-subject"
    /// A value that is not of its fact's kind, or none of those it can be.
    case badValue = "bad-value"
    /// A comparison that does not go with its fact, or stands where it may not.
    case badComparison = "bad-comparison"
    /// A list, condition or comparison that says nothing because it is empty.
    case emptyList = "empty-list"
    /// Facts of two subjects where only one can be meant.
    case mixedSubjects = "mixed-subjects"
    /// Facts that rules infer from one another in a circle.
    case circularInference = "circular-inference"
    /// A reference that leads nowhere.
    case danglingReference = "dangling-reference"
    /// A fact that nothing uses, or that rules wait for in vain.
    case unreachableFact = "unreachable-fact"
    /// An entry that nothing leads to.
    case unreachableEntry = "unreachable-entry"
    /// A claim that does not say on what it rests.
    case uncited = "uncited"
    /// A rule without an example that fires or one that stays silent.
    case missingExample = "missing-example"
    /// An example that comes out otherwise; found by running it.
    case failedExample = "failed-example"
    /// A worked case that comes out otherwise; found by running it.
    case failedCase = "failed-case"
    /// A citation of a statement that a newer one has overtaken.
    case superseded = "superseded"
    /// A finding found for certain on the word of weak sources.
    case weakSource = "weak-source"
    /// A file that is not laid out as it should be.
    case untidy = "untidy"
    /// A rule whose condition can never hold.
    case neverFires = "never-fires"
    /// Two rules of which one always holds with the other and says the opposite.
    case contradictory = "contradictory"
    /// A rule that another makes needless.
    case subsumed = "subsumed"
    /// A rule that does not bear the name of what it speaks of.
    case wrongName = "wrong-name"
    /// Findings that explain one another in a circle.
    case circularExplanation = "circular-explanation"
    /// A file that the reader passes over.
    case misplacedFile = "misplaced-file"
    /// A template with a mistake in its braces, or that names what there is not.
    case badTemplate = "bad-template"
  }
  package let kind: Kind
  package let place: JSONPlace
  /// A lower-case phrase: what is wrong, and the remedy or near miss.
  package let message: String

  package init(_ kind: Kind, at place: JSONPlace, _ message: String) {
    self.kind = kind
    self.place = place
    self.message = message
  }

  package var description: String { "\(place): \(message)" }

  /// The faults file by file, each file from its first line to its last.
  package static func inOrder(_ faults: [KnowledgeFault]) -> [KnowledgeFault] {
    faults.enumerated().sorted { left, right in
      let (a, b) = (left.element.place, right.element.place)
      return (a.file, a.line, a.column, left.offset) < (b.file, b.line, b.column, right.offset)
    }.map(\.element)
  }
}
