import GRDB
import Glibc
import JSONText
import Knowledge

/// The kept cases: one SQLite file that several processes may use at once.
///
/// A case is its case file, whole, with columns and rows beside it by which it is found; every change is one transaction and counts
/// the case's revision up, so that whoever holds an older one is told instead of writing over it. The log is written ahead and handed
/// to the system with each change, not to the disk: a killed process loses nothing, a power cut perhaps the last answers, never the file.
package final class CaseStore: Sendable {
  /// What a command means to do.
  package enum Access: Sendable {
    /// Only look; a store that is not there is not made.
    case reading
    /// Write; the file and its folders are made, for their owner alone.
    case writing
  }
  /// Seconds to wait for another process that is writing; a change takes less than a hundredth of one.
  private static let patience = 10.0

  package let path: String
  let queue: DatabaseQueue

  /// Opens a store.
  ///
  /// - Throws: `CaseStoreError`: no store, unreadable (damaged, of another program, or newer than this one), not permitted, busy.
  package init(path: String, access: Access) throws(CaseStoreError) {
    self.path = path
    var status = stat()
    let isThere = stat(path, &status) == 0
    guard isThere || access == .writing else {
      throw CaseStoreError(.noStore, "\(path): no case is kept here yet")
    }
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      throw CaseStoreError(.unreadable, "\(path): is no file, so it cannot hold cases")
    }
    let mask = umask(0o077)
    defer { umask(mask) }
    do {
      queue = try Self.opened(path, mayWrite: true)
    } catch let error where access == .reading && error.kind == .notPermitted {
      // In a folder that may not be written nobody else of us writes either.
      queue = try Self.opened(Self.unchanging(path), mayWrite: false, shownAs: path)
    }
  }

  private static func opened(_ path: String, mayWrite: Bool, shownAs shown: String? = nil) throws(CaseStoreError)
    -> DatabaseQueue
  {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.label = "cases"
    configuration.readonly = !mayWrite
    return try told(at: shown ?? path) {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let state = try queue.read { try condition($0, shown ?? path) }
      guard state != .current else { return try settled(queue) }
      guard mayWrite else {
        throw CaseStoreError(
          .notPermitted, "\(shown ?? path): was written by an older program and may not be brought up to date here; copy it elsewhere")
      }
      try bringUpToDate(queue, shown ?? path)
      return try settled(queue)
    }
  }

  /// Times that are waited for another process that makes the same store at the same moment, a tenth of a second each.
  private static let attempts = 50

  private static func bringUpToDate(_ queue: DatabaseQueue, _ path: String) throws {
    for attempt in 1... {
      do {
        try queue.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA journal_mode = WAL")
          // The mark comes before anything else, so that a half-made store is known for ours.
          try db.execute(sql: "PRAGMA application_id = \(StoreMigrations.applicationID)")
        }
        try StoreMigrations.migrator.migrate(queue)
        return
      } catch let error as DatabaseError {
        // Another process made it first, or is about to.
        if let state = try? queue.read({ try condition($0, path) }), state == .current { return }
        guard attempt < attempts, [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_ERROR].contains(error.resultCode) else { throw error }
        usleep(100_000)
      }
    }
  }

  /// Written ahead, without waiting for the disk at each change.
  private static func settled(_ queue: DatabaseQueue) throws -> DatabaseQueue {
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
    return queue
  }

  private enum Form { case current, older }

  /// What form the file has; nothing is written before that is known.
  private static func condition(_ db: Database, _ path: String) throws -> Form {
    let mark = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let tables = try Int64.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    if mark != StoreMigrations.applicationID, tables > 0 {
      throw CaseStoreError(.unreadable, "\(path): is a database of another program, and no store of cases; nothing was written")
    }
    let migrator = StoreMigrations.migrator
    if try migrator.hasBeenSuperseded(db) {
      throw CaseStoreError(
        .unreadable, "\(path): was written by a newer wabadoctor and is left as it is; update the program, or use --store FILE")
    }
    return try migrator.hasCompletedMigrations(db) && mark == StoreMigrations.applicationID ? .current : .older
  }

  /// The name by which SQLite opens a file that nobody changes, without files beside it.
  private static func unchanging(_ path: String) -> String {
    var name = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "?"): name += "%3f"
      case UInt8(ascii: "#"): name += "%23"
      case UInt8(ascii: "%"): name += "%25"
      default: name.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return "file:\(name)?immutable=1"
  }

  // MARK: Shared

  func read<T>(_ body: (Database) throws -> T) throws(CaseStoreError) -> T {
    try Self.told(at: path) { try queue.read(body) }
  }

  /// One transaction: all of it or nothing. The right to write is taken at its beginning, so that two never wait for one another.
  func write<T>(_ body: (Database) throws -> T) throws(CaseStoreError) -> T {
    try Self.told(at: path) {
      try queue.writeWithoutTransaction { db in
        var result: T?
        try db.inTransaction(.immediate) {
          result = try body(db)
          return .commit
        }
        guard let result else { throw CaseStoreError(.failed, "\(path): nothing came of a change") }
        return result
      }
    }
  }

  private static func told<T>(at path: String, _ body: () throws -> T) throws(CaseStoreError) -> T {
    do {
      return try body()
    } catch let error as CaseStoreError {
      throw error
    } catch let error as DatabaseError {
      throw CaseStoreError(error, at: path)
    } catch {
      throw CaseStoreError(.failed, "\(path): \(error)")
    }
  }

  func noSuchCase(_ number: Int64) -> CaseStoreError {
    CaseStoreError(.noSuchCase, "there is no case \(number) in \(path); case list shows which there are")
  }
}
