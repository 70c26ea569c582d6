import JSONText

/// What the checks share: the knowledge, its folder, and where each address leads.
struct ReviewContext {
  let knowledge: KnowledgeBase
  let folder: KnowledgeFolder
  /// Every entry in use, with its kind; retired ones are kept for the record and not looked at.
  let entries: [ReviewedEntry]
  /// Addresses of the remedies.
  let remedies: Set<String>
  /// Addresses of the findings.
  let findings: Set<String>
  /// Sources by address.
  let sources: [String: Source]
  /// The changes by the statement they supersede.
  let superseded: [Citation: Source.Change]

  init(_ knowledge: KnowledgeBase, _ folder: KnowledgeFolder) {
    self.knowledge = knowledge
    self.folder = folder
    entries = Self.entries(of: knowledge)
    remedies = Set(knowledge.remedies.map(\.address))
    findings = Set(knowledge.findings.map(\.address))
    sources = Dictionary(knowledge.sources.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
    let changes = knowledge.sources.flatMap(\.changes)
    superseded = Dictionary(changes.map { ($0.supersedes, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func entries(of knowledge: KnowledgeBase) -> [ReviewedEntry] {
    func each(_ kind: EntryKind, _ entries: [some Entry]) -> [ReviewedEntry] {
      entries.map { ReviewedEntry(kind: kind, entry: $0) }
    }
    let all =
      each(.fact, knowledge.facts) + each(.question, knowledge.questions) + each(.rule, knowledge.rules)
      + each(.finding, knowledge.findings) + each(.remedy, knowledge.remedies)
      + each(.errorCode, knowledge.errorCodes)
      + each(.table, knowledge.tables) + each(.call, knowledge.calls) + each(.source, knowledge.sources)
      + each(.topic, knowledge.topics) + each(.workedCase, knowledge.cases)
      + each(.ticket, knowledge.tickets)
    return all.filter { $0.entry.json["retired"] == nil }
  }
}

/// An entry and its kind.
struct ReviewedEntry {
  let kind: EntryKind
  let entry: any Entry
}

/// The kinds of entry, as messages name them.
enum EntryKind: String, CaseIterable {
  case fact, question, rule, finding, remedy
  case errorCode = "error code"
  case table, call, source, topic
  case workedCase = "case"
  case ticket = "ticket type"

  /// The keys of an entry of this kind.
  var keys: EntryKeys {
    switch self {
    case .fact: .fact
    case .question: .question
    case .rule: .rule
    case .finding: .finding
    case .remedy: .remedy
    case .errorCode: .errorCode
    case .table: .table
    case .call: .call
    case .source: .source
    case .topic: .topic
    case .workedCase: .workedCase
    case .ticket: .ticket
    }
  }
}
