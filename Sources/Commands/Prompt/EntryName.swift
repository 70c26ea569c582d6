import Casework
import Inference
import Knowledge

/// Finds the entry that a typed name means.
enum EntryName {
  /// A finding by its address, a former one, or its last part where only one ends so.
  ///
  /// - Throws: `CaseworkError` of kind usage, with the near miss.
  static func finding(_ name: String, in knowledge: KnowledgeBase) throws(CaseworkError) -> FindingIndex {
    if let finding = knowledge.findingPositions[name] { return finding }
    if let former = knowledge.findings.firstIndex(where: { $0.formerly.contains(name) }) { return former }
    let ending = knowledge.findings.indices.filter { knowledge.findings[$0].address.hasSuffix("." + name) }
    if ending.count == 1 { return ending[0] }
    if ending.count > 1 {
      throw CaseworkError(
        .usage,
        "\"\(name)\" could be \(ending.map { knowledge.findings[$0].address }.joined(separator: " or "))")
    }
    let addresses = knowledge.findings.map(\.address)
    let names = name.contains(".") ? addresses : addresses.map { String($0.drop { $0 != "." }.dropFirst()) }
    throw CaseworkError(
      .usage,
      "there is no finding \"\(name)\"" + NearMiss.suggestion(for: name, among: names)
        + "; search WORDS finds names")
  }

  /// A fact, of an entity where one is given: `waba.status`, `phone_number[106].status`.
  ///
  /// - Throws: `CaseworkError` of kind usage, with the near miss.
  static func fact(_ text: String, in knowledge: KnowledgeBase) throws(CaseworkError) -> FactReference {
    var name = text
    var entity: String?
    if let open = text.firstIndex(of: "["), let close = text[open...].firstIndex(of: "]") {
      name = String(text[..<open] + text[text.index(after: close)...])
      entity = String(text[text.index(after: open)..<close])
    }
    guard let fact = knowledge.factPositions[name] else {
      throw CaseworkError(
        .usage,
        "unknown fact \"\(name)\""
          + NearMiss.suggestion(for: name, among: knowledge.facts.map(\.name.description)))
    }
    let subject = knowledge.subjects[knowledge.facts[fact].subject]
    if subject.isMany, entity == nil {
      throw CaseworkError(
        .usage,
        "a case may have many of \(subject.name); say which one: \(subject.name)[ID].\(knowledge.facts[fact].name.field)"
      )
    }
    return FactReference(fact: fact, entity: subject.isMany ? entity : nil)
  }
}
