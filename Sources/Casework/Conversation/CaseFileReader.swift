import Inference
import JSONText
import Knowledge

/// Opens a saved case under the knowledge of today: what the knowledge no longer has is told, and everything else is kept.
package struct CaseFileReader {
  /// What was read.
  package struct Outcome {
    package let state: CaseState
    /// What could not be taken over, each with its place; the case is sound without it.
    package let remarks: [String]
  }

  private let knowledge: KnowledgeBase
  private var remarks: [String] = []

  /// Reads a file.
  ///
  /// - Throws: `CaseworkError` when it cannot be read, or is no case.
  package static func read(_ path: String, knowledge: KnowledgeBase) throws(CaseworkError) -> Outcome {
    try read(InputFile.bytes(of: path), name: InputFile.name(of: path), knowledge: knowledge)
  }

  /// Reads the bytes of a file.
  ///
  /// - Throws: `CaseworkError` when they are no case.
  package static func read(_ bytes: [UInt8], name: String, knowledge: KnowledgeBase) throws(CaseworkError)
    -> Outcome
  {
    let document: JSONDocument
    do {
      document = try JSONDocument(bytes, file: name)
    } catch {
      throw CaseworkError(.unreadableInput, error.description)
    }
    var reader = CaseFileReader(knowledge: knowledge)
    return Outcome(state: try reader.state(document.root), remarks: reader.remarks)
  }

  private init(knowledge: KnowledgeBase) { self.knowledge = knowledge }

  private mutating func state(_ root: JSONValue) throws(CaseworkError) -> CaseState {
    guard root["schema"]?.string == CaseFile.schema else {
      throw CaseworkError(
        .unreadableInput, "\(root.place): no saved case; expected \"schema\": \"\(CaseFile.schema)\"")
    }
    guard let version = root["version"]?.integer, version == CaseFile.version else {
      throw CaseworkError(
        .unreadableInput,
        "\(root["version"]?.place ?? root.place): a case of version \(root["version"]?.text ?? "none"), and this program reads version \(CaseFile.version)"
      )
    }
    guard let now = root["as_of"]?.string.flatMap({ Moment($0) }) else {
      throw CaseworkError(
        .unreadableInput,
        "\(root["as_of"]?.place ?? root.place): expected \(FactKind.moment.example) at as_of")
    }
    var state = CaseState(engine: InferenceEngine(CompiledRules(knowledge, now: now)))
    state.engine.add(collected(root))
    state.label = root["case"]?.string
    state.waba = root["waba"]?.string
    state.places = texts(root, "places")
    state.topics = texts(root, "topics").filter { topic in
      if knowledge.topic(topic) != nil { return true }
      remarks.append(
        "\(root["topics"]?.place ?? root.place): there is no topic \(JSONWriter.quoted(topic)) any more")
      return false
    }
    state.unsure = Set(elements(root, "not_sure").compactMap { reference($0) })
    state.postponed = Set(elements(root, "later").compactMap { reference($0) })
    state.supposed = elements(root, "supposed").compactMap { fact($0) }
    state.waivers = elements(root, "waived").compactMap { waiver($0) }
    state.notes = elements(root, "notes").compactMap { note in
      guard let text = note["text"]?.string, let moment = note["time"]?.string.flatMap({ Moment($0) }) else {
        return nil
      }
      return CaseNote(text, at: moment)
    }
    state.attachments = elements(root, "attachments").compactMap { attachment($0) }
    return state
  }

  private func attachment(_ json: JSONValue) -> CaseAttachment? {
    guard let name = json["name"]?.string, let sha256 = json["sha256"]?.string, let bytes = json["bytes"]?.integer,
      let time = json["time"]?.string.flatMap({ Moment($0) })
    else { return nil }
    return CaseAttachment(name: name, sha256: sha256, bytes: bytes, time: time)
  }

  private mutating func collected(_ root: JSONValue) -> Collected {
    var collected = Collected()
    collected.entities = elements(root, "entities").compactMap { entity in
      guard let subject = entity["subject"]?.string, let id = entity["id"]?.string else { return nil }
      return (subject, id)
    }
    collected.facts = elements(root, "facts").compactMap { fact($0) }
    collected.complete = Set(texts(root, "complete"))
    collected.gaps = elements(root, "gaps").compactMap { gap($0) }
    return collected
  }

  private func elements(_ root: JSONValue, _ key: String) -> [JSONValue] {
    guard let list = root[key], list.kind == .array else { return [] }
    return Array(list.elements)
  }

  private func texts(_ root: JSONValue, _ key: String) -> [String] {
    elements(root, key).compactMap(\.string)
  }

  private mutating func fact(_ json: JSONValue) -> Fact? {
    guard let position = position(json), let value = json["value"] else { return nil }
    let definition = knowledge.facts[position]
    do {
      let evidence = Evidence(
        origin: json["origin"]?.string ?? "agent", detail: json["detail"]?.string ?? "",
        moment: json["time"]?.string.flatMap { Moment($0) })
      return Fact(
        name: definition.name, entity: json["entity"]?.string,
        value: try FactValue(json: value, definition: definition, origin: .outside), evidence: evidence)
    } catch {
      remarks.append("\(value.place): \(definition.name): \(error.message)")
      return nil
    }
  }

  private mutating func reference(_ json: JSONValue) -> FactReference? {
    position(json).map { FactReference(fact: $0, entity: json["entity"]?.string) }
  }

  /// The fact that is named, also by a name it had before.
  private mutating func position(_ json: JSONValue) -> FactIndex? {
    guard let name = json["fact"]?.string else {
      remarks.append("\(json.place): expected the name of a fact at fact")
      return nil
    }
    if let position = knowledge.factPositions[name] { return position }
    if let renamed = knowledge.facts.firstIndex(where: { $0.formerly.contains(name) }) { return renamed }
    remarks.append(
      "\(json.place): there is no fact \(JSONWriter.quoted(name)) any more"
        + NearMiss.suggestion(for: name, among: knowledge.facts.map(\.name.description)))
    return nil
  }

  private mutating func waiver(_ json: JSONValue) -> Waiver? {
    guard let address = json["finding"]?.string,
      let until = json["until"]?.string.flatMap({ CalendarDate($0) }),
      let finding = knowledge.findingPositions[address]
        ?? knowledge.findings.firstIndex(where: { $0.formerly.contains(address) })
    else {
      remarks.append("\(json.place): a waiver of no finding that there is, or without the day it ends")
      return nil
    }
    return Waiver(
      finding: finding, entity: json["entity"]?.string, reason: json["reason"]?.string ?? "", until: until)
  }

  private func gap(_ json: JSONValue) -> Gap? {
    let cause: Gap.Cause
    if let message = json["refused"]?.string {
      cause = .refused(code: json["code"]?.integer, message: message, permissions: texts(json, "permissions"))
    } else if let text = json["unreadable"]?.string {
      cause = .unreadable(text)
    } else if let text = json["missing"]?.string {
      cause = .missing(text)
    } else if let name = json["needs"]?.string {
      cause = .needs(FactName(name))
    } else if let text = json["wrong kind"]?.string {
      cause = .wrongKind(text)
    } else {
      return nil
    }
    return Gap(
      call: json["call"]?.string ?? "", facts: texts(json, "facts").map(FactName.init),
      subject: json["subject"]?.string,
      entity: json["entity"]?.string, cause: cause)
  }
}
