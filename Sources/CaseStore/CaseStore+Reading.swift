import GRDB
import JSONText
import Knowledge

/// What looks at kept cases.
extension CaseStore {
  /// The cases that are wanted, the last changed first.
  ///
  /// - Parameter limit: no more than so many.
  /// - Throws: `CaseStoreError` when they cannot be read.
  package func entries(_ filter: CaseFilter, limit: Int = .max) throws(CaseStoreError) -> [CaseEntry] {
    let query = CaseQuery(filter)
    let order = filter.dueBy == nil ? "changed DESC, number DESC" : "due, number"
    return try read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM cases\(query.condition) ORDER BY \(order) LIMIT ?",
        arguments: query.arguments + [Int64(limit)]
      ).map(Self.entry)
    }
  }

  /// How many cases are wanted.
  ///
  /// - Throws: `CaseStoreError` when they cannot be read.
  package func count(_ filter: CaseFilter) throws(CaseStoreError) -> Int {
    let query = CaseQuery(filter)
    return try read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM cases\(query.condition)", arguments: query.arguments) ?? 0
    }
  }

  /// Everything of one case, and the version it has.
  ///
  /// - Throws: `CaseStoreError`: no such case, or it cannot be read.
  package func record(_ number: Int64) throws(CaseStoreError) -> (record: CaseRecord, stamp: CaseStamp) {
    try read { db in
      let stamp = try self.stamp(db, number)
      guard
        let row = try Row.fetchOne(
          db, sql: "SELECT * FROM cases JOIN documents USING (number) WHERE number = ?", arguments: [number])
      else { throw noSuchCase(number) }
      let entry = Self.entry(row)
      let digests = try String.fetchAll(db, sql: "SELECT digest FROM diagnoses WHERE number = ? ORDER BY id", arguments: [number])
      let outcome: String? = row["outcome"]
      let record = CaseRecord(
        key: entry.key, begun: entry.begun, changed: entry.changed, document: row["text"], headline: entry.headline,
        due: entry.due, diagnoses: try digests.map { try kept($0, of: number) },
        outcome: try outcome.map { try ended($0, number) })
      return (record, stamp)
    }
  }

  /// The line of a list for one case.
  ///
  /// - Throws: `CaseStoreError`: no such case, or it cannot be read.
  package func entry(_ number: Int64) throws(CaseStoreError) -> CaseEntry {
    try read { db in
      guard let row = try Row.fetchOne(db, sql: "SELECT * FROM cases WHERE number = ?", arguments: [number]) else {
        throw noSuchCase(number)
      }
      return Self.entry(row)
    }
  }

  /// How often each finding was the true cause of a closed case, by address.
  ///
  /// - Throws: `CaseStoreError` when it cannot be read.
  package func causes() throws(CaseStoreError) -> [String: Int] {
    try read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT cause, count(*) AS times FROM cases WHERE cause IS NOT NULL AND state = 'closed' GROUP BY cause")
      return Dictionary(rows.map { ($0["cause"], $0["times"]) }) { first, _ in first }
    }
  }

  /// What a knowledge base held that a diagnosis rests on; `nil` when this store never saw it.
  ///
  /// - Throws: `CaseStoreError` when it cannot be read.
  package func knowledge(_ fingerprint: String) throws(CaseStoreError) -> KeptKnowledge? {
    try read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM knowledge WHERE fingerprint = ?", arguments: [fingerprint]).map {
        KeptKnowledge(fingerprint: $0["fingerprint"], edition: $0["edition"], entries: $0["entries"])
      }
    }
  }

  /// The steps by which the store came to its form, oldest first.
  ///
  /// - Throws: `CaseStoreError` when it cannot be read.
  package func migrations() throws(CaseStoreError) -> [String] {
    try read { try StoreMigrations.migrator.appliedMigrations($0) }
  }

  private func kept(_ digest: String, of number: Int64) throws -> KeptDiagnosis {
    guard let root = try? JSONDocument(digest, file: "diagnosis").root, let diagnosis = KeptDiagnosis(digest: root) else {
      throw CaseStoreError(.unreadable, "\(path): a diagnosis of case \(number) is damaged")
    }
    return diagnosis
  }

  private func ended(_ text: String, _ number: Int64) throws -> CaseOutcome {
    guard let root = try? JSONDocument(text, file: "outcome").root, let outcome = CaseOutcome(root) else {
      throw CaseStoreError(.unreadable, "\(path): the outcome of case \(number) is damaged")
    }
    return outcome
  }

  private static func entry(_ row: Row) -> CaseEntry {
    let due: Int64? = row["due"]
    let state: String = row["state"]
    return CaseEntry(
      number: row["number"], key: row["key"], begun: Moment(seconds: row["begun"]), changed: Moment(seconds: row["changed"]),
      label: row["label"], waba: row["waba"], isClosed: state == "closed", headline: row["headline"],
      due: due.map { CaseDue(Moment(seconds: $0), about: row["due_about"] ?? "") }, cause: row["cause"])
  }
}
