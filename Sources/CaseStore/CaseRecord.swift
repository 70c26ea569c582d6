import JSONText
import Knowledge

/// Everything kept of one case, in the form in which it goes from store to store (`case-record.schema.json`).
package struct CaseRecord: Sendable {
  /// What a record says in `schema`.
  package static let schema = "wabadoctor/case-record"
  /// The version of the form that is read and written.
  package static let version: Int64 = 1

  package let key: String
  package let begun: Moment
  package let changed: Moment
  /// The case file.
  package let document: String
  package let headline: String?
  package let due: CaseDue?
  /// Oldest first.
  package let diagnoses: [KeptDiagnosis]
  /// How it ended; `nil` while it is open.
  package let outcome: CaseOutcome?

  package init(
    key: String, begun: Moment, changed: Moment, document: String, headline: String?, due: CaseDue?,
    diagnoses: [KeptDiagnosis], outcome: CaseOutcome?
  ) {
    self.key = key
    self.begun = begun
    self.changed = changed
    self.document = document
    self.headline = headline
    self.due = due
    self.diagnoses = diagnoses
    self.outcome = outcome
  }

  /// The record as JSON.
  ///
  /// - Throws: `CaseStoreError` when what was kept is no JSON any more.
  package func json() throws(CaseStoreError) -> JSONTree {
    var kept: [JSONTree] = []
    for diagnosis in diagnoses { kept.append(try Self.tree(diagnosis.digest)) }
    let due: JSONTree = due.map { ["time": .string($0.moment.description), "finding": .string($0.about)] } ?? .null
    return [
      "schema": .string(Self.schema), "version": .integer(Self.version), "key": .string(key),
      "begun": .string(begun.description), "changed": .string(changed.description),
      "headline": headline.map(JSONTree.string) ?? .null, "due": due, "case": try Self.tree(document),
      "diagnoses": .array(kept), "outcome": outcome?.json ?? .null,
    ]
  }

  private static func tree(_ text: String) throws(CaseStoreError) -> JSONTree {
    do {
      return JSONTree(try JSONDocument(text, file: "the store").root)
    } catch {
      throw CaseStoreError(.unreadable, "\(error.description): what was kept is no JSON any more")
    }
  }

  /// Reads what `json` wrote.
  ///
  /// - Throws: `CaseStoreError` of kind bad record, with the place.
  package init(_ root: JSONValue) throws(CaseStoreError) {
    guard root["schema"]?.string == Self.schema else {
      throw CaseStoreError(.badRecord, "\(root.place): no kept case; expected \"schema\": \"\(Self.schema)\"")
    }
    guard root["version"]?.integer == Self.version else {
      throw CaseStoreError(
        .badRecord,
        "\(root["version"]?.place ?? root.place): a record of version \(root["version"]?.text ?? "none"), and this program reads version \(Self.version)"
      )
    }
    guard let key = root["key"]?.string, !key.isEmpty, let begun = Self.moment(root["begun"]),
      let changed = Self.moment(root["changed"]), let document = root["case"], document.kind == .object
    else { throw CaseStoreError(.badRecord, "\(root.place): expected key, begun, changed and case") }
    let outcome = root["outcome"].flatMap { $0.isNull ? nil : $0 }
    let read = outcome.flatMap { CaseOutcome($0) }
    if let outcome, read == nil {
      throw CaseStoreError(.badRecord, "\(outcome.place): expected when it was closed, at closed")
    }
    var diagnoses: [KeptDiagnosis] = []
    for json in root["diagnoses"]?.elements.map({ $0 }) ?? [] {
      guard let diagnosis = KeptDiagnosis(digest: json) else {
        throw CaseStoreError(.badRecord, "\(json.place): expected time, edition, program, knowledge, as_of, found and suspected")
      }
      diagnoses.append(diagnosis)
    }
    var due: CaseDue?
    if let moment = Self.moment(root["due"]?["time"]), let about = root["due"]?["finding"]?.string {
      due = CaseDue(moment, about: about)
    }
    self.init(
      key: key, begun: begun, changed: changed, document: JSONWriter.text(JSONTree(document), layout: .compact),
      headline: root["headline"]?.string, due: due, diagnoses: diagnoses, outcome: read)
  }

  private static func moment(_ json: JSONValue?) -> Moment? { json?.string.flatMap { Moment($0) } }
}

extension KeptDiagnosis {
  /// Reads a digest; `nil` when it is not whole.
  package init?(digest json: JSONValue) {
    guard let time = json["time"]?.string.flatMap({ Moment($0) }), let edition = json["edition"]?.string,
      let program = json["program"]?.string, let knowledge = json["knowledge"]?.string,
      let asOf = json["as_of"]?.string.flatMap({ Moment($0) })
    else { return nil }
    var shown: [Shown] = []
    for status in ["found", "suspected"] {
      for entry in json[status]?.elements.map({ $0 }) ?? [] {
        guard let finding = entry["finding"]?.string else { return nil }
        shown.append(Shown(finding: finding, entity: entry["entity"]?.string, status: status))
      }
    }
    self.init(
      time: time, edition: edition, program: program, knowledge: knowledge, asOf: asOf,
      digest: JSONWriter.text(JSONTree(json), layout: .compact), shown: shown)
  }
}
