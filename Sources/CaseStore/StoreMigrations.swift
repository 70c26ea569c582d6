import GRDB

/// How a store came to its present form, step by step: named, in order, and never edited once released.
enum StoreMigrations {
  /// What marks a file as ours: `waba` in the header of the database.
  static let applicationID: Int64 = 0x7761_6261

  /// Every step there is.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for (name, sql) in steps { migrator.registerMigration(name) { try $0.execute(sql: sql) } }
    return migrator
  }

  /// The names of the steps with what they do, oldest first.
  static let steps: [(name: String, sql: String)] = [
    ("1 cases", cases),
    ("2 words", words),
  ]

  private static let cases = """
    CREATE TABLE cases (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL UNIQUE,
      revision INTEGER NOT NULL,
      begun INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      label TEXT,
      waba TEXT,
      state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
      headline TEXT,
      due INTEGER,
      due_about TEXT,
      closed INTEGER,
      cause TEXT,
      outcome TEXT
    ) STRICT;
    CREATE INDEX cases_by_change ON cases (changed DESC, number DESC);
    CREATE INDEX cases_by_account ON cases (waba, changed DESC);
    CREATE INDEX cases_due ON cases (due) WHERE due IS NOT NULL AND state = 'open';
    CREATE INDEX cases_by_cause ON cases (cause) WHERE cause IS NOT NULL;
    CREATE TABLE documents (
      number INTEGER PRIMARY KEY REFERENCES cases ON DELETE CASCADE,
      text TEXT NOT NULL
    ) STRICT;
    CREATE TABLE findings (
      number INTEGER NOT NULL REFERENCES cases ON DELETE CASCADE,
      finding TEXT NOT NULL,
      entity TEXT,
      status TEXT NOT NULL
    ) STRICT;
    CREATE INDEX findings_by_case ON findings (number);
    CREATE INDEX findings_by_name ON findings (finding, number);
    CREATE TABLE diagnoses (
      id INTEGER PRIMARY KEY,
      number INTEGER NOT NULL REFERENCES cases ON DELETE CASCADE,
      time INTEGER NOT NULL,
      edition TEXT NOT NULL,
      program TEXT NOT NULL,
      knowledge TEXT NOT NULL,
      as_of INTEGER NOT NULL,
      digest TEXT NOT NULL
    ) STRICT;
    CREATE INDEX diagnoses_by_case ON diagnoses (number, id);
    CREATE TABLE knowledge (
      fingerprint TEXT PRIMARY KEY,
      edition TEXT NOT NULL,
      entries TEXT NOT NULL
    ) STRICT;
    """

  private static let words = """
    CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = "unicode61 remove_diacritics 2");
    CREATE TRIGGER words_of_removed AFTER DELETE ON cases BEGIN DELETE FROM words WHERE rowid = old.number; END;
    """
}
