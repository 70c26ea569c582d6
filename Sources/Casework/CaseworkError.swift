import Knowledge

/// Why a command could not do what it was asked: the kind decides the exit status, the lines say where, what, and what to do.
package struct CaseworkError: Error, Hashable, Sendable {
  /// What kind of trouble; each has one exit status.
  package enum Kind: Hashable, Sendable {
    /// What was typed cannot be meant.
    case usage
    /// A file was read and is not what it should be.
    case unreadableInput
    /// A file is not there.
    case noSuchInput
    /// A service cannot be reached.
    case unavailable
    /// A file may not be read or written.
    case notPermitted
    /// The knowledge base is missing or faulty.
    case badKnowledge
    /// The machine or the program failed.
    case ourFault
  }
  package let kind: Kind
  /// Lower-case phrases, one a line, each with its place where there is one.
  package let lines: [String]

  package init(_ kind: Kind, _ lines: [String]) {
    self.kind = kind
    self.lines = lines
  }

  package init(_ kind: Kind, _ line: String) { self.init(kind, [line]) }

  /// A knowledge base with faults must not be used.
  package init(faults: [KnowledgeFault], in folder: KnowledgeFolder) {
    let shown = faults.prefix(20).map { "\(folder.path)/\($0)" }
    let rest = faults.count > 20 ? ["and \(faults.count - 20) more"] : []
    self.init(
      .badKnowledge,
      shown + rest + ["the knowledge base cannot be used like this; wabadoctor kb check lists every fault"])
  }
}
