import JSONText

/// What needs no more than its text, and the call plan: `Remedies/`, `Tickets/`, `Questions/`, `ErrorCodes/`, `Sources/`, `Topics/`, `Cases/`, `Templates/`, `Collectors/`.
extension KnowledgeReader {
  mutating func readRemedies() {
    forEachEntry(of: .remedies) { reader, stem, member in
      reader.check(member.value, keys: .remedy)
      let remedy = Remedy(address: reader.address(stem, member), json: member.value)
      if reader.knowledge.actors[remedy.actor] == nil {
        reader.fault(
          .badAddress, member.keyPlace,
          "the file is named for who acts, and \"\(remedy.actor)\" is none of the actors of knowledge.json"
            + NearMiss.suggestion(for: remedy.actor, among: reader.knowledge.actors.keys.sorted()))
      }
      reader.knowledge.remedies.append(remedy)
    }
  }

  mutating func readTickets() {
    forEachEntry(of: .tickets) { reader, stem, member in
      reader.check(member.value, keys: .ticket)
      for need in member.value["needs"]?.elements.map({ $0 }) ?? [] where need.kind == .object {
        reader.check(need, keys: .need)
      }
      let normalisations = (member.value["normalisations"]?.elements.map { $0 } ?? []).compactMap { reader.normalisation($0) }
      reader.knowledge.tickets.append(
        TicketType(address: reader.address(stem, member), json: member.value, normalisations: normalisations))
    }
  }

  private mutating func normalisation(_ json: JSONValue) -> TicketNormalisation? {
    guard expectObject(json) else { return nil }
    check(json, keys: .normalisation)
    guard let when = json["when"] else { return nil }
    var conditions = ConditionReader(knowledge: knowledge)
    let condition = conditions.condition(when)
    faults += conditions.faults
    return condition.map { TicketNormalisation(title: json["title"]?.string ?? "", condition: $0) }
  }

  mutating func readQuestions() {
    forEachEntry(of: .questions) { reader, stem, member in
      reader.check(member.value, keys: .question)
      let name = "\(EntryName.subject(ofFile: stem)).\(member.key)"
      if reader.knowledge.factPositions[name] == nil {
        reader.fault(
          .unknownFact, member.keyPlace,
          "the question bears the name of its fact, and there is no fact \"\(name)\""
            + NearMiss.suggestion(for: name, among: reader.knowledge.facts.map(\.name.description)))
      }
      if reader.knowledge.questionPositions[name] == nil {
        reader.knowledge.questionPositions[name] = reader.knowledge.questions.count
      }
      reader.knowledge.questions.append(Question(address: name, json: member.value))
    }
  }

  mutating func readErrorCodes() {
    forEachEntry(of: .errorCodes) { reader, stem, member in
      reader.check(member.value, keys: .errorCode)
      if !EntryName.isCode(member.key) {
        reader.fault(
          .badAddress, member.keyPlace,
          "\(JSONWriter.quoted(member.key)) is not an error code; write its digits")
      }
      reader.knowledge.errorCodes.append(ErrorCode(address: stem + "." + member.key, json: member.value))
    }
  }

  mutating func readSources() {
    forEachEntry(of: .sources) { reader, stem, member in
      reader.check(member.value, keys: .source)
      if let text = member.value["confidence"]?.string, Source.Confidence(rawValue: text) == nil {
        reader.fault(.badValue, member.value["confidence"] ?? member.value, "the confidence is A, B or C")
      }
      reader.knowledge.sources.append(Source(address: reader.address(stem, member), json: member.value))
    }
  }

  mutating func readTopics() {
    forEachFile(of: .topics) { reader, stem, json in
      reader.check(json, keys: .topic)
      reader.knowledge.topics.append(Topic(address: stem, json: json))
    }
  }

  mutating func readCases() {
    forEachFile(of: .cases) { reader, stem, json in
      reader.check(json, keys: .workedCase)
      reader.knowledge.cases.append(WorkedCase(address: stem, json: json))
    }
  }

  /// What stands in the braces is read when a report is written, and by `kb check`.
  mutating func readTemplates() {
    for name in folder.templateNames {
      let file = "\(KnowledgeFolder.templates.folder)/\(name)\(KnowledgeFolder.templates.suffix)"
      do throws(KnowledgeFault) {
        guard let text = String(validating: try folder.bytes(of: file), as: UTF8.self) else {
          throw KnowledgeFault(.malformed, at: JSONPlace(file: file, line: 1, column: 1), "the text is not UTF-8; save it as UTF-8")
        }
        knowledge.templates[name] = text
      } catch {
        faults.append(error)
      }
    }
  }

  mutating func readCalls() {
    forEachFile(of: .collectors) { reader, stem, json in
      var callReader = CallReader(knowledge: reader.knowledge)
      callReader.read(stem: stem, json)
      if let version = json["version"]?.string { reader.knowledge.graphVersion = version }
      reader.knowledge.calls += callReader.calls
      reader.faults += callReader.faults
    }
  }
}
