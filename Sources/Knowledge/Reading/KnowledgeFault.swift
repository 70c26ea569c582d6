import JSONText

/// One thing wrong with the knowledge base, or with a file of facts: where, what, and what to do about it.
package struct KnowledgeFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of fault; names are for ever, one for each check.
  package enum Kind: String, CaseIterable, Sendable {
    case unreadable = "unreadable"
    case malformed = "malformed"
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case wrongKind = "wrong-kind"
    case badAddress = "bad-address"
    case duplicateAddress = "duplicate-address"
    case unknownFact = "unknown-fact"
    case unknownFinding = "unknown-finding"
    case unknownTable = "unknown-table"
    case unknownSubject = "unknown-subject"
    case badValue = "bad-value"
    case badComparison = "bad-comparison"
    case emptyList = "empty-list"
    case mixedSubjects = "mixed-subjects"
    case circularInference = "circular-inference"
    case danglingReference = "dangling-reference"
    case unreachableFact = "unreachable-fact"
    case unreachableEntry = "unreachable-entry"
    case uncited = "uncited"
    case missingExample = "missing-example"
    case failedExample = "failed-example"
    case failedCase = "failed-case"
    case superseded = "superseded"
    case weakSource = "weak-source"
    case untidy = "untidy"
    case neverFires = "never-fires"
    case contradictory = "contradictory"
    case subsumed = "subsumed"
    case wrongName = "wrong-name"
    case circularExplanation = "circular-explanation"
    case misplacedFile = "misplaced-file"
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
