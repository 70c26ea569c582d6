import Knowledge

/// Everything that can be seen to be wrong with a knowledge base without running a rule.
package struct KnowledgeInspection: Sendable {
  package let edition: String
  /// How many entries of each kind were read, in the order of the folders.
  package let entries: [(kind: String, count: Int)]
  /// Every fault, file by file.
  package let faults: [KnowledgeFault]
  /// Whether the review was made; it is not when a file could not be read at all, for everything would seem to miss it.
  package let isReviewed: Bool

  /// Inspects a folder.
  ///
  /// - Parameter others: checks of those who use the knowledge, such as the writers of reports.
  package init(_ folder: KnowledgeFolder, besides others: (KnowledgeBase) -> [KnowledgeFault] = { _ in [] }) {
    let (knowledge, faults) = KnowledgeReader.read(folder)
    edition = knowledge.edition
    entries = Self.entries(of: knowledge)
    isReviewed = !faults.contains { $0.kind == .malformed || $0.kind == .unreadable }
    let review = isReviewed ? KnowledgeReview.faults(of: knowledge, in: folder) : []
    let consequences = Self.consequences(of: faults)
    var seen: Set<KnowledgeFault> = []
    self.faults = KnowledgeFault.inOrder(faults + review + others(knowledge)).filter {
      !consequences.contains($0.kind) && seen.insert($0).inserted
    }
  }

  /// Kinds of faults that only follow from others: names in a file that could not be read, and entries that nothing leads to because
  /// what leads to them has a fault.
  private static func consequences(of faults: [KnowledgeFault]) -> Set<KnowledgeFault.Kind> {
    guard !faults.isEmpty else { return [] }
    let broken = faults.filter { $0.kind == .malformed || $0.kind == .unreadable }.map(\.place.file)
    func isBroken(_ part: KnowledgeFolder.Part) -> Bool { broken.contains { $0.hasPrefix(part.rawValue + "/") } }
    var kinds: Set<KnowledgeFault.Kind> = [.unreachableEntry, .unreachableFact]
    if isBroken(.findings) { kinds.insert(.unknownFinding) }
    if isBroken(.facts) { kinds.insert(.unknownFact) }
    if isBroken(.tables) { kinds.insert(.unknownTable) }
    return kinds
  }

  static func entries(of knowledge: KnowledgeBase) -> [(kind: String, count: Int)] {
    [
      ("facts", knowledge.facts.count), ("topics", knowledge.topics.count),
      ("questions", knowledge.questions.count),
      ("rules", knowledge.rules.count), ("findings", knowledge.findings.count),
      ("remedies", knowledge.remedies.count),
      ("ticket types", knowledge.tickets.count),
      ("error codes", knowledge.errorCodes.count), ("tables", knowledge.tables.count),
      ("calls", knowledge.calls.count),
      ("sources", knowledge.sources.count), ("templates", knowledge.templates.count), ("cases", knowledge.cases.count),
    ]
  }
}
