import JSONText
import LoopbackServer
import Synchronization
import TestSupport
import Testing

/// `diagnose --waba-file`.
@Suite struct AccountsTests {
  private func run(_ account: LiveAccount, _ list: String, _ more: [String] = ["-o", "json"]) throws -> Child.Result {
    let file = try account.folder.write(list, to: "accounts")
    return try ask(account, ["--waba-file", file] + more)
  }

  private func ask(_ account: LiveAccount, _ arguments: [String]) throws -> Child.Result {
    try LiveAccount.plain(
      ["diagnose", "--only", "country"] + arguments + [
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

  /// What a run ends with: what was found outweighs what is open.
  private func ending(_ lines: String) throws -> Int32 {
    let statuses = try lines.split(separator: "\n").compactMap {
      try JSONDocument(String($0), file: "line").root["exit_status"]?.integer
    }
    return statuses.contains(1) ? 1 : statuses.contains(3) ? 3 : 0
  }

  @Test(arguments: ["html", "markdown", "sarif", "junit"])
  func otherFormsAreOneDocumentOfAllAccounts(form: String) async throws {
    let account = try await LiveAccount { request in
      request.path.contains("/13") || request.path.contains("/debug_token") ? .hangUp : nil
    }
    let result = try run(account, "12\n13\n14\n", ["-o", form])
    #expect(result.status == 69)
    for id in ["12", "13", "14"] { #expect(result.output.contains(form == "sarif" ? "wabadoctor/\(id)/" : "WABA \(id)"), "\(id)") }
    let whole = try await LiveAccount()
    let (lines, document) = (try run(whole, "21\n22\n", ["-o", "json"]), try run(whole, "21\n22\n", ["-o", form]))
    #expect(document.status == lines.status && document.error == "")
    #expect(try run(whole, "21\n", ["-o", form, "--resume", "x"]).status == 64)
  }

  @Test func eachAccountIsALineInTheOrderOfTheList() async throws {
    let account = try await LiveAccount()
    let result = try run(account, "# ours\n1\n\(LiveAccount.waba)  # the one\n\n3\n1\n4\n5\n6\n7\n")
    #expect(result.error == "")
    #expect(result.status == (try ending(result.output)))
    #expect(try run(account, "1\n", ["--exit-zero"]).status == 0)
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
    let result = try run(account, "21\n22\n23\n", ["-o", "json", "--resume", log])
    #expect(result.output + result.error == "")
    #expect(result.status == (try ending(whole)))
    #expect(try accounts(account.folder.text("log.ndjson")) == ["21", "22", "23"])
    #expect(account.server.requests.dropFirst(before).allSatisfy { !$0.path.contains("/21") })
    let after = account.server.requests.count
    #expect(try run(account, "21\n22\n23\n", ["-o", "json", "--resume", log]).status == (try ending(whole)))
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
      #expect(try run(account, "1\n", ["-o", "json", "--resume", other]).status == 65)
      #expect(account.folder.text("other.txt") == text)
    }
    #expect(account.server.requests.isEmpty)
  }

  @Test func oneReportGroupsTheAccountsByReasonAndByWhoCanAct() async throws {
    let account = try await LiveAccount { request in
      if request.path.contains("/13") { return .hangUp }
      let country = request.path.hasSuffix("/15") ? "DE" : "CU"
      return request.path.contains("debug_token") ? nil : .json(#"{"id": "1", "country": "\#(country)"}"#)
    }
    let result = try run(account, "12\n13\n14\n15\n", [])
    #expect(result.output.hasPrefix("3 accounts: "))
    #expect(result.output.contains("1 could not be read"))
    #expect(result.output.contains("accounts   2: 12, 14"))
    #expect(result.output.contains("Who can act"))
    #expect(result.output.contains("Not read\n  the account 13: "))
  }

  @Test func theReportOverAResumedRunIsOfAllItsAccounts() async throws {
    let account = try await LiveAccount()
    let log = account.folder.path + "/log.ndjson"
    let first = try run(account, "21\n22\n", ["--resume", log])
    #expect(first.output.hasPrefix("2 accounts: "))
    let before = account.server.requests.count
    let all = try run(account, "21\n22\n23\n", ["--resume", log])
    #expect(all.output.hasPrefix("3 accounts: "))
    #expect(account.server.requests.dropFirst(before).allSatisfy { !$0.path.contains("/21") })
  }

  @Test func everyAccountOfAPortfolioIsReadPageByPage() async throws {
    let account = try await LiveAccount { request in
      guard request.path.contains("_whatsapp_business_accounts") else { return nil }
      if request.path.contains("client_") { return .json(#"{"data": [{"id": "33"}, {"id": "31"}]}"#) }
      return request.query["after"] == nil
        ? .json(#"{"data": [{"id": "31"}], "paging": {"cursors": {"after": "c"}, "next": "https://elsewhere.test/x?after=c"}}"#)
        : .json(#"{"data": [{"id": "32"}]}"#)
    }
    let result = try ask(account, ["--portfolio", "9", "-o", "json", "--onboarding", "eligible"])
    #expect(try accounts(result.output) == ["31", "32", "33"])
    let lists = account.server.requests.filter { $0.path.contains("/9/") }
    #expect(lists.count == 3)
    #expect(
      lists.allSatisfy {
        $0.query["filtering"] == #"[{"field":"marketing_messages_onboarding_status","operator":"IN","value":["ELIGIBLE"]}]"#
      })
    #expect(account.server.requests.allSatisfy { !$0.path.contains("elsewhere") })
  }

  @Test func aListThatIsRefusedIsSaidAndTheOtherIsRead() async throws {
    let account = try await LiveAccount { request in
      if request.path.contains("client_") { return .refusal(200, "Requires advanced access") }
      return request.path.contains("owned_") ? .json(#"{"data": [{"id": "31"}]}"#) : nil
    }
    let result = try ask(account, ["--portfolio", "9", "-o", "json"])
    #expect(try accounts(result.output) == ["31"])
    #expect(result.error.contains("GET /9/client_whatsapp_business_accounts: refused: (#200) Requires advanced access"))
    #expect(result.status == 69)
    let none = try await LiveAccount { $0.path.contains("_whatsapp_business_accounts") ? .refusal(200, "No") : nil }
    let refused = try ask(none, ["--portfolio", "9"])
    #expect(refused.status == 69)
    #expect(refused.output.isEmpty && refused.error.contains("nothing is diagnosed"))
    #expect(try ask(none, ["--portfolio", "9", "--onboarding", "eligable"]).error.contains("did you mean \"ELIGIBLE\""))
  }

  @Test func whatChangedSinceAnEarlierRunIsToldForAllAndForEach() async throws {
    let country = Mutex("DE")
    let account = try await LiveAccount { request in
      request.path.contains("debug_token") ? nil : .json(#"{"id": "1", "country": "\#(country.withLock { $0 })"}"#)
    }
    let earlier = try account.folder.write(run(account, "41\n42\n").output, to: "earlier.ndjson")
    country.withLock { $0 = "CU" }
    let report = try run(account, "41\n42\n43\n", ["--since", earlier])
    #expect(report.output.contains("Since the earlier report: 2 accounts changed"))
    #expect(report.output.contains("in the earlier report: 1: 43"))
    let lines = try run(account, "41\n", ["-o", "json", "--since", earlier])
    let since = try JSONDocument(lines.output, file: "line").root["since"]
    #expect(since?["appeared"]?.elements.isEmpty == false)
    let moved = since?["moved"]?.elements.first { $0["fact"]?.stringEquals("waba.country") == true }
    #expect(moved?["before"]?.string == "DE")
    #expect(moved?["now"]?.string == "CU")
    #expect(try OutputSchema.problems(in: lines.output, by: "diagnosis").map(\.description) == [])
  }
}
