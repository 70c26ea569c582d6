import JSONText

/// Worked cases that expect what cannot be; `kb test` runs them, here they are only read.
///
/// - `dangling-reference`: a topic, finding, subject or entity that is not there.
/// - `unknown-key`, `wrong-kind`: an expectation that is no list of found, suspected, unknown and ruled out, and not what is asked next.
/// - every fault of the facts of a case, with its own kind and place.
enum CaseCheck {
  private static let expectations = ["found", "suspected", "unknown", "ruled out"]
  private static let question = "asks next"

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
      if member.keyEquals(question) { return asked(member.value, entities, context).map { [$0] } ?? [] }
      guard expectations.contains(where: { member.keyEquals($0) }) else {
        return [EntryKeys.unknown(member, among: expectations + [question])]
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

  /// A fact with a question, of an entity of the case if it is one of many: `waba.status`, `phone_number[106…].status`; or `nothing`.
  private static func asked(_ json: JSONValue, _ entities: Set<String>, _ context: ReviewContext) -> KnowledgeFault? {
    guard let text = json.string else {
      return KnowledgeFault(
        .wrongKind, at: json.place, "expected a fact such as \"waba.status\", or \"nothing\", but there is \(json.kind.name)")
    }
    guard text != "nothing" else { return nil }
    var name = text
    var entity: String?
    if let open = text.firstIndex(of: "["), let close = text.lastIndex(of: "]"), open < close {
      entity = String(text[text.index(after: open)..<close])
      name = String(text[..<open] + text[text.index(after: close)...])
    }
    let asked = context.knowledge.questions.filter { $0.retired == nil }.map(\.address)
    guard asked.contains(name) else {
      return dangling(json, "there is no question about \(json.shown)" + NearMiss.suggestion(for: name, among: asked))
    }
    let subject = String(name.prefix { $0 != "." })
    let isMany = context.knowledge.subjectPositions[subject].map { context.knowledge.subjects[$0].isMany } ?? false
    guard isMany || entity != nil else { return nil }
    // Before any entity is known, the first is asked about as 1.
    let isFirst = entity == "1" && !entities.contains { $0.hasPrefix(subject + " ") }
    guard !isMany || !(isFirst || entity.map { entities.contains("\(subject) \($0)") } ?? false) else { return nil }
    return dangling(
      json,
      isMany
        ? "the case has no \(JSONWriter.quoted(text)); write the subject, the id and the field, such as \"\(subject)[106].status\""
        : "\(JSONWriter.quoted(subject)) is one in a case; write \(JSONWriter.quoted(name))")
  }

  private static func dangling(_ json: JSONValue, _ message: String) -> KnowledgeFault {
    KnowledgeFault(.danglingReference, at: json.place, message)
  }
}
