import JSONText

/// Rows under a key: `Tables/`, one table a file.
extension KnowledgeReader {
  mutating func readTables() {
    forEachFile(of: .tables) { reader, stem, json in
      reader.check(json, keys: .table)
      guard let keyKind = reader.scalarKind("kind", json) else { return }
      let valueKind = reader.scalarKind("value", json)
      let rows = reader.rows(json["rows"], keyKind, valueKind)
      if rows.isEmpty { reader.fault(.emptyList, json["rows"] ?? json, "a table needs rows") }
      reader.knowledge.tablePositions[stem] = reader.knowledge.tables.count
      reader.knowledge.tables.append(
        Table(address: stem, keyKind: keyKind, valueKind: valueKind, rows: rows, json: json))
    }
  }

  /// The kind that a member names; `nil` when it is absent or, after a fault, no kind.
  private mutating func scalarKind(_ key: String, _ json: JSONValue) -> FactKind? {
    guard let value = json[key] else { return nil }
    if let kind = value.string.flatMap(FactKind.init(named:)) { return kind }
    let names = FactKind.scalars.map(\.name)
    fault(
      .badValue, value, "unknown kind \(value.shown)" + NearMiss.choice(for: value.string ?? "", among: names)
    )
    return nil
  }

  private mutating func rows(_ json: JSONValue?, _ keyKind: FactKind, _ valueKind: FactKind?) -> [Table.Row] {
    var rows: [Table.Row] = []
    var seen: Set<FactValue> = []
    for member in json?.members.map({ $0 }) ?? [] {
      guard expectObject(member.value) else { continue }
      check(member.value, keys: .row)
      do {
        let key = try cell(.string(member.key), keyKind)
        guard seen.insert(key).inserted else {
          fault(.duplicateAddress, member.keyPlace, "the key \(JSONWriter.quoted(member.key)) stands twice")
          continue
        }
        guard let valueKind else {
          rows.append(Table.Row(key: key, value: nil, json: member.value))
          if let value = member.value["value"] {
            fault(.unknownKey, value, "the table declares no \"value\" kind for a value column")
          }
          continue
        }
        guard let value = member.value["value"], let raw = RawScalar(value) else {
          fault(.missingKey, member.value, "the row needs a \"value\", \(valueKind.example)")
          continue
        }
        rows.append(Table.Row(key: key, value: try cell(raw, valueKind), json: member.value))
      } catch {
        fault(.badValue, member.keyPlace, error.message)
      }
    }
    return rows
  }

  /// A key or a value; the words of a choice are plain text here.
  private func cell(_ raw: RawScalar, _ kind: FactKind) throws(ValueError) -> FactValue {
    kind == .choice ? .text(raw.text) : try FactValue(raw, kind: kind, origin: .authored)
  }
}
