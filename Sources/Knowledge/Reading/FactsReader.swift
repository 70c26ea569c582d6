import JSONText

extension FactValue {
  /// Reads a JSON value as the kind of a definition, lists included.
  ///
  /// - Throws: `ValueError` when it is not of that kind.
  package init(json: JSONValue, definition: FactDefinition, origin: ValueOrigin) throws(ValueError) {
    guard case .list(let element) = definition.kind else {
      guard let raw = RawScalar(json) else {
        throw ValueError(message: "expected \(definition.kind.example), but there is \(json.kind.name)")
      }
      self = try FactValue(raw, kind: definition.kind, options: definition.options, origin: origin)
      return
    }
    guard json.kind == .array else {
      throw ValueError(message: "expected \(definition.kind.example), but there is \(json.kind.name)")
    }
    var values: [FactValue] = []
    for item in json.elements {
      guard let raw = RawScalar(item) else {
        throw ValueError(message: "expected \(element.example) in the list, but there is \(item.kind.name)")
      }
      values.append(try FactValue(raw, kind: element, options: definition.options, origin: origin))
    }
    self = .list(values)
  }
}

/// Reads facts in the form of facts files: `{ "waba.country": "CU", "phone_number": [ { "id": "1", … } ], "phone_number.complete": true }`.
package struct FactsReader {
  /// What was read, and the faults of what was not.
  package struct Outcome: Sendable {
    package var collected = Collected()
    /// The day the facts speak of, from `as of`.
    package var asOf: CalendarDate?
    /// The case's name, from `case`.
    package var label: String?
    package var faults: [KnowledgeFault] = []
  }

  private let knowledge: KnowledgeBase
  private let valueOrigin: ValueOrigin
  private let evidenceOrigin: String
  private var outcome = Outcome()

  private init(knowledge: KnowledgeBase, valueOrigin: ValueOrigin, evidenceOrigin: String) {
    self.knowledge = knowledge
    self.valueOrigin = valueOrigin
    self.evidenceOrigin = evidenceOrigin
  }

  /// Reads an object of facts; everything sound is kept, everything else is a fault with its place.
  package static func read(
    _ json: JSONValue, knowledge: KnowledgeBase, values: ValueOrigin, evidence origin: String
  ) -> Outcome {
    var reader = FactsReader(knowledge: knowledge, valueOrigin: values, evidenceOrigin: origin)
    guard json.kind == .object else {
      reader.fault(
        .wrongKind, json,
        "expected an object of facts such as { \"waba.country\": \"CU\" }, but there is \(json.kind.name)")
      return reader.outcome
    }
    for member in json.members { reader.read(member) }
    return reader.outcome
  }

  private mutating func read(_ member: JSONMember) {
    let key = member.key
    switch key {
    case "$schema": return
    case "as of":
      outcome.asOf = member.value.string.flatMap { CalendarDate($0) }
      if outcome.asOf == nil {
        fault(
          .badValue, member.value, "expected \(FactKind.date.example), but there is \(member.value.shown)")
      }
    case "case": outcome.label = member.value.string ?? member.value.text
    default:
      if let subject = knowledge.subjectPositions[key] {
        entities(member, subject: knowledge.subjects[subject])
      } else if let subject = completeList(key) {
        complete(member, subject: subject)
      } else {
        fact(key, member, entity: nil)
      }
    }
  }

  /// The many-subject whose list a key such as `user.complete` speaks of.
  private func completeList(_ key: String) -> Subject? {
    guard key.hasSuffix(".complete"), let position = knowledge.subjectPositions[String(key.dropLast(9))]
    else { return nil }
    let subject = knowledge.subjects[position]
    return subject.isMany ? subject : nil
  }

  private mutating func complete(_ member: JSONMember, subject: Subject) {
    if member.value.boolean == true { outcome.collected.complete.insert(subject.name) }
    guard member.value.boolean != nil || member.value.isNull else {
      fault(.badValue, member.value, "expected true or false, but there is \(member.value.kind.name)")
      return
    }
  }

  private mutating func entities(_ member: JSONMember, subject: Subject) {
    guard subject.isMany else {
      fault(
        .wrongKind, member.keyPlace,
        "a case has one \(subject.name); write its facts as \"\(subject.name).…\"")
      return
    }
    guard !member.value.isNull else { return }
    guard member.value.kind == .array else {
      fault(
        .wrongKind, member.value,
        "expected a list of entities such as [{ \"id\": \"1\" }], but there is \(member.value.kind.name)")
      return
    }
    var seen: Set<String> = []
    let named = Set(member.value.elements.compactMap { $0["id"].flatMap(RawScalar.init)?.text })
    for (position, element) in member.value.elements.enumerated() {
      guard element.kind == .object else {
        fault(
          .wrongKind, element,
          "expected an object with the facts of one \(subject.name), but there is \(element.kind.name)")
        continue
      }
      let id =
        element["id"].flatMap(RawScalar.init)?.text
        ?? Self.number(from: position + 1) { named.contains($0) || seen.contains($0) }
      guard seen.insert(id).inserted else {
        fault(.duplicateAddress, element, "the \(subject.name) \"\(id)\" stands twice in the list")
        continue
      }
      outcome.collected.entities.append((subject.name, id))
      for inner in element.members {
        let name = "\(subject.name).\(inner.key)"
        if inner.key == "id", knowledge.factPositions[name] == nil { continue }
        fact(name, inner, entity: id)
      }
    }
  }

  /// The number of an entity without id: the first that no other entity bears.
  private static func number(from first: Int, isTaken: (String) -> Bool) -> String {
    var number = first
    while isTaken(String(number)) { number += 1 }
    return String(number)
  }

  private mutating func fact(_ name: String, _ member: JSONMember, entity: String?) {
    guard let index = knowledge.factPositions[name] else {
      let names = knowledge.facts.map(\.name.description) + knowledge.subjects.filter(\.isMany).map(\.name)
      fault(
        .unknownFact, member.keyPlace,
        "unknown fact \(JSONWriter.quoted(name))" + NearMiss.suggestion(for: name, among: names))
      return
    }
    let definition = knowledge.facts[index]
    let subject = knowledge.subjects[definition.subject]
    guard subject.isMany == (entity != nil) else {
      fault(
        .wrongKind, member.keyPlace,
        "a case has many of \(subject.name); write \"\(subject.name)\": [{ \"\(definition.name.field)\": … }]"
      )
      return
    }
    guard !member.value.isNull else { return }
    do {
      let value = try FactValue(json: member.value, definition: definition, origin: valueOrigin)
      let evidence = Evidence(origin: evidenceOrigin, detail: member.value.place.description)
      outcome.collected.facts.append(
        Fact(name: definition.name, entity: entity, value: value, evidence: evidence))
    } catch {
      fault(.badValue, member.value, "\(name): \(error.message)")
    }
  }

  private mutating func fault(_ kind: KnowledgeFault.Kind, _ json: JSONValue, _ message: String) {
    outcome.faults.append(KnowledgeFault(kind, at: json.place, message))
  }

  private mutating func fault(_ kind: KnowledgeFault.Kind, _ place: JSONPlace, _ message: String) {
    outcome.faults.append(KnowledgeFault(kind, at: place, message))
  }
}
