import JSONText

/// Findings of a topic that do not exist, and patterns such as `payment.*` that match none (`dangling-reference`).
///
/// A conversation that starts there would never look for what the topic promises.
enum TopicCheck {
  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    let addresses = context.knowledge.findings.map(\.address)
    let complaints = Set(addresses.map { String($0.prefix { $0 != "." }) }).sorted()
    return context.knowledge.topics.filter { $0.retired == nil }.flatMap { topic in
      (topic.json["findings"]?.elements.map { $0 } ?? []).compactMap { reference -> KnowledgeFault? in
        guard let pattern = reference.string else { return nil }
        guard pattern.hasSuffix(".*") else {
          if context.findings.contains(pattern) { return nil }
          return fault(
            reference,
            "there is no finding \(reference.shown)" + NearMiss.suggestion(for: pattern, among: addresses))
        }
        let prefix = String(pattern.dropLast())
        if addresses.contains(where: { $0.hasPrefix(prefix) }) { return nil }
        return fault(
          reference,
          "no finding matches \(reference.shown)"
            + NearMiss.suggestion(for: pattern, among: complaints.map { $0 + ".*" }))
      }
    }
  }

  private static func fault(_ json: JSONValue, _ message: String) -> KnowledgeFault {
    KnowledgeFault(.danglingReference, at: json.place, message)
  }
}
