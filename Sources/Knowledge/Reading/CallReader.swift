import JSONText

/// Reads the call plan of `Collectors/*.json`.
struct CallReader {
  let knowledge: KnowledgeBase
  private(set) var calls: [GraphCall] = []
  private(set) var faults: [KnowledgeFault] = []

  init(knowledge: KnowledgeBase) { self.knowledge = knowledge }

  /// Reads one file of calls.
  mutating func read(stem: String, _ json: JSONValue) {
    faults += EntryKeys.callPlan.faults(in: json)
    for member in json["calls"]?.members.map({ $0 }) ?? [] {
      if !EntryName.isName(member.key) {
        fault(
          .badAddress, member.keyPlace,
          "\(JSONWriter.quoted(member.key)) is not a name; use lower case letters, digits and hyphens")
      }
      faults += EntryKeys.call.faults(in: member.value)
      call(address: stem + "." + member.key, member.value)
    }
  }

  private mutating func call(address: String, _ json: JSONValue) {
    guard let path = json["path"]?.string else { return }
    var each: Int?
    if let subjectJSON = json["each"] {
      guard let name = subjectJSON.string, let subject = knowledge.subjectPositions[name],
        knowledge.subjects[subject].isMany
      else {
        fault(
          .unknownSubject, subjectJSON.place,
          "unknown many-subject \(subjectJSON.shown)"
            + NearMiss.suggestion(
              for: subjectJSON.string ?? "", among: knowledge.subjects.filter(\.isMany).map(\.name)))
        return
      }
      each = subject
    }
    checkPlaceholders(json)
    if let origin = json["origin"], !knowledge.trust.contains(origin.string ?? "") {
      fault(
        .badValue, origin.place,
        "unknown origin \(origin.shown)"
          + NearMiss.choice(for: origin.string ?? "", among: knowledge.trust))
    }
    let list = json["in"]?.string ?? (each == nil ? "" : "/data")
    let mappings = json["facts"]?.members.compactMap { mapping($0, each: each) } ?? []
    calls.append(
      GraphCall(
        address: address, path: path, permissions: json["permissions"]?.elements.compactMap(\.string) ?? [],
        pages: json["pages"]?.boolean ?? false, each: each, list: list, idPointer: json["id"]?.string ?? "",
        mappings: mappings, refusals: refusals(json["when refused"]),
        origin: json["origin"]?.string ?? "graph-api", json: json))
  }

  private mutating func mapping(_ member: JSONMember, each: Int?) -> GraphCall.Mapping? {
    guard let fact = factIndex(member.key, member.keyPlace) else { return nil }
    let definition = knowledge.facts[fact]
    if knowledge.subjects[definition.subject].isMany, definition.subject != each {
      fault(
        .mixedSubjects, member.keyPlace,
        "\(definition.name) is known for each \(knowledge.subjects[definition.subject].name); the call needs \"each\""
      )
      return nil
    }
    let json = member.value
    if let pointer = json.string {
      checkPointer(pointer, json, definition)
      return GraphCall.Mapping(
        fact: fact, pointer: pointer, conversion: nil, unless: nil, fixed: nil, field: nil, json: json)
    }
    guard json.kind == .object else {
      fault(.wrongKind, json.place, "expected a JSON pointer such as \"/status\", or an object with \"at\"")
      return nil
    }
    faults += EntryKeys.mapping.faults(in: json)
    var conversion: GraphCall.Conversion?
    if let word = json["as"] {
      conversion = word.string.flatMap(GraphCall.Conversion.init)
      if conversion == nil {
        fault(
          .badValue, word.place,
          "unknown conversion \(word.shown)"
            + NearMiss.suggestion(
              for: word.string ?? "", among: GraphCall.Conversion.allCases.map(\.rawValue)))
      }
    }
    var fixed: FactValue?
    if let constant = json["fixed"] { fixed = value(constant, definition) }
    let pointer = json["at"]?.string ?? ""
    if json["at"] == nil, json["fixed"] == nil {
      fault(.missingKey, json.place, "\"at\" is missing: a JSON pointer such as \"/status\"")
    }
    if !pointer.isEmpty { checkPointer(pointer, json, definition) }
    return GraphCall.Mapping(
      fact: fact, pointer: pointer, conversion: conversion, unless: json["unless"], fixed: fixed,
      field: json["field"]?.string,
      json: json)
  }

  private mutating func refusals(_ json: JSONValue?) -> [GraphCall.Refusal] {
    json?.members.compactMap { member in
      let parts = member.key.split(separator: "/")
      guard let code = parts.first.flatMap({ Int64($0) }), parts.count <= 2,
        parts.count == 1 || Int64(parts[1]) != nil
      else {
        fault(.badAddress, member.keyPlace, "expected an error code such as \"190\" or \"190/463\"")
        return nil
      }
      let facts = member.value.members.compactMap { inner -> (fact: FactIndex, value: FactValue)? in
        guard let fact = factIndex(inner.key, inner.keyPlace),
          let value = value(inner.value, knowledge.facts[fact])
        else { return nil }
        return (fact, value)
      }
      return GraphCall.Refusal(code: code, subcode: parts.count == 2 ? Int64(parts[1]) : nil, facts: facts)
    } ?? []
  }

  private mutating func value(_ json: JSONValue, _ definition: FactDefinition) -> FactValue? {
    do {
      return try FactValue(json: json, definition: definition, origin: .authored)
    } catch {
      fault(.badValue, json.place, "\(definition.name): \(error.message)")
      return nil
    }
  }

  private mutating func checkPointer(_ pointer: String, _ json: JSONValue, _ definition: FactDefinition) {
    if !pointer.hasPrefix("/") {
      fault(.badValue, json.place, "a JSON pointer begins with \"/\", here is \"\(pointer)\"")
    } else if pointer.contains("*") {
      guard case .list = definition.kind else {
        fault(
          .badValue, json.place,
          "a pointer with * gives a list, but \(definition.name) is \(article(definition.kind.name))")
        return
      }
    }
  }

  /// Every `{fact}` in the path and in the query names a fact.
  private mutating func checkPlaceholders(_ json: JSONValue) {
    for value in [json["path"]].compactMap({ $0 }) + (json["query"]?.members.map(\.value) ?? []) {
      for part in (value.string ?? "").split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
        guard let end = part.firstIndex(of: "}") else {
          fault(.badValue, value.place, "a place-holder is closed with \"}\": \"{waba.id}\"")
          continue
        }
        _ = factIndex(String(part[..<end]), value.place)
      }
    }
  }

  private mutating func factIndex(_ name: String, _ place: JSONPlace) -> FactIndex? {
    if let fact = knowledge.factPositions[name] { return fact }
    fault(
      .unknownFact, place,
      "unknown fact \(JSONWriter.quoted(name))"
        + NearMiss.suggestion(for: name, among: knowledge.facts.map(\.name.description)))
    return nil
  }

  private mutating func fault(_ kind: KnowledgeFault.Kind, _ place: JSONPlace, _ message: String) {
    faults.append(KnowledgeFault(kind, at: place, message))
  }
}
