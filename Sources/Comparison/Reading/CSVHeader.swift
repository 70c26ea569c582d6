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
      let there = names.prefix(12).map(shown).joined(separator: ", ")
      return ComparisonError(
        .unreadableInput,
        "\(source): the first line names no column \(column.name); it has \(there.isEmpty ? "nothing" : there)"
      )
    }
    guard seen.contains(.messageID) else { throw refuse(.messageID) }
    if seen.contains(.status), !seen.contains(.timestamp) { throw refuse(.timestamp) }
  }

  /// A name short enough, and without signs that a terminal obeys.
  private static func shown(_ name: String) -> String {
    let kept = name.unicodeScalars.prefix(40).map { $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 }
    return String(String.UnicodeScalarView(kept)) + (name.unicodeScalars.count > 40 ? "…" : "")
  }
}
