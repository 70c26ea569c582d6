import JSONText

/// Rows under a key: sanctioned regions, minimum versions.
package struct Table: Entry {
  /// One row: its value if the table has a value column.
  package struct Row: Sendable {
    package let key: FactValue
    package let value: FactValue?
    package let json: JSONValue
  }
  package let address: String
  package let keyKind: FactKind
  package let valueKind: FactKind?
  /// In file order.
  package let rows: [Row]
  /// Position of each key in `rows`.
  package let positions: [FactValue: Int]
  package let json: JSONValue

  package init(address: String, keyKind: FactKind, valueKind: FactKind?, rows: [Row], json: JSONValue) {
    self.address = address
    self.keyKind = keyKind
    self.valueKind = valueKind
    self.rows = rows
    self.json = json
    positions = Dictionary(rows.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The row of a key; the keys of a choice and of a text are the same words.
  package func row(_ key: FactValue) -> Row? {
    if let position = positions[key] { return rows[position] }
    if case .choice(let word) = key, let position = positions[.text(word)] { return rows[position] }
    return nil
  }
}
