import Knowledge

/// A fact typed on the command line or at the prompt: `waba.country=CU`, `phone_number[106540352242922].status=CONNECTED`,
/// `user.complete=yes`; the elements of a list are separated by commas.
package struct FactFlag {
  /// Reads one flag with the same names and kinds as the rules.
  ///
  /// - Throws: `CaseworkError` of kind usage, with the near miss.
  package static func read(_ text: String, knowledge: KnowledgeBase) throws(CaseworkError) -> Collected {
    guard let equals = text.firstIndex(of: "=") else {
      throw usage(text, "expected NAME=VALUE such as waba.country=CU")
    }
    let left = trimmed(text[..<equals])
    let value = trimmed(text[text.index(after: equals)...])
    let (name, entity) = try split(left)
    if name.hasSuffix(".complete"), entity == nil,
      let subject = manySubject(String(name.dropLast(9)), knowledge)
    {
      return try completeness(of: subject, value, text)
    }
    guard let fact = knowledge.factPositions[name] else {
      throw usage(text, "unknown fact \"\(name)\"" + suggestion(for: name, knowledge))
    }
    let definition = knowledge.facts[fact]
    let subject = knowledge.subjects[definition.subject]
    if subject.isMany, entity == nil {
      throw usage(
        text,
        "a case may have many of \(subject.name); say which one: \(subject.name)[ID].\(definition.name.field)=\(value)"
      )
    }
    if !subject.isMany, entity != nil {
      throw usage(text, "a case has one \(subject.name); write \(definition.name)=\(value)")
    }
    var collected = Collected()
    if let entity { collected.entities.append((subject.name, entity)) }
    let evidence = Evidence(origin: "agent", detail: "told as \(left)")
    collected.facts = [
      Fact(
        name: definition.name, entity: entity, value: try factValue(value, definition, text),
        evidence: evidence)
    ]
    return collected
  }

  /// Splits `phone_number[106].status` into the fact's name and the entity's id.
  private static func split(_ left: String) throws(CaseworkError) -> (name: String, entity: String?) {
    guard let open = left.firstIndex(of: "[") else { return (left, nil) }
    guard let close = left[open...].firstIndex(of: "]"), left[left.index(after: close)...].first == "." else {
      throw usage(left, "expected SUBJECT[ID].FIELD such as phone_number[106540352242922].status")
    }
    let id = trimmed(left[left.index(after: open)..<close])
    guard !id.isEmpty else { throw usage(left, "there is no id between the brackets") }
    return (String(left[..<open]) + String(left[left.index(after: close)...]), id)
  }

  private static func completeness(of subject: Subject, _ value: String, _ text: String) throws(CaseworkError)
    -> Collected
  {
    guard let said = try? FactValue(.string(value), kind: .yesNo, origin: .authored) else {
      throw usage(text, "expected yes or no, but there is \"\(value)\"")
    }
    var collected = Collected()
    if said == .yesNo(true) { collected.complete.insert(subject.name) }
    return collected
  }

  private static func factValue(_ value: String, _ definition: FactDefinition, _ text: String)
    throws(CaseworkError) -> FactValue
  {
    guard !value.isEmpty else {
      throw usage(text, "\(definition.name) needs \(definition.kind.example) after the equals sign")
    }
    do throws(ValueError) {
      guard case .list(let element) = definition.kind else {
        return try FactValue(
          .string(definition.kind == .moment ? TypedMoment.zoned(value) : value), kind: definition.kind,
          options: definition.options, origin: .authored)
      }
      var elements: [FactValue] = []
      for part in value.split(separator: ",") where value != "none" {
        elements.append(
          try FactValue(.string(trimmed(part)), kind: element, options: definition.options, origin: .authored)
        )
      }
      return .list(elements)
    } catch {
      throw usage(text, definition.kind == .moment ? TypedMoment.wanted : "\(definition.name): \(error.message)")
    }
  }

  private static func manySubject(_ name: String, _ knowledge: KnowledgeBase) -> Subject? {
    knowledge.subjectPositions[name].map { knowledge.subjects[$0] }.flatMap { $0.isMany ? $0 : nil }
  }

  private static func suggestion(for name: String, _ knowledge: KnowledgeBase) -> String {
    let lists = knowledge.subjects.filter(\.isMany).map { $0.name + ".complete" }
    return NearMiss.suggestion(for: name, among: knowledge.facts.map(\.name.description) + lists)
  }

  private static func usage(_ text: String, _ message: String) -> CaseworkError {
    CaseworkError(.usage, "\(text): \(message)")
  }
}
