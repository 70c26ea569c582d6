import GRDB

/// Why kept cases could not be read or written; the message says where, what, and what to do.
package struct CaseStoreError: Error, Hashable, Sendable {
  /// What kind of trouble.
  package enum Kind: Hashable, Sendable {
    /// There is no store yet.
    case noStore
    /// There is no case of that number.
    case noSuchCase
    /// The file is no store of cases, or is damaged, or comes from a newer program.
    case unreadable
    /// The file or its folder may not be read or written.
    case notPermitted
    /// No space is left, or the machine refuses to write.
    case full
    /// Another process holds the store for longer than is waited.
    case busy
    /// The case was changed by another process since it was read.
    case changedElsewhere
    /// A record that is brought is not what it should be, or is there already in another form.
    case badRecord
    /// Anything else.
    case failed
  }
  package let kind: Kind
  /// A lower-case phrase.
  package let message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// What SQLite says of a file, in our words.
  init(_ error: DatabaseError, at path: String) {
    let what = error.message ?? "error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      self.init(
        .unreadable,
        "\(path): is damaged or no store of cases (\(what)); nothing was written: move it away to begin anew, or try sqlite3 \(path) .recover"
      )
    case .SQLITE_FULL:
      self.init(.full, "\(path): no space is left to write to; what was kept before is whole")
    case .SQLITE_IOERR:
      self.init(.full, "\(path): the machine refuses to read or write (\(what)); what was kept before is whole")
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(.notPermitted, "\(path): may not be written; check the permissions of the file and its folder")
    case .SQLITE_CANTOPEN:
      self.init(.notPermitted, "\(path): cannot be opened or made; check the file, its folder, and their permissions")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(.busy, "\(path): another process has been writing for too long; try again")
    default: self.init(.failed, "\(path): \(what)")
    }
  }
}
