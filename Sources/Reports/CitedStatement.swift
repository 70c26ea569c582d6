import Knowledge

/// A citation looked up: what the source says, and how old it is.
struct CitedStatement {
  let citation: Citation
  /// The source; `nil` when the sources were not read, or there is none of that address.
  let source: Source?

  /// The statements that entries rest on, each once, in order.
  static func all(_ citations: [Citation], in knowledge: KnowledgeBase) -> [CitedStatement] {
    var seen: Set<Citation> = []
    return citations.filter { seen.insert($0).inserted }.map {
      CitedStatement(citation: $0, source: knowledge.source($0.source))
    }
  }

  /// Our words for what it says.
  var says: String? { source?.statement(citation.statement) }

  /// `Meta, MM API Onboarding, updated 10 Dec 2025`.
  var line: String {
    guard let source else { return citation.description }
    let age =
      source.updated.map { "updated " + DateWords.day($0) } ?? "undated"
      + (source.read.map { ", read " + DateWords.day($0) } ?? "")
    return "\(source.publisher), \(source.title), \(age)"
  }
}
