import CaseStore
import FoundationEssentials
import GRDB
import Glibc
import Knowledge
import TestSupport
import Testing

/// What may be wrong with the file: nothing is written to it before it is known to be ours and whole.
@Suite struct StoreFileTests {
  private let scratch: ScratchFolder
  private var path: String { scratch.path + "/cases.sqlite" }

  init() throws { scratch = try ScratchFolder() }

  private func refusal(_ access: CaseStore.Access = .writing) -> CaseStoreError? {
    #expect(throws: CaseStoreError.self) { try CaseStore(path: path, access: access) }
  }

  private func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

  @Test func onlyLookingMakesNoStore() throws {
    #expect(refusal(.reading)?.kind == .noStore)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func aStoreIsForItsOwnerAlone() throws {
    let store = try CaseStore(path: path, access: .writing)
    _ = try store.create(Drafts.draft(), now: Drafts.now)
    for file in ["", "-wal", "-shm"] {
      var status = stat()
      #expect(stat(path + file, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600, "\(file)")
    }
  }

  @Test func theStepsOfItsFormAreNamedAndInOrder() throws {
    let store = try CaseStore(path: path, access: .writing)
    #expect(try store.migrations() == ["1 cases", "2 words"])
  }

  @Test func anOlderStoreIsBroughtUpToDateAndKeepsItsCases() throws {
    let old = try DatabaseQueue(path: path)
    try old.write { db in
      try db.execute(
        sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY); INSERT INTO grdb_migrations VALUES ('1 cases')")
      try db.execute(sql: try #require(Self.firstStep))
      try db.execute(
        sql:
          "INSERT INTO cases (key, revision, begun, changed, state, waba) VALUES ('k', 1, 5, 6, 'open', '11'); INSERT INTO documents VALUES (1, '{}'); PRAGMA application_id = 2002870881"
      )
    }
    try old.close()
    let store = try CaseStore(path: path, access: .writing)
    #expect(try store.migrations() == ["1 cases", "2 words"])
    #expect(try store.entry(1).waba == "11")
    let stamp = try store.record(1).stamp
    _ = try store.update(stamp, Drafts.draft(), now: Drafts.now)
    var filter = CaseFilter()
    filter.words = "bakery"
    #expect(try store.count(filter) == 1)
  }

  /// The first step as it was released, taken from a store that has only it.
  private static let firstStep: String? = {
    guard let scratch = try? ScratchFolder(), let store = try? CaseStore(path: scratch.path + "/s", access: .writing) else { return nil }
    _ = store
    let queue = try? DatabaseQueue(path: scratch.path + "/s")
    let statements = try? queue?.read { db in
      try String.fetchAll(
        db,
        sql:
          "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'words%' AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations' ORDER BY rowid"
      )
    }
    return statements.map { $0.joined(separator: ";\n") }
  }()

  @Test func aStoreOfANewerProgramIsRefusedAndLeftUntouched() throws {
    do {
      let store = try CaseStore(path: path, access: .writing)
      _ = try store.create(Drafts.draft(), now: Drafts.now)
    }
    let newer = try DatabaseQueue(path: path)
    try newer.writeWithoutTransaction { db in
      try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 of tomorrow'); PRAGMA wal_checkpoint(TRUNCATE)")
    }
    try newer.close()
    let before = try bytes()
    for access in [CaseStore.Access.reading, .writing] {
      let error = refusal(access)
      #expect(error?.kind == .unreadable)
      #expect(error?.message.contains("newer wabadoctor") == true)
    }
    #expect(try bytes() == before)
  }

  @Test func aDatabaseOfAnotherProgramIsRefusedAndLeftUntouched() throws {
    let other = try DatabaseQueue(path: path)
    try other.write { try $0.execute(sql: "CREATE TABLE music (title TEXT)") }
    try other.close()
    let before = try bytes()
    #expect(refusal()?.message.contains("another program") == true)
    #expect(try bytes() == before)
  }

  @Test(arguments: ["no database at all\n", "SQLite format 3\u{0}and then nothing of the kind"])
  func aFileThatIsNoDatabaseIsRefusedAndLeftUntouched(_ text: String) throws {
    try scratch.write(String(repeating: text, count: 300), to: "cases.sqlite")
    let before = try bytes()
    let error = refusal()
    #expect(error?.kind == .unreadable)
    #expect(error?.message.contains("nothing was written") == true)
    #expect(try bytes() == before)
  }

  @Test func aStoreWithTornPagesSaysSoAndIsNotOverwritten() throws {
    do {
      let store = try CaseStore(path: path, access: .writing)
      for _ in 0..<200 { _ = try store.create(Drafts.draft(), now: Drafts.now) }
    }
    var torn = try bytes()
    for index in 4096..<torn.count { torn[index] = UInt8(truncatingIfNeeded: index &* 31) }
    try scratch.write(torn, to: "cases.sqlite")
    let error = #expect(throws: CaseStoreError.self) {
      let store = try CaseStore(path: path, access: .writing)
      _ = try store.create(Drafts.draft(), now: Drafts.now)
    }
    #expect(error?.kind == .unreadable)
    #expect(try bytes() == torn)
  }

  @Test func aFolderOrADeviceIsNoStore() throws {
    #expect(#expect(throws: CaseStoreError.self) { try CaseStore(path: scratch.path, access: .reading) }?.kind == .unreadable)
    #expect(#expect(throws: CaseStoreError.self) { try CaseStore(path: "/dev/null", access: .writing) }?.kind == .unreadable)
  }

  @Test func aFolderThatCannotBeWrittenIsToldPlainly() throws {
    let error = #expect(throws: CaseStoreError.self) { try CaseStore(path: "/proc/wabadoctor.sqlite", access: .writing) }
    #expect(error?.kind == .notPermitted)
  }

  @Test func twoWhoWriteAtOnceLoseNothing() async throws {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let store = try CaseStore(path: path, access: .writing)
          for number in 0..<25 { _ = try store.create(Drafts.draft("Writer \(writer), case \(number)"), now: Drafts.now) }
        }
      }
      try await group.waitForAll()
    }
    let store = try CaseStore(path: path, access: .reading)
    #expect(Set(try store.entries(CaseFilter()).compactMap(\.label)).count == 100)
  }
}
