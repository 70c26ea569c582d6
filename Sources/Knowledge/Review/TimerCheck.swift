import JSONText

/// Times that run while a finding is shown (`recheck`): facts that are not there or tell no moment, facts of another entity than the
/// finding's, a length without a beginning, a beginning without a length.
///
/// A report says "recheck after 14:20"; with such a fault it would say nothing, and nobody would notice.
enum TimerCheck {
  /// The keys of `recheck`, in the order they are written.
  static let keys = ["at", "from", "after", "then", "cites"]

  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    context.knowledge.findings.enumerated().flatMap { index, finding -> [KnowledgeFault] in
      guard finding.retired == nil, let json = finding.json["recheck"] else { return [] }
      guard json.kind == .object else {
        return [KnowledgeFault(.wrongKind, at: json.place, "expected an object in braces with at, or with from and after")]
      }
      return shape(json) + facts(json, subject(of: index, context.knowledge), context.knowledge)
        + (json["cites"]?.elements.compactMap { context.dangling(citation: $0) } ?? [])
    }
  }

  private static func shape(_ json: JSONValue) -> [KnowledgeFault] {
    var faults = json.members.filter { !keys.contains($0.key) }.map { EntryKeys.unknown($0, among: keys) }
    faults += ShapeCheck.members(of: json, ["at": .someTexts, "from": .someTexts, "after": .text, "then": .text, "cites": .someTexts])
    if let after = json["after"], let text = after.string, TimeSpan(text) == nil {
      faults.append(KnowledgeFault(.badValue, at: after.place, "expected \(FactKind.duration.example)"))
    }
    if let after = json["after"], json["from"] == nil {
      faults.append(KnowledgeFault(.missingKey, at: after.place, "\"after\" needs \"from\": the facts that tell since when the time runs"))
    }
    if let from = json["from"], json["after"] == nil {
      faults.append(KnowledgeFault(.missingKey, at: from.place, "\"from\" needs \"after\": how long the time runs"))
    }
    if json["at"] == nil, json["from"] == nil, json["after"] == nil {
      faults.append(KnowledgeFault(.missingKey, at: json.place, "say when: \"at\", or \"from\" and \"after\""))
    }
    return faults
  }

  private static func facts(_ json: JSONValue, _ subject: Int?, _ knowledge: KnowledgeBase) -> [KnowledgeFault] {
    ["at", "from"].flatMap { json[$0]?.elements.map { $0 } ?? [] }.compactMap { name in
      guard let text = name.string else { return nil }
      guard let position = knowledge.factPositions[text] else {
        return KnowledgeFault(
          .unknownFact, at: name.place,
          "there is no fact \(name.shown)" + NearMiss.suggestion(for: text, among: knowledge.facts.map(\.name.description)))
      }
      let fact = knowledge.facts[position]
      guard fact.kind == .moment || fact.kind == .date else {
        return KnowledgeFault(.badValue, at: name.place, "\(text) is a \(fact.kind.name) and tells no moment; name a moment or a date")
      }
      guard !knowledge.subjects[fact.subject].isMany || fact.subject == subject else {
        return KnowledgeFault(
          .badValue, at: name.place,
          "the finding is not about a \(knowledge.subjects[fact.subject].name), so nobody could say whose \(text) is meant")
      }
      return nil
    }
  }

  /// The many-subject that the rules of a finding run for; `nil` for the case.
  private static func subject(of finding: FindingIndex, _ knowledge: KnowledgeBase) -> Int? {
    knowledge.rules.lazy.filter { $0.finding == finding && $0.retired == nil }.compactMap(\.subject).first
  }
}
