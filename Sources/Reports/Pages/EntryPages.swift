import Knowledge

/// Finds the pages of a name: an address, a fact, a value that Meta sends, an error's number, a key of a table.
package struct EntryPages {
  /// What was found.
  package struct Answer: Sendable {
    /// What was looked for.
    package let query: String
    /// The pages, the most direct first.
    package let pages: [EntryPage]
    /// Names that were perhaps meant; empty when there are pages.
    package let nearMisses: [String]
  }

  let knowledge: KnowledgeBase
  let conditions: ConditionWords
  let tests: TestWords

  init(_ knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    conditions = ConditionWords(knowledge)
    tests = TestWords(knowledge)
  }

  /// The pages of a name, or the names near it. Read the knowledge base with all its parts for full pages.
  package static func answer(_ query: String, in knowledge: KnowledgeBase) -> Answer {
    let pages = EntryPages(knowledge)
    let word = trimmed(query)
    let found = pages.all(word)
    return Answer(
      query: word, pages: found, nearMisses: found.isEmpty ? NearNames.names(near: word, in: knowledge) : [])
  }

  private func all(_ word: String) -> [EntryPage] {
    let exact = named(word)
    guard exact.isEmpty else { return exact }
    let former = renamed(word)
    guard former.isEmpty else { return former }
    let valued = values(word) + rows(word)
    guard valued.isEmpty else { return valued }
    let ending = Array(keyed(word).prefix(8))
    guard ending.isEmpty else { return ending }
    let upper = word.uppercased()
    return upper == word ? [] : values(upper)
  }

  /// Entries of just that address, or codes of that number.
  private func named(_ word: String) -> [EntryPage] {
    var pages: [EntryPage] = []
    if let finding = knowledge.findingPositions[word] { pages.append(page(finding: finding)) }
    if pages.isEmpty {
      pages += knowledge.rules.indices.filter { knowledge.rules[$0].address == word }.map(page(rule:))
    }
    if let fact = knowledge.factPositions[word] { pages.append(page(fact: fact)) }
    if let remedy = knowledge.remedy(word) { pages.append(page(remedy)) }
    if let table = knowledge.tablePositions[word] { pages.append(page(knowledge.tables[table])) }
    if let source = knowledge.source(word) { pages.append(page(source)) }
    if let statement = statement(Citation(word)) { pages.append(statement) }
    if let topic = knowledge.topic(word) { pages.append(page(topic)) }
    pages += knowledge.tickets.filter { $0.address == word }.map(page)
    pages += knowledge.calls.filter { $0.address == word || $0.name == word }.map(page)
    return pages + errors(word)
  }

  /// Error codes: `131042`, `#131042`, `190/463`, or their address.
  private func errors(_ word: String) -> [EntryPage] {
    let parts = word.drop { $0 == "#" }.split(separator: "/", omittingEmptySubsequences: false).map(
      String.init)
    guard let code = parts.first, parts.count <= 2 else { return [] }
    return knowledge.errorCodes.filter { $0.code == code || $0.address == word }.map {
      page($0, subcode: parts.count == 2 ? parts[1] : nil)
    }
  }

  /// Entries that had the address before.
  private func renamed(_ word: String) -> [EntryPage] {
    knowledge.findings.indices.filter { knowledge.findings[$0].formerly.contains(word) }.map(page(finding:))
      + knowledge.facts.indices.filter { knowledge.facts[$0].formerly.contains(word) }.map(page(fact:))
      + knowledge.remedies.filter { $0.formerly.contains(word) }.map(page)
      + knowledge.sources.filter { $0.formerly.contains(word) }.map(page)
      + knowledge.tickets.filter { $0.formerly.contains(word) }.map(page)
  }

  /// Entries whose address ends so: `on-behalf-of`, `status`.
  private func keyed(_ word: String) -> [EntryPage] {
    guard !word.isEmpty else { return [] }
    let ending = "." + word
    return knowledge.facts.indices.filter { knowledge.facts[$0].address.hasSuffix(ending) }.map(page(fact:))
      + knowledge.findings.indices.filter { knowledge.findings[$0].address.hasSuffix(ending) }.map(
        page(finding:))
      + knowledge.remedies.filter { $0.address.hasSuffix(ending) }.map(page)
      + knowledge.sources.filter { $0.address.hasSuffix(ending) }.map(page)
  }
}
