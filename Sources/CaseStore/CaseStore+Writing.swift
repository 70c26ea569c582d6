import GRDB
import JSONText
import Knowledge

/// What changes kept cases.
extension CaseStore {
  /// Keeps a new case.
  ///
  /// - Parameter now: the present.
  /// - Throws: `CaseStoreError` when it cannot be written.
  package func create(_ draft: CaseDraft, now: Moment) throws(CaseStoreError) -> CaseStamp {
    let key = Self.newKey(now)
    return try write { db in
      try db.execute(
        sql: "INSERT INTO cases (key, revision, begun, changed, state) VALUES (?, 1, ?, ?, 'open')",
        arguments: [key, now.seconds, now.seconds])
      let number = db.lastInsertedRowID
      try fill(db, number, draft)
      return CaseStamp(number: number, revision: 1)
    }
  }

  /// Keeps a case as it is now.
  ///
  /// - Throws: `CaseStoreError`: no such case; changed elsewhere, when the stamp is not the last one; or it cannot be written.
  package func update(_ stamp: CaseStamp, _ draft: CaseDraft, now: Moment) throws(CaseStoreError) -> CaseStamp {
    try write { db in
      try check(db, stamp)
      try db.execute(
        sql:
          "UPDATE cases SET revision = revision + 1, changed = ?, state = 'open', closed = NULL, cause = NULL, outcome = NULL WHERE number = ?",
        arguments: [now.seconds, stamp.number])
      try fill(db, stamp.number, draft)
      return CaseStamp(number: stamp.number, revision: stamp.revision + 1)
    }
  }

  /// Closes a case, or closes it otherwise.
  ///
  /// - Throws: `CaseStoreError`: no such case, or it cannot be written.
  package func close(_ number: Int64, _ outcome: CaseOutcome) throws(CaseStoreError) -> CaseStamp {
    try write { db in
      let stamp = try self.stamp(db, number)
      try db.execute(
        sql: "UPDATE cases SET revision = revision + 1, changed = ?, state = 'closed', closed = ?, cause = ?, outcome = ? WHERE number = ?",
        arguments: [
          outcome.closed.seconds, outcome.closed.seconds, outcome.cause, JSONWriter.text(outcome.json, layout: .compact), number,
        ])
      try index(db, number)
      return CaseStamp(number: number, revision: stamp.revision + 1)
    }
  }

  /// Removes a case and everything kept of it; its number is not given again.
  ///
  /// - Throws: `CaseStoreError`: no such case, or it cannot be written.
  package func remove(_ number: Int64) throws(CaseStoreError) {
    try write { db in
      try db.execute(sql: "DELETE FROM cases WHERE number = ?", arguments: [number])
      guard db.changesCount > 0 else { throw noSuchCase(number) }
      try db.execute(sql: "DELETE FROM knowledge WHERE fingerprint NOT IN (SELECT knowledge FROM diagnoses)")
    }
  }

  /// What became of a record that was brought.
  package enum Arrival: Sendable, Hashable {
    /// It is kept now, under a new number.
    case added(Int64)
    /// It took the place of an older form of the same case.
    case replaced(Int64)
    /// It was there already, as it is or in a later form.
    case known(Int64)
  }

  /// Takes records from another store, all of them or none.
  ///
  /// - Parameter replaces: whether a record takes the place of the same case that was changed later here.
  /// - Throws: `CaseStoreError`: a bad record, or it cannot be written.
  package func add(_ records: [CaseRecord], replaces: Bool = false) throws(CaseStoreError) -> [Arrival] {
    try write { db in try records.map { try add(db, $0, replaces) } }
  }

  private func add(_ db: Database, _ record: CaseRecord, _ replaces: Bool) throws -> Arrival {
    let known = try Row.fetchOne(db, sql: "SELECT number, changed FROM cases WHERE key = ?", arguments: [record.key])
    if let known, !replaces, known["changed"] >= record.changed.seconds { return .known(known["number"]) }
    let outcome = record.outcome.map { JSONWriter.text($0.json, layout: .compact) }
    let state = outcome == nil ? "open" : "closed"
    let number: Int64
    if let known {
      number = known["number"]
      try db.execute(
        sql:
          "UPDATE cases SET revision = revision + 1, begun = ?, changed = ?, state = ?, closed = ?, cause = ?, outcome = ? WHERE number = ?",
        arguments: [
          record.begun.seconds, record.changed.seconds, state, record.outcome?.closed.seconds, record.outcome?.cause, outcome, number,
        ])
      try db.execute(sql: "DELETE FROM diagnoses WHERE number = ?", arguments: [number])
    } else {
      try db.execute(
        sql: "INSERT INTO cases (key, revision, begun, changed, state, closed, cause, outcome) VALUES (?, 1, ?, ?, ?, ?, ?, ?)",
        arguments: [
          record.key, record.begun.seconds, record.changed.seconds, state, record.outcome?.closed.seconds, record.outcome?.cause, outcome,
        ])
      number = db.lastInsertedRowID
    }
    for diagnosis in record.diagnoses { try keep(db, number, diagnosis) }
    let draft = CaseDraft(document: record.document, headline: record.headline, due: record.due)
    try fill(db, number, draft, shown: record.diagnoses.last?.shown ?? [])
    return known == nil ? .added(number) : .replaced(number)
  }

  // MARK: Parts

  private func check(_ db: Database, _ stamp: CaseStamp) throws {
    guard try self.stamp(db, stamp.number).revision == stamp.revision else {
      throw CaseStoreError(.changedElsewhere, "case \(stamp.number) was changed by another process")
    }
  }

  func stamp(_ db: Database, _ number: Int64) throws -> CaseStamp {
    guard let revision = try Int64.fetchOne(db, sql: "SELECT revision FROM cases WHERE number = ?", arguments: [number])
    else { throw noSuchCase(number) }
    return CaseStamp(number: number, revision: revision)
  }

  private func fill(_ db: Database, _ number: Int64, _ draft: CaseDraft, shown: [KeptDiagnosis.Shown]? = nil) throws {
    let document: JSONDocument
    do {
      document = try JSONDocument(draft.document, file: "case")
    } catch {
      throw CaseStoreError(.badRecord, "\(error.description): a case is kept in the form of a case file")
    }
    try db.execute(
      sql: "UPDATE cases SET label = ?, waba = ?, headline = ?, due = ?, due_about = ? WHERE number = ?",
      arguments: [
        document.root["case"]?.string, document.root["waba"]?.string, draft.headline, draft.due?.moment.seconds,
        draft.due?.about, number,
      ])
    try db.execute(sql: "INSERT OR REPLACE INTO documents (number, text) VALUES (?, ?)", arguments: [number, draft.document])
    if let knowledge = draft.knowledge {
      try db.execute(
        sql: "INSERT OR IGNORE INTO knowledge (fingerprint, edition, entries) VALUES (?, ?, ?)",
        arguments: [knowledge.fingerprint, knowledge.edition, knowledge.entries])
    }
    if let diagnosis = draft.diagnosis { try keep(db, number, diagnosis) }
    if let shown = shown ?? draft.diagnosis?.shown {
      try db.execute(sql: "DELETE FROM findings WHERE number = ?", arguments: [number])
      for finding in shown {
        try db.execute(
          sql: "INSERT INTO findings (number, finding, entity, status) VALUES (?, ?, ?, ?)",
          arguments: [number, finding.finding, finding.entity, finding.status])
      }
    }
    try index(db, number, document.root)
  }

  private func keep(_ db: Database, _ number: Int64, _ diagnosis: KeptDiagnosis) throws {
    try db.execute(
      sql: "INSERT INTO diagnoses (number, time, edition, program, knowledge, as_of, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        number, diagnosis.time.seconds, diagnosis.edition, diagnosis.program, diagnosis.knowledge, diagnosis.asOf.seconds,
        diagnosis.digest,
      ])
  }

  /// Notes the words by which a case is found.
  private func index(_ db: Database, _ number: Int64, _ document: JSONValue? = nil) throws {
    let row = try Row.fetchOne(
      db, sql: "SELECT headline, outcome, text FROM cases JOIN documents USING (number) WHERE number = ?", arguments: [number])
    guard let row, let root = document ?? (try? JSONDocument(row["text"] as String, file: "case").root) else { return }
    var words = CaseWords(root)
    words.add(row["headline"])
    if let text: String = row["outcome"], let outcome = (try? JSONDocument(text, file: "outcome")).flatMap({ CaseOutcome($0.root) }) {
      words.add(outcome.cause)
      words.add(outcome.words)
      words.add(outcome.cured)
    }
    for name in try String.fetchAll(db, sql: "SELECT finding FROM findings WHERE number = ?", arguments: [number]) { words.add(name) }
    let known = try String.fetchOne(db, sql: "SELECT text FROM words WHERE rowid = ?", arguments: [number])
    if known == nil {
      try db.execute(sql: "INSERT INTO words (rowid, text) VALUES (?, ?)", arguments: [number, words.text])
    } else if known != words.text {
      try db.execute(sql: "UPDATE words SET text = ? WHERE rowid = ?", arguments: [words.text, number])
    }
  }

  /// A name that no other case has: when it began, and chance.
  private static func newKey(_ now: Moment) -> String {
    let digits = now.description.filter(\.isNumber)
    let chance = String(UInt64.random(in: 0...UInt64.max), radix: 16)
    return "\(digits)-\(String(repeating: "0", count: 16 - chance.count))\(chance)"
  }
}
