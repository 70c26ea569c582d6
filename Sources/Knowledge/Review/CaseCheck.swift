import JSONText

/// Worked cases that expect what cannot be; `kb test` runs them, here they are only read.
///
/// - `dangling-reference`: a topic, finding, subject or entity that is not there.
/// - `unknown-key`, `wrong-kind`: an expectation that is no list of found, suspected, unknown and ruled out.
/// - every fault of the facts of a case, with its own kind and place.
enum CaseCheck {
  private static let expectations = ["found", "suspected", "unknown", "ruled out"]

  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    context.knowledge.cases.filter { $0.retired == nil }.flatMap { story in
      let read = story.json["facts"].map {
        FactsReader.read($0, knowledge: context.knowledge, values: .authored, evidence: "facts-file")
      }
      let entities = Set(read?.collected.entities.map { "\($0.subject) \($0.id)" } ?? [])
      return (read?.faults ?? []) + day(story) + topics(story, context)
        + expectations(story, entities, context)
    }
  }

  private static func day(_ story: WorkedCase) -> [KnowledgeFault] {
    guard let json = story.json["as of"], json.string.flatMap({ CalendarDate($0) }) == nil else { return [] }
    return [
      KnowledgeFault(
        .badValue, at: json.place, "expected \(FactKind.date.example), but there is \(json.shown)")
    ]
  }

  private static func topics(_ story: WorkedCase, _ context: ReviewContext) -> [KnowledgeFault] {
    (story.json["topics"]?.elements.map { $0 } ?? []).compactMap { reference in
      guard let name = reference.string, context.knowledge.topic(name) == nil else { return nil }
      return dangling(
        reference,
        "there is no topic \(reference.shown)"
          + NearMiss.suggestion(for: name, among: context.knowledge.topics.map(\.address)))
    }
  }

  private static func expectations(
    _ story: WorkedCase, _ entities: Set<String>, _ context: ReviewContext
  ) -> [KnowledgeFault] {
    (story.json["expect"]?.members.map { $0 } ?? []).flatMap { member -> [KnowledgeFault] in
      guard expectations.contains(where: { member.keyEquals($0) }) else {
        return [EntryKeys.unknown(member, among: expectations)]
      }
      guard member.value.kind == .array else {
        return [
          KnowledgeFault(
            .wrongKind, at: member.value.place,
            "expected a list of findings, but there is \(member.value.kind.name)")
        ]
      }
      return member.value.elements.compactMap { expected($0, entities, context) }
    }
  }

  /// A finding, with its subject and the entity's id if it is one of an entity: `numbers.banned phone_number 106…`.
  private static func expected(_ json: JSONValue, _ entities: Set<String>, _ context: ReviewContext)
    -> KnowledgeFault?
  {
    let parts = (json.string ?? "").split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    guard let address = parts.first, context.findings.contains(address) else {
      return dangling(
        json,
        "there is no finding \(json.shown)"
          + NearMiss.suggestion(for: parts.first ?? "", among: context.knowledge.findings.map(\.address)))
    }
    guard parts.count == 2, !entities.contains(parts[1]) else { return nil }
    return dangling(
      json,
      "the case has no \(JSONWriter.quoted(parts[1])); write the subject and the id, such as \"\(address) phone_number 106\""
        + NearMiss.suggestion(for: parts[1], among: entities.sorted()))
  }

  private static func dangling(_ json: JSONValue, _ message: String) -> KnowledgeFault {
    KnowledgeFault(.danglingReference, at: json.place, message)
  }
}
