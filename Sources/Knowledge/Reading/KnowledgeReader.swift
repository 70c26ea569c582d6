import JSONText

/// Reads a knowledge folder, part by part, and collects every fault instead of stopping at the first.
package struct KnowledgeReader {
  let folder: KnowledgeFolder
  var knowledge = KnowledgeBase()
  var faults: [KnowledgeFault] = []

  private init(folder: KnowledgeFolder) { self.folder = folder }

  /// Reads the parts that are asked for; facts, tables and findings come with the rules.
  ///
  /// The knowledge holds whatever is sound; with faults it must not be used for a diagnosis.
  package static func read(
    _ folder: KnowledgeFolder, parts: KnowledgeParts = .everything
  ) -> (knowledge: KnowledgeBase, faults: [KnowledgeFault]) {
    var reader = KnowledgeReader(folder: folder)
    reader.readSettings()
    reader.readFacts()
    reader.readTables()
    if parts.contains(.rules) {
      reader.readFindings()
      reader.readRules()
    }
    if parts.contains(.remedies) { reader.readRemedies() }
    if parts.contains(.topics) { reader.readTopics() }
    if parts.contains(.collectors) { reader.readCalls() }
    if parts.contains(.sources) { reader.readSources() }
    if parts.contains(.questions) { reader.readQuestions() }
    if parts.contains(.errorCodes) { reader.readErrorCodes() }
    if parts.contains(.cases) { reader.readCases() }
    return (reader.knowledge, reader.faults)
  }

  // MARK: knowledge.json

  private mutating func readSettings() {
    guard let json = document("knowledge.json")?.root else { return }
    knowledge.json = json
    check(
      json, keys: EntryKeys.settings,
      required: ["edition", "language", "subjects", "impacts", "actors", "trust"])
    knowledge.edition = json["edition"]?.string ?? ""
    knowledge.language = json["language"]?.string ?? "en"
    for member in json["subjects"]?.members.map({ $0 }) ?? [] {
      knowledge.subjectPositions[member.key] = knowledge.subjects.count
      knowledge.subjects.append(
        Subject(
          name: member.key, title: member.value["title"]?.string ?? member.key,
          isMany: member.value["many"]?.boolean ?? false))
    }
    for member in json["impacts"]?.members.map({ $0 }) ?? [] {
      guard Impact(named: member.key) != nil else {
        fault(
          .badValue, member.keyPlace,
          "unknown impact \"\(member.key)\"; they are \(Impact.allCases.map(\.name).joined(separator: ", "))")
        continue
      }
      knowledge.impactTitles[member.key] = member.value.string ?? member.key
    }
    for member in json["actors"]?.members.map({ $0 }) ?? [] {
      knowledge.actors[member.key] = member.value.string ?? member.key
    }
    knowledge.trust = json["trust"]?.elements.compactMap(\.string) ?? []
  }

  // MARK: Facts and tables

  private mutating func readFacts() {
    forEachEntry(of: .facts) { reader, file, member in
      let subjectName = String(file.dropLast(5).map { $0 == "-" ? "_" : $0 })
      guard let subject = reader.knowledge.subjectPositions[subjectName] else {
        reader.fault(
          .unknownSubject, member.keyPlace,
          "the file speaks of \"\(subjectName)\", which is not a subject of knowledge.json"
            + NearMiss.suggestion(for: subjectName, among: reader.knowledge.subjects.map(\.name)))
        return
      }
      let name = FactName("\(subjectName).\(member.key)")
      guard reader.isFactKey(member.key) else {
        reader.fault(
          .badAddress, member.keyPlace,
          "\"\(member.key)\" is not a field's name; use letters, digits and underscores")
        return
      }
      let json = member.value
      reader.check(json, keys: EntryKeys.fact, required: ["title", "kind"])
      guard let kind = reader.kind(json) else { return }
      var options: [String] = []
      if kind.element == .choice {
        options = json["values"]?.members.map(\.key) ?? []
        if options.isEmpty { reader.fault(.missingKey, json, "a choice needs its \"values\"") }
      } else if let values = json["values"] {
        reader.fault(
          .unknownKey, values, "\"values\" belongs to a choice only, this is \(article(kind.name))")
      }
      if reader.knowledge.factPositions[name.description] != nil {
        reader.fault(.duplicateAddress, member.keyPlace, "\(name) is defined twice")
        return
      }
      let trust = json["trust"]?.elements.compactMap(\.string) ?? reader.knowledge.trust
      for origin in json["trust"]?.elements.map({ $0 }) ?? []
      where !reader.knowledge.trust.contains(origin.string ?? "") {
        reader.fault(
          .badValue, origin,
          "unknown origin \(origin.text); they are \(reader.knowledge.trust.joined(separator: ", "))")
      }
      reader.knowledge.factPositions[name.description] = reader.knowledge.facts.count
      reader.knowledge.facts.append(
        FactDefinition(name: name, kind: kind, options: options, subject: subject, trust: trust, json: json))
    }
  }

  private mutating func kind(_ json: JSONValue) -> FactKind? {
    guard let text = json["kind"]?.string else { return nil }
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
    guard let kind = FactKind(named: text) else {
      fault(
        .badValue, json["kind"] ?? json,
        "unknown kind \"\(text)\"" + NearMiss.suggestion(for: text, among: names + ["list"]))
      return nil
    }
    return kind
  }

  private mutating func readTables() {
    for file in folder.files(of: .tables) {
      guard let json = document("\(KnowledgeFolder.Part.tables.rawValue)/\(file)")?.root, expectObject(json)
      else { continue }
      check(json, keys: EntryKeys.table, required: ["title", "kind", "rows"])
      let address = String(file.dropLast(5))
      guard let kindName = json["kind"]?.string, let keyKind = FactKind(named: kindName) else {
        fault(
          .badValue, json["kind"] ?? json,
          "unknown kind of key; they are \(FactKind.scalars.map(\.name).joined(separator: ", "))")
        continue
      }
      let valueKind = json["value"]?.string.flatMap(FactKind.init(named:))
      if json["value"] != nil, valueKind == nil {
        fault(.badValue, json["value"] ?? json, "unknown kind of value")
      }
      var rows: [Table.Row] = []
      var seen: Set<FactValue> = []
      for member in json["rows"]?.members.map({ $0 }) ?? [] {
        check(member.value, keys: EntryKeys.row, required: [])
        do {
          let key: FactValue =
            keyKind == .choice
            ? .text(member.key) : try FactValue(.string(member.key), kind: keyKind, origin: .authored)
          var value: FactValue?
          if let valueKind {
            guard let cell = member.value["value"], let raw = RawScalar(cell) else {
              fault(.missingKey, member.value, "the row needs a \"value\", \(valueKind.example)")
              continue
            }
            value = try FactValue(raw, kind: valueKind, origin: .outside)
          }
          guard seen.insert(key).inserted else {
            fault(.duplicateAddress, member.keyPlace, "the key \"\(member.key)\" stands twice")
            continue
          }
          rows.append(Table.Row(key: key, value: value, json: member.value))
        } catch {
          fault(.badValue, member.keyPlace, error.message)
        }
      }
      if rows.isEmpty { fault(.emptyList, json, "a table needs rows") }
      knowledge.tablePositions[address] = knowledge.tables.count
      knowledge.tables.append(
        Table(address: address, keyKind: keyKind, valueKind: valueKind, rows: rows, json: json))
    }
  }

  // MARK: Findings and rules

  private mutating func readFindings() {
    forEachEntry(of: .findings) { reader, file, member in
      let json = member.value
      reader.check(json, keys: EntryKeys.finding, required: ["title", "impact"])
      let address = reader.address(file, member.key)
      guard let name = json["impact"]?.string, let impact = Impact(named: name) else {
        let names = Impact.allCases.map(\.name)
        reader.fault(
          .badValue, json["impact"] ?? json,
          "the impact is one of \(names.joined(separator: ", "))"
            + NearMiss.suggestion(for: json["impact"]?.string ?? "", among: names))
        return
      }
      guard reader.knowledge.findingPositions[address] == nil else {
        reader.fault(.duplicateAddress, member.keyPlace, "\(address) is defined twice")
        return
      }
      reader.knowledge.findingPositions[address] = reader.knowledge.findings.count
      reader.knowledge.findings.append(Finding(address: address, impact: impact, json: json))
    }
  }

  private mutating func readRules() {
    var ruleReader = RuleReader(knowledge: knowledge)
    forEachEntry(of: .rules) { reader, file, member in
      reader.check(member.value, keys: EntryKeys.rule, required: ["when"])
      ruleReader.read(address: reader.address(file, member.key), member.value)
    }
    knowledge.rules = ruleReader.rules
    faults += ruleReader.finish()
  }

  // MARK: What needs no more than its text

  private mutating func readRemedies() {
    forEachEntry(of: .remedies) { reader, file, member in
      reader.check(member.value, keys: EntryKeys.remedy, required: ["title", "steps"])
      let remedy = Remedy(address: reader.address(file, member.key), json: member.value)
      if reader.knowledge.actors[remedy.actor] == nil {
        reader.fault(
          .badAddress, member.keyPlace,
          "the file is named for who acts, and \"\(remedy.actor)\" is none of the actors of knowledge.json"
            + NearMiss.suggestion(for: remedy.actor, among: reader.knowledge.actors.keys.sorted()))
      }
      reader.knowledge.remedies.append(remedy)
    }
  }

  private mutating func readQuestions() {
    forEachEntry(of: .questions) { reader, file, member in
      reader.check(member.value, keys: EntryKeys.question, required: ["ask", "who"])
      let subject = String(file.dropLast(5).map { $0 == "-" ? "_" : $0 })
      let name = "\(subject).\(member.key)"
      if reader.knowledge.factPositions[name] == nil {
        reader.fault(
          .unknownFact, member.keyPlace,
          "the question bears the name of its fact, and there is no fact \"\(name)\""
            + NearMiss.suggestion(for: name, among: reader.knowledge.facts.map(\.name.description)))
      }
      reader.knowledge.questions.append(Question(address: name, json: member.value))
    }
  }

  private mutating func readErrorCodes() {
    forEachEntry(of: .errorCodes) { reader, file, member in
      reader.check(member.value, keys: EntryKeys.errorCode, required: ["title", "means"])
      reader.knowledge.errorCodes.append(
        ErrorCode(address: "\(file.dropLast(5)).\(member.key)", json: member.value))
    }
  }

  private mutating func readSources() {
    forEachEntry(of: .sources) { reader, file, member in
      reader.check(
        member.value, keys: EntryKeys.source,
        required: ["title", "publisher", "address", "updated", "read", "confidence", "statements"])
      if let text = member.value["confidence"]?.string, Source.Confidence(rawValue: text) == nil {
        reader.fault(.badValue, member.value["confidence"] ?? member.value, "the confidence is A, B or C")
      }
      reader.knowledge.sources.append(Source(address: reader.address(file, member.key), json: member.value))
    }
  }

  private mutating func readTopics() {
    for file in folder.files(of: .topics) {
      guard let json = document("\(KnowledgeFolder.Part.topics.rawValue)/\(file)")?.root, expectObject(json)
      else { continue }
      check(json, keys: EntryKeys.topic, required: ["title", "symptoms", "words", "findings"])
      knowledge.topics.append(Topic(address: String(file.dropLast(5)), json: json))
    }
  }

  private mutating func readCases() {
    for file in folder.files(of: .cases) {
      guard let json = document("\(KnowledgeFolder.Part.cases.rawValue)/\(file)")?.root, expectObject(json)
      else { continue }
      check(json, keys: EntryKeys.workedCase, required: ["title", "story", "facts", "expect"])
      knowledge.cases.append(WorkedCase(address: String(file.dropLast(5)), json: json))
    }
  }

  private mutating func readCalls() {
    for file in folder.files(of: .collectors) {
      guard let json = document("\(KnowledgeFolder.Part.collectors.rawValue)/\(file)")?.root,
        expectObject(json)
      else { continue }
      var callReader = CallReader(knowledge: knowledge)
      callReader.read(file: file, json)
      if let version = json["version"]?.string { knowledge.graphVersion = version }
      knowledge.calls += callReader.calls
      faults += callReader.faults
    }
  }

  // MARK: Shared

  /// Visits every entry of a part, file by file in order.
  private mutating func forEachEntry(
    of part: KnowledgeFolder.Part, _ visit: (inout KnowledgeReader, String, JSONMember) -> Void
  ) {
    for file in folder.files(of: part) {
      guard let root = document("\(part.rawValue)/\(file)")?.root, expectObject(root) else { continue }
      for member in root.members where member.key != "$schema" {
        guard expectObject(member.value) else { continue }
        visit(&self, file, member)
      }
    }
  }

  private mutating func document(_ file: String) -> JSONDocument? {
    do {
      return try folder.document(file)
    } catch {
      faults.append(error)
      return nil
    }
  }

  private mutating func expectObject(_ json: JSONValue) -> Bool {
    if json.kind == .object { return true }
    fault(.wrongKind, json, "expected an object in braces, but there is \(json.kind.name)")
    return false
  }

  /// The address of an entry; a fault when its key is not a name.
  private mutating func address(_ file: String, _ key: String) -> String { "\(file.dropLast(5)).\(key)" }

  private func isFactKey(_ key: String) -> Bool {
    !key.isEmpty && key != "complete" && key != "id_"
      && key.utf8.allSatisfy {
        ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F
      }
  }

  private mutating func check(_ json: JSONValue, keys: EntryKeys, required: [String]) {
    faults += keys.faults(in: json, required: required)
  }

  private mutating func fault(_ kind: KnowledgeFault.Kind, _ json: JSONValue, _ message: String) {
    faults.append(KnowledgeFault(kind, at: json.place, message))
  }

  private mutating func fault(_ kind: KnowledgeFault.Kind, _ place: JSONPlace, _ message: String) {
    faults.append(KnowledgeFault(kind, at: place, message))
  }
}
