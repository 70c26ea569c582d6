import JSONText
import LoopbackServer
import TestSupport
import Testing

/// `diagnose --waba-file`.
@Suite struct AccountsTests {
  private func run(_ account: LiveAccount, _ list: String, _ more: [String] = []) throws -> Child.Result {
    let file = try account.folder.write(list, to: "accounts")
    let arguments = ["diagnose", "--waba-file", file, "--only", "country"] + more
    return try LiveAccount.plain(
      arguments + [
        "--graph-url", account.server.address, "--token-file", account.tokenFile, "--deadline", "2",
      ])
  }

  /// What each line says: the account it is of, or that it is an error.
  private func accounts(_ lines: String) throws -> [String] {
    try lines.split(separator: "\n").map { line in
      let root = try JSONDocument(String(line), file: "line").root
      return root["subject"]?["waba"]?.string ?? "error on line \(root["line"]?.integer ?? 0)"
    }
  }

  @Test func eachAccountIsALineInTheOrderOfTheList() async throws {
    let account = try await LiveAccount()
    let result = try run(account, "# ours\n1\n\(LiveAccount.waba)  # the one\n\n3\n1\n4\n5\n6\n7\n")
    #expect(result.error == "")
    #expect(result.status == 0)
    #expect(try accounts(result.output) == ["1", LiveAccount.waba, "3", "4", "5", "6", "7"])
    for line in result.output.split(separator: "\n") {
      #expect(try OutputSchema.problems(in: String(line), by: "diagnosis").map(\.description) == [])
    }
  }

  @Test func oneThatFailsNeverStopsTheOthers() async throws {
    let account = try await LiveAccount { request in
      request.path.contains("/13") || request.path.contains("/debug_token") ? .hangUp : nil
    }
    let result = try run(account, "12\n13\n14\n")
    #expect(result.status == 69)
    #expect(try accounts(result.output) == ["12", "error on line 2", "14"])
    #expect(result.error == "wabadoctor: 1 of 3 accounts could not be read; see their error records\n")
    let line = String(result.output.split(separator: "\n")[1])
    #expect(try OutputSchema.problems(in: line, by: "batch-error").map(\.description) == [])
  }

  @Test func whatIsDoneIsNotReadAgainAndWhatWasBrokenOffIs() async throws {
    let account = try await LiveAccount()
    let whole = try run(account, "21\n22\n23\n").output
    let lines = whole.split(separator: "\n").map { $0 + "\n" }
    let log = try account.folder.write(String(lines[0] + lines[1].prefix(50)), to: "log.ndjson")
    let before = account.server.requests.count
    let result = try run(account, "21\n22\n23\n", ["--resume", log])
    #expect(result.output + result.error == "")
    #expect(result.status == 0)
    #expect(try accounts(account.folder.text("log.ndjson")) == ["21", "22", "23"])
    #expect(account.server.requests.dropFirst(before).allSatisfy { !$0.path.contains("/21") })
    let after = account.server.requests.count
    #expect(try run(account, "21\n22\n23\n", ["--resume", log]).status == 0)
    #expect(account.server.requests.count == after, "nothing is left to ask")
  }

  @Test func aListThatIsNoneIsRefusedBeforeAnythingIsAsked() async throws {
    let account = try await LiveAccount()
    let result = try run(account, "1\nx2\n")
    #expect(result.status == 65)
    #expect(result.error.contains("accounts:2: expected the id of an account"))
    #expect(try run(account, "# none\n").status == 65)
    for text in ["a report\n", "a report"] {
      let other = try account.folder.write(text, to: "other.txt")
      #expect(try run(account, "1\n", ["--resume", other]).status == 65)
      #expect(account.folder.text("other.txt") == text)
    }
    #expect(account.server.requests.isEmpty)
  }
}
