import Knowledge

/// Names that were perhaps meant by one that is not known.
enum NearNames {
  /// At most five names: those that contain the word, then the nearest by spelling.
  static func names(near word: String, in knowledge: KnowledgeBase) -> [String] {
    let all = all(in: knowledge)
    let small = word.lowercased()
    var found = word.count < 3 ? [] : Array(all.filter { $0.lowercased().contains(small) }.prefix(5))
    var rest = all.filter { !found.contains($0) }
    while found.count < 5, let near = NearMiss.nearest(to: word, among: rest) {
      found.append(near)
      rest.removeAll { $0 == near }
    }
    return found
  }

  /// Every name that `explain` knows, each once.
  private static func all(in knowledge: KnowledgeBase) -> [String] {
    var seen: Set<String> = []
    let addresses: [[String]] = [
      knowledge.findings.map(\.address), knowledge.facts.map(\.address), knowledge.facts.flatMap(\.options),
      knowledge.rules.map(\.address),
      knowledge.remedies.map(\.address), knowledge.errorCodes.map(\.code), knowledge.tables.map(\.address),
      knowledge.topics.map(\.address),
      knowledge.sources.map(\.address), knowledge.calls.map(\.name),
    ]
    return addresses.joined().filter { seen.insert($0).inserted }
  }
}
