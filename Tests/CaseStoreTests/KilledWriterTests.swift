import CaseStore
import FoundationEssentials
import GRDB
import Glibc
import Knowledge
import TestSupport
import Testing

/// Other processes that write: killed in the middle of it, out of space, two at once. `case-store-trial` is that process.
@Suite struct KilledWriterTests {
  private let scratch: ScratchFolder
  private var path: String { scratch.path + "/cases.sqlite" }

  init() throws { scratch = try ScratchFolder() }

  private static let trial = Child.builtBesideTests("case-store-trial")

  /// Starts the trial; it says line by line what is kept.
  private func start(_ arguments: [String]) throws -> (process: pid_t, output: Int32) { try run([Self.trial] + arguments) }

  private func run(_ command: [String]) throws -> (process: pid_t, output: Int32) {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    try #require(posix_spawn(&process, command[0], &actions, nil, &words, environ) == 0)
    close(ends[1])
    return (process, ends[0])
  }

  private func wait(_ process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private func rest(_ output: Int32) -> String {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(output, &part, part.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += part[..<count]
    }
  }

  /// What a store holds, after it was looked through page by page.
  private func kept() throws -> [Int64: Int64] {
    let queue = try DatabaseQueue(path: path)
    #expect(try queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    try queue.close()
    let store = try CaseStore(path: path, access: .writing)
    var revisions: [Int64: Int64] = [:]
    for entry in try store.entries(CaseFilter()) { revisions[entry.number] = try store.record(entry.number).stamp.revision }
    return revisions
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6])
  func whatWasSaidToBeKeptOutlivesAKill(_ round: Int) throws {
    let (process, output) = try start(["update", path, "100000"])
    var first = [UInt8](repeating: 0, count: 1)
    #expect(read(output, &first, 1) == 1)
    usleep(useconds_t(7_000 * round))
    kill(process, SIGKILL)
    #expect(wait(process) & 0x7F == SIGKILL)
    let told = (String(decoding: first, as: UTF8.self) + rest(output)).split(separator: "\n")
    close(output)
    let last = try #require(told.last(where: { $0.hasPrefix("kept ") }).flatMap { Int64($0.dropFirst(5)) })
    let revision = try #require(try kept()[1])
    // At most the change that was being written is there besides.
    #expect(revision == last || revision == last + 1)
  }

  @Test func twoProcessesOnOneStoreLoseNoWrite() throws {
    let writers = try (0..<2).map { _ in try start(["create", path, "60"]) }
    var told: [Int64] = []
    for writer in writers {
      told += rest(writer.output).split(separator: "\n").compactMap { Int64($0.dropFirst(5)) }
      close(writer.output)
      #expect(wait(writer.process) == 0)
    }
    #expect(told.count == 120)
    #expect(Set(try kept().keys) == Set(told))
  }

  @Test func twoProcessesOnOneCaseAreToldApart() throws {
    _ = try CaseStore(path: path, access: .writing).create(Drafts.draft(), now: Drafts.now)
    let writers = try (0..<2).map { _ in try start(["contend", path, "40"]) }
    var (kept, refused) = (0, 0)
    for writer in writers {
      let lines = rest(writer.output).split(separator: "\n")
      close(writer.output)
      #expect(wait(writer.process) == 0)
      kept += lines.count { $0.hasPrefix("kept") }
      refused += lines.count { $0 == "changed elsewhere" }
    }
    #expect(kept + refused == 80)
    #expect(try self.kept()[1] == Int64(kept) + 1)
  }

  /// The trial as somebody who may not write what is ours: root may write everything, so it runs as nobody.
  private static let asStranger =
    geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid", "65534", "--clear-groups", trial] : [trial]
  /// Whether that can be: nobody must be able to run what was built.
  private static let hasStranger = geteuid() != 0 || (access(asStranger[0], X_OK) == 0 && isForEverybody(trial))

  /// Whether everybody may come to a file and run it.
  private static func isForEverybody(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    return (1...parts.count).allSatisfy { count in
      var status = stat()
      return stat("/" + parts.prefix(count).joined(separator: "/"), &status) == 0 && status.st_mode & S_IXOTH != 0
    }
  }

  @Test(.enabled(if: hasStranger, "nobody may not run what was built here, and root may write everything"))
  func whatMayOnlyBeReadIsLeftAsItIs() throws {
    _ = try CaseStore(path: path, access: .writing).create(Drafts.draft(), now: Drafts.now)
    let before = try Data(contentsOf: URL(filePath: path))
    #expect(chmod(path, 0o444) == 0 && chmod(scratch.path, 0o555) == 0)
    defer { chmod(scratch.path, 0o755) }
    let (process, output) = try run(Self.asStranger + ["create", path, "1"])
    let lines = rest(output).split(separator: "\n")
    close(output)
    #expect(wait(process) >> 8 == 3)
    #expect(lines.last?.hasPrefix("failed notPermitted: ") == true, "\(lines)")
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["cases.sqlite"])
  }

  @Test func withoutSpaceThePreviousStateStays() throws {
    // A file may grow to 8000 blocks of 512 bytes; what goes beyond is refused as on a full disk.
    let (process, output) = try run(["/bin/sh", "-c", "ulimit -f 8000; exec \"$0\" create \"$1\" 100000", Self.trial, path])
    let lines = rest(output).split(separator: "\n")
    close(output)
    #expect(wait(process) >> 8 == 3)
    #expect(lines.last?.hasPrefix("failed full: ") == true, "\(lines.last ?? "")")
    #expect(lines.last?.contains("what was kept before is whole") == true)
    let told = Set(lines.compactMap { $0.hasPrefix("kept ") ? Int64($0.dropFirst(5)) : nil })
    #expect(told.count > 3)
    #expect(Set(try kept().keys) == told)
  }
}
