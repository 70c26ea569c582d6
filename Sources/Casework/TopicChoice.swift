import Knowledge

/// Which topics a diagnosis keeps to.
package struct TopicChoice {
  /// Topics to look at; every finding when empty.
  package let only: [String]
  /// Topics to leave out.
  package let skip: [String]

  package init(only: [String] = [], skip: [String] = []) {
    self.only = only
    self.skip = skip
  }

  /// Whether everything is looked at.
  package var isEverything: Bool { only.isEmpty && skip.isEmpty }

  /// The findings to look at; `nil` for all.
  ///
  /// - Throws: `CaseworkError` of kind usage for a topic there is none of, or when nothing is left.
  package func findings(in knowledge: KnowledgeBase) throws(CaseworkError) -> Set<FindingIndex>? {
    guard !isEverything else { return nil }
    let wanted = try topics(only, flag: "--only", in: knowledge)
    let unwanted = try topics(skip, flag: "--skip", in: knowledge)
    var findings: Set<FindingIndex> = []
    for (index, finding) in knowledge.findings.enumerated() {
      let isWanted = wanted.isEmpty || wanted.contains { $0.covers(finding.address) }
      if isWanted, !unwanted.contains(where: { $0.covers(finding.address) }) { findings.insert(index) }
    }
    guard !findings.isEmpty else {
      throw CaseworkError(.usage, "no finding is left by --only and --skip, so nothing would be checked")
    }
    return findings
  }

  private func topics(_ names: [String], flag: String, in knowledge: KnowledgeBase) throws(CaseworkError)
    -> [Topic]
  {
    var topics: [Topic] = []
    for name in names {
      guard let topic = knowledge.topic(name) else {
        let known = knowledge.topics.map(\.address)
        let near = NearMiss.suggestion(for: name, among: known)
        throw CaseworkError(
          .usage,
          "\(flag) \(name): there is no such topic"
            + (near.isEmpty ? "; they are \(known.joined(separator: ", "))" : near))
      }
      topics.append(topic)
    }
    return topics
  }
}
