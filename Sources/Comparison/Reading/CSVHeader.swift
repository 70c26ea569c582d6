/// How a CSV source is laid out: what separates its fields, and which column stands where.
struct CSVHeader: Sendable {
  /// The byte between two fields.
  var separator: UInt8
  /// How many fields a row has.
  var width: Int
  /// The column of each field, as its number; -1 for one that is not read.
  var columns: [Int8]
  /// Whether rows are statuses; else they are sends.
  var hasStatus: Bool
  /// Names of the fields that are not read.
  var ignored: [String]

  /// What stands in a header.
  ///
  /// - Throws: `ComparisonError` when it names no message id, or a column twice.
  init(names: [String], separator: UInt8, source: String) throws(ComparisonError) {
    self.separator = separator
    width = names.count
    columns = Array(repeating: -1, count: names.count)
    ignored = []
    var seen: Set<LogColumn> = []
    for (index, name) in names.enumerated() {
      guard let column = LogColumn(header: name) else {
        if !name.isEmpty { ignored.append(Self.shown(name)) }
        continue
      }
      guard seen.insert(column).inserted else {
        throw ComparisonError(
          .unreadableInput, "\(source): the header names \(column.name) twice; take one of the columns out")
      }
      columns[index] = Int8(column.rawValue)
    }
    hasStatus = seen.contains(.status)
    try Self.check(seen, names: names, source: source)
  }

  private static func check(
    _ seen: Set<LogColumn>, names: [String], source: String
  ) throws(ComparisonError) {
    func refuse(_ column: LogColumn) -> ComparisonError {
      guard names.allSatisfy(isText) else {
        return ComparisonError(
          .unreadableInput,
          "\(source): no text in UTF-8; expected a table (CSV) with a header, or one JSON object a line")
      }
      let there = names.prefix(12).map(shown).joined(separator: ", ")
      return ComparisonError(
        .unreadableInput,
        "\(source): the first line names no column \(column.name); it has \(there.isEmpty ? "nothing" : there); expected a header with message_id, status and timestamp, and with api and recipient unless the sends tell them"
      )
    }
    guard seen.contains(.messageID) else { throw refuse(.messageID) }
    if seen.contains(.status), !seen.contains(.timestamp) { throw refuse(.timestamp) }
  }

  /// Whether it was text: no zero byte, and nothing that is no UTF-8.
  private static func isText(_ name: String) -> Bool {
    name.unicodeScalars.allSatisfy { $0.value != 0 && $0.value != 0xFFFD }
  }

  /// A name short enough, and without signs that a terminal obeys.
  private static func shown(_ name: String) -> String {
    let kept = name.unicodeScalars.prefix(40).map { $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 }
    return String(String.UnicodeScalarView(kept)) + (name.unicodeScalars.count > 40 ? "…" : "")
  }
}
