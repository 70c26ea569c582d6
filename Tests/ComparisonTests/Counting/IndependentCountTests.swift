import Comparison
import Glibc
import JSONText
import TestSupport
import Testing

/// The same counts as a computation in SQL that was written apart from ours (`Benchmarks/peers/log_sql.py`, in DuckDB).
@Suite struct IndependentCountTests {
  private static let root = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()

  /// A Python that has DuckDB; `make test` installs one.
  static let python: String? = {
    let found = [root + "/.build/peers/bin/python", "/usr/bin/python3"].first { path in
      guard access(path, X_OK) == 0 else { return false }
      return (try? run(path, ["-c", "import duckdb"]))?.status == 0
    }
    if found == nil {
      let line =
        "\n*** SKIPPED: message logs are not counted in SQL, DuckDB is missing; make duckdb installs it ***\n\n"
      _ = line.withCString { write(2, $0, strlen($0)) }
    }
    return found
  }()

  private static func run(_ python: String, _ arguments: [String]) throws -> Child.Result {
    var child = Child(arguments)
    child.other = python
    return try child.run()
  }

  /// What SQL counts in files.
  private static func counted(_ arguments: [String]) throws -> [String: Int] {
    let result = try run(try #require(python), [root + "/Benchmarks/peers/log_sql.py"] + arguments)
    try #require(result.status == 0, "\(result.error)")
    let document = try JSONDocument(Array(result.output.utf8), file: "log_sql.py")
    return Dictionary(
      uniqueKeysWithValues: document.root.members.map { ($0.key, Int($0.value.integer ?? -1)) })
  }

  @Test(
    .enabled(if: python != nil, "DuckDB is missing; make duckdb installs it"),
    arguments: [[], MessageLog.Defect.allCases, [.retries, .overlap, .repeats, .otherCampaigns]])
  func sqlCountsRowsAlike(_ defects: [MessageLog.Defect]) throws {
    let folder = try ScratchFolder()
    let rows = MessageLog.rows(MessageLog(seed: 11, perArm: 1_500, defects: Set(defects)).messages())
    let log = MessageLog.csv(rows + rows.prefix(200))
    let path = try folder.write(log, to: "log.csv")
    let ours = CountsLine(try LogText.count([log])).figures
    #expect(ours.count > 60)
    #expect(try Self.counted(["csv", path]) == ours)
  }

  @Test(.enabled(if: python != nil, "DuckDB is missing; make duckdb installs it"))
  func sqlCountsWebhooksAlike() throws {
    let folder = try ScratchFolder()
    let messages = MessageLog(seed: 12, perArm: 1_000, defects: [.retries, .overlap, .fallback]).messages()
    let statuses = MessageLog.statuses(messages)
    let bodies = stride(from: 0, to: statuses.count, by: 4).map {
      MessageLog.body(statuses[$0..<min($0 + 6, statuses.count)])
    }
    let text = Array(bodies.joined(separator: "\n").utf8)
    let sends = MessageLog.sends(messages)
    let ours = CountsLine(try LogText.count([sends, text])).figures
    let paths = try [folder.write(sends, to: "sends.csv"), folder.write(text, to: "bodies.ndjson")]
    #expect(try Self.counted(["webhooks"] + paths) == ours)
  }
}
