import GRDB
import Knowledge

/// A filter as a condition of SQL.
struct CaseQuery {
  /// ` WHERE …`, or nothing.
  private(set) var condition = ""
  private(set) var arguments = StatementArguments()

  init(_ filter: CaseFilter) {
    if let words = filter.words {
      let match = Self.match(words)
      if match.isEmpty { add("0") } else { add("number IN (SELECT rowid FROM words WHERE words MATCH ?)", match) }
    }
    if let account = filter.account { add("waba = ?", account) }
    if let finding = filter.finding { add(finding: finding) }
    if let isClosed = filter.isClosed { add("state = ?", isClosed ? "closed" : "open") }
    if let since = filter.since { add("changed >= ?", since.seconds) }
    if let until = filter.until { add("changed < ?", until.seconds) }
    if let due = filter.dueBy { add("state = 'open' AND due IS NOT NULL AND due <= ?", due.seconds) }
  }

  private mutating func add(_ part: String, _ values: (any DatabaseValueConvertible)?...) {
    condition += (condition.isEmpty ? " WHERE " : " AND ") + part
    arguments += StatementArguments(values)
  }

  /// A name, or the beginning of names: `templates.*`.
  private mutating func add(finding: String) {
    guard finding.hasSuffix("*") else {
      return add("number IN (SELECT number FROM findings WHERE finding = ?)", finding)
    }
    let beginning = String(finding.dropLast())
    add("number IN (SELECT number FROM findings WHERE finding >= ? AND finding < ?)", beginning, beginning + "\u{10FFFF}")
  }

  /// Somebody's words in the language of the index: each must stand there, and may go on.
  static func match(_ words: String) -> String {
    words.split { !$0.isLetter && !$0.isNumber }.map { "\"\($0)\"*" }.joined(separator: " ")
  }
}
