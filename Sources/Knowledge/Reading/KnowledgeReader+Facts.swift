import JSONText

/// `knowledge.json` and what can be known: `Facts/`.
extension KnowledgeReader {
  mutating func readSettings() {
    guard let json = document("knowledge.json")?.root, expectObject(json) else { return }
    knowledge.json = json
    check(json, keys: .settings)
    knowledge.edition = json["edition"]?.string ?? ""
    if let edition = json["edition"], CalendarDate(knowledge.edition) == nil {
      fault(.badValue, edition, "expected \(FactKind.date.example), but there is \(edition.shown)")
    }
    knowledge.language = json["language"]?.string ?? "en"
    if let subjects = json["subjects"] { readSubjects(subjects) }
    if let impacts = json["impacts"] { readImpacts(impacts) }
    if let actors = json["actors"] {
      for member in actors.members { knowledge.actors[member.key] = member.value.string ?? member.key }
    }
    knowledge.trust = json["trust"]?.elements.compactMap(\.string) ?? []
  }

  private mutating func readSubjects(_ json: JSONValue) {
    for member in json.members {
      guard expectObject(member.value) else { continue }
      check(member.value, keys: .subject)
      if !EntryName.isField(member.key) {
        fault(
          .badAddress, member.keyPlace,
          "\(JSONWriter.quoted(member.key)) is not a subject; use letters, digits and underscores")
      }
      knowledge.subjectPositions[member.key] = knowledge.subjects.count
      knowledge.subjects.append(
        Subject(
          name: member.key, title: member.value["title"]?.string ?? member.key,
          isMany: member.value["many"]?.boolean ?? false))
    }
  }

  private mutating func readImpacts(_ json: JSONValue) {
    let names = Impact.allCases.map(\.name)
    for member in json.members {
      if !names.contains(member.key) {
        fault(
          .badValue, member.keyPlace,
          "unknown impact \(JSONWriter.quoted(member.key))" + NearMiss.choice(for: member.key, among: names))
      }
      knowledge.impactTitles[member.key] = member.value.string ?? member.key
    }
    for name in names where json[name] == nil {
      fault(.missingKey, json, "the impact \"\(name)\" is missing")
    }
  }

  mutating func readFacts() {
    forEachFile(of: .facts) { reader, stem, root in
      let name = EntryName.subject(ofFile: stem)
      guard let subject = reader.knowledge.subjectPositions[name] else {
        reader.fault(
          .unknownSubject, root,
          "the file speaks of \"\(name)\", which is not a subject of knowledge.json"
            + NearMiss.suggestion(for: name, among: reader.knowledge.subjects.map(\.name)))
        return
      }
      for member in root.members where !member.keyEquals("$schema") {
        if reader.expectObject(member.value) { reader.readFact(of: subject, member) }
      }
    }
  }

  private mutating func readFact(of subject: Int, _ member: JSONMember) {
    let json = member.value
    let key = member.key
    guard EntryName.isField(key) else {
      fault(
        .badAddress, member.keyPlace,
        "\(JSONWriter.quoted(key)) is not a field's name; use letters, digits and underscores")
      return
    }
    check(json, keys: .fact)
    guard let kind = kind(json) else { return }
    let options = options(json, of: kind)
    let trust = json["trust"].map { Array($0.elements) }
    for origin in trust ?? [] where !knowledge.trust.contains(origin.string ?? "") {
      fault(
        .badValue, origin,
        "unknown origin \(origin.shown)"
          + NearMiss.choice(for: origin.string ?? "", among: knowledge.trust))
    }
    let name = FactName(knowledge.subjects[subject].name + "." + key)
    knowledge.factPositions[name.description] = knowledge.facts.count
    knowledge.facts.append(
      FactDefinition(
        name: name, kind: kind, options: options, subject: subject,
        trust: trust?.compactMap(\.string) ?? knowledge.trust, json: json))
  }

  private mutating func options(_ json: JSONValue, of kind: FactKind) -> [String] {
    guard kind.element == .choice else {
      if let values = json["values"] {
        fault(.unknownKey, values, "\"values\" belongs to a choice only, this is \(article(kind.name))")
      }
      return []
    }
    let options = json["values"]?.members.map(\.key) ?? []
    if options.isEmpty { fault(.missingKey, json, "a choice needs its \"values\"") }
    return options
  }

  private mutating func kind(_ json: JSONValue) -> FactKind? {
    guard let value = json["kind"] else { return nil }
    let text = value.string ?? ""
    let names = FactKind.scalars.map(\.name)
    if text == "list" {
      guard let element = json["of"]?.string, let kind = FactKind(named: element) else {
        fault(
          .badValue, json["of"] ?? json,
          "a list needs \"of\": the kind of its elements"
            + NearMiss.suggestion(for: json["of"]?.string ?? "", among: names))
        return nil
      }
      return .list(kind)
    }
    if let of = json["of"] { fault(.unknownKey, of, "\"of\" belongs to a list only") }
    guard let kind = FactKind(named: text) else {
      fault(
        .badValue, value, "unknown kind \(value.shown)" + NearMiss.choice(for: text, among: names + ["list"]))
      return nil
    }
    return kind
  }
}
