import Glibc
import JSONText

/// Finds entries by the words a person would use, ranked by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework", 2009, section 3.4) over weighted fields; offline, from the knowledge as read.
package struct KnowledgeSearch: Sendable {
  /// An entry that matches.
  package struct Result: Sendable, Hashable {
    /// What kind of entry: `finding`, `error code`, `topic`, …
    package let kind: String
    package let address: String
    package let title: String
    /// Words of the question that the entry holds; one that was misspelt is followed by the word that was taken for it.
    package let matched: [String]
    /// Relevance; only its order counts.
    package let score: Double
  }

  /// One entry with its terms: how often each occurs, weighted by field.
  private struct Document: Sendable {
    let kind: String
    let address: String
    let title: String
    let frequencies: [String: Double]
    let length: Double
    /// Multiplies the score: what an agent looks for first weighs more.
    let weight: Double
    /// What customers say in its place, each as its terms: one that a question holds whole counts twice.
    let phrases: [[String]]
    /// Names that mean just this entry: its address, its code.
    let names: [String]
  }

  /// Saturation of term frequency and weight of length; the values Robertson and Zaragoza found to do well.
  private static let saturation = 1.2
  private static let lengthWeight = 0.75

  private let documents: [Document]
  private let holders: [String: [Int]]
  private let averageLength: Double

  /// An index over everything a person may look for.
  package init(_ knowledge: KnowledgeBase) {
    var documents: [Document] = []
    func add(
      _ kind: String, _ entry: some Entry, weight: Double, phrases: [String] = [], names: [String] = [], _ fields: [(Double, String)]
    ) {
      var frequencies: [String: Double] = [:]
      var length = 0.0
      for (weight, text) in fields {
        for term in SearchTerms.terms(of: text) {
          frequencies[term, default: 0] += weight
          length += 1
        }
      }
      documents.append(
        Document(
          kind: kind, address: entry.address, title: entry.title, frequencies: frequencies, length: max(1, length), weight: weight,
          phrases: phrases.map(SearchTerms.terms).filter { !$0.isEmpty }, names: [entry.address] + names))
    }
    for topic in knowledge.topics {
      add(
        "topic", topic, weight: 1.1, phrases: topic.words,
        [
          (3, topic.title), (1, topic.address), (2, topic.symptoms.joined(separator: " ")), (3, topic.words.joined(separator: " ")),
          (1, topic.about ?? ""),
        ])
    }
    for finding in knowledge.findings where finding.retired == nil {
      let words = knowledge.topics.filter { $0.covers(finding.address) }.flatMap(\.words)
      add(
        "finding", finding, weight: 1,
        [
          (3, finding.title), (2, finding.address), (1, finding.about ?? ""), (0.3, words.joined(separator: " ")),
          (1, finding.text("terms") ?? ""),
        ])
    }
    for code in knowledge.errorCodes {
      add(
        "error code", code, weight: 1, phrases: code.texts("aliases"), names: [code.code],
        [
          (5, code.code), (3, code.title), (1, code.text("means") ?? ""), (1, code.about ?? ""),
          (3, code.texts("aliases").joined(separator: " ")),
        ])
    }
    for fact in knowledge.facts where fact.retired == nil {
      let values = fact.options.map { "\($0) \(fact.meaning(of: $0) ?? "")" }.joined(separator: " ")
      let ask = knowledge.question(fact.name)?.ask ?? ""
      add("fact", fact, weight: 0.8, [(3, fact.title), (2, fact.address), (1, fact.about ?? ""), (1, values), (1, ask)])
    }
    for remedy in knowledge.remedies where remedy.retired == nil {
      add("remedy", remedy, weight: 0.9, [(3, remedy.title), (1, remedy.address), (1, remedy.steps.joined(separator: " "))])
    }
    for table in knowledge.tables {
      let rows = table.rows.map {
        "\($0.json["title"]?.string ?? "") \(($0.json["names"]?.elements.compactMap(\.string) ?? []).joined(separator: " "))"
      }
      add("table", table, weight: 0.7, [(3, table.title), (1, table.about ?? ""), (1, rows.joined(separator: " "))])
    }
    self.documents = documents
    var holders: [String: [Int]] = [:]
    for (index, document) in documents.enumerated() {
      for term in document.frequencies.keys { holders[term, default: []].append(index) }
    }
    self.holders = holders
    averageLength = documents.isEmpty ? 1 : documents.reduce(0) { $0 + $1.length } / Double(documents.count)
  }

  /// The entries that fit a question best, best first; empty when no word is known.
  package func results(for question: String, limit: Int = 10) -> [Result] {
    var scores: [Int: Double] = [:]
    var matched: [Int: [String]] = [:]
    let asked = SearchTerms.spelled(question)
    let terms = Set(asked.map(\.term))
    var seen: Set<String> = []
    for (term, word) in asked where seen.insert(term).inserted {
      guard let (known, certainty) = known(term), let list = holders[known] else { continue }
      let rarity = rarity(known)
      for index in list {
        let document = documents[index]
        let frequency = document.frequencies[known] ?? 0
        let norm = Self.saturation * (1 - Self.lengthWeight + Self.lengthWeight * document.length / averageLength)
        let saturated = frequency * (Self.saturation + 1) / (frequency + norm)
        scores[index, default: 0] += certainty * rarity * saturated * document.weight
        matched[index, default: []].append(known == term ? word : "\(word) (\(known))")
      }
    }
    let name = trimmed(question).drop { $0 == "#" }.lowercased()
    // An entry that holds more of the words asked for stands before one that holds a single one often.
    let ranked: [(index: Int, score: Double)] = scores.map { index, score in
      let share = Double(matched[index]?.count ?? 1) / Double(max(1, terms.count))
      return (index, score * share + bonus(documents[index], terms, name))
    }.sorted { $0.score != $1.score ? $0.score > $1.score : $0.index < $1.index }
    return ranked.prefix(limit).map { index, score in
      let document = documents[index]
      return Result(
        kind: document.kind, address: document.address, title: document.title, matched: matched[index] ?? [], score: score)
    }
  }

  /// What a document gains by a phrase that the question holds whole, and by being named.
  private func bonus(_ document: Document, _ terms: Set<String>, _ name: String) -> Double {
    var bonus = document.names.contains { $0.lowercased() == name } ? 1000.0 : 0
    for phrase in document.phrases where phrase.allSatisfy(terms.contains) {
      for term in phrase { bonus += 2 * rarity(term) }
    }
    return bonus
  }

  /// How much a term tells: the fewer entries hold it, the more (the inverse document frequency of BM25).
  private func rarity(_ term: String) -> Double {
    let with = Double(holders[term]?.count ?? 0)
    return log(1 + (Double(documents.count) - with + 0.5) / (with + 0.5))
  }

  /// The term itself, a word it begins, or the nearest one that is known; the less certain, the lower the number.
  private func known(_ term: String) -> (String, Double)? {
    if holders[term] != nil { return (term, 1) }
    guard term.count >= 4 else { return nil }
    let begun = holders.keys.filter { $0.hasPrefix(term) }.min { ($0.count, $0) < ($1.count, $1) }
    if let begun { return (begun, 0.7) }
    return NearMiss.nearest(to: term, among: holders.keys.sorted()).map { ($0, 0.5) }
  }
}
