import FoundationEssentials
import JSONText
import LoopbackServer
import Synchronization
import TestSupport
import Testing

/// `diagnose --waba` and `collect` against a server on loopback.
@Suite struct LiveTests {
  private func found(_ report: String) throws -> [String] {
    let root = try JSONDocument(report, file: "report").root
    return root["findings"]?.elements.compactMap { $0["finding"]?.string } ?? []
  }

  private static func fields(_ request: LoopbackServer.Request) -> [Substring] {
    request.query["fields"]?.split(separator: ",") ?? []
  }

  @Test func aLiveAccountIsDiagnosedAsItsRecordingIs() async throws {
    let account = try await LiveAccount()
    let live = try account.run(["diagnose", "-o", "json"])
    let recorded = try LiveAccount.plain(["diagnose", "-o", "json", "--bundle", LiveAccount.recording])
    #expect(live.error == "")
    #expect(try found(live.output).contains("onboarding.on-behalf-of"))
    #expect(try found(live.output) == found(recorded.output))
    #expect(live.status == recorded.status)
    #expect(try OutputSchema.problems(in: live.output, by: "diagnosis").map(\.description) == [])
  }

  @Test(arguments: [["-o", "json"], [], ["--overview"], ["--brief"], ["-o", "json", "--only", "country"]])
  func theBundleThatALiveRunKeepsGivesTheSameBytes(_ form: [String]) async throws {
    let account = try await LiveAccount()
    let file = account.folder.path + "/bundle.json"
    let live = try account.run(["diagnose", "--save-bundle", file] + form)
    let replayed = try LiveAccount.plain(["diagnose", "--bundle", file] + form)
    #expect(live.output == replayed.output)
    #expect(live.status == replayed.status)
    #expect(live.error == "")
    #expect(live.output.count > 100)
    #expect(account.folder.text("bundle.json").contains("wabadoctor/recording"))
  }

  @Test func whatIsCollectedCanBeDiagnosedByOthers() async throws {
    let account = try await LiveAccount()
    let file = account.folder.path + "/bundle.json"
    let collected = try account.run(["collect", "--output-file", file])
    #expect(collected.status == 0)
    #expect(collected.output + collected.error == "")
    let bundle = account.folder.text("bundle.json")
    let problems = try OutputSchema.problems(in: bundle, by: "recording").map(\.description)
    #expect(problems == [])
    let replayed = try LiveAccount.plain(["diagnose", "-o", "json", "--bundle", file])
    #expect(try found(replayed.output).contains("onboarding.on-behalf-of"))
    let again = try LiveAccount.plain(["bundle", "redact", file])
    #expect(again.output == bundle, "what is hidden stays as it is")
  }

  @Test func answersThatWereGivenGoWithTheBundle() async throws {
    let account = try await LiveAccount()
    let facts = try account.folder.write(#"{"waba.tax_country": "CU"}"#, to: "answers.json")
    let file = account.folder.path + "/bundle.json"
    #expect(try account.run(["collect", "--facts", facts, "--output-file", file]).status == 0)
    let shown = try LiveAccount.plain(["bundle", "show", file]).output
    #expect(shown.contains("Read by wabadoctor "))
    #expect(shown.contains("answers given: waba.tax_country"))
    let report = try LiveAccount.plain(["diagnose", "--bundle", file, "-o", "json"]).output
    #expect(try JSONDocument(report, file: "report").root["facts"]?.elements.contains { $0["value"]?.stringEquals("CU") == true } == true)
    let wrong = try account.folder.write(#"{"waba.tax_contry": "CU"}"#, to: "wrong.json")
    #expect(try account.run(["collect", "--facts", wrong]).error.contains("did you mean"))
  }

  @Test func aDiagnosisAsksOnlyWhatItsRulesRead() async throws {
    let account = try await LiveAccount()
    _ = try account.run(["diagnose", "--only", "country"])
    let narrow = Set(
      account.server.requests.compactMap { $0.query["fields"] }.flatMap { $0.split(separator: ",") })
    #expect(narrow.contains("country"))
    #expect(!narrow.contains("email") && !narrow.contains("quality_rating"))
    let few = account.server.requests.count
    _ = try account.run(["collect"])
    #expect(account.server.requests.count - few > few)
  }

  @Test func everyRequestCarriesTheTokenInItsHeader() async throws {
    let account = try await LiveAccount()
    _ = try account.run(["collect"])
    #expect(account.server.requests.count >= 10)
    for request in account.server.requests {
      #expect(request.headers["authorization"] == "Bearer \(LiveAccount.token)")
      #expect(request.target.hasPrefix("/v24.0/"))
      #expect(request.path.hasSuffix("/debug_token") || !request.target.contains("EAA"))
    }
  }

  @Test func theVersionCanBeChosen() async throws {
    let account = try await LiveAccount()
    let result = try account.run(["collect", "--graph-version", "v25.0"])
    #expect(result.output.contains(#""graph_version": "v25.0""#))
    #expect(account.server.requests.allSatisfy { $0.target.hasPrefix("/v25.0/") })
  }

  @Test func aServerThatIsNotThereEndsWithItsOwnStatus() async throws {
    let account = try await LiveAccount(instead: { _ in .hangUp })
    let result = try account.run(["diagnose", "--deadline", "1"])
    #expect(result.status == 69)
    #expect(result.output == "")
    #expect(result.error.hasPrefix("wabadoctor: the Graph API gave no answer to any request: "))
  }

  @Test(arguments: ["http://graph.example.test", "graph.facebook.com", "http://192.168.0.1:80"])
  func anAddressThatOthersCouldListenToIsRefused(_ address: String) async throws {
    let account = try await LiveAccount()
    let result = try LiveAccount.plain([
      "diagnose", "--waba", "1", "--token-file", account.tokenFile, "--graph-url", address,
    ])
    #expect(result.status == 64)
    #expect(result.error.contains(address))
  }

  // MARK: The token

  @Test func aTokenFileThatOthersCanReadIsRefusedUnlessToldOtherwise() async throws {
    let account = try await LiveAccount()
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: account.tokenFile)
    let refused = try account.run(["collect"])
    #expect(refused.status == 77)
    #expect(refused.error.contains("others may read it (mode 644)"))
    #expect(account.server.requests.isEmpty)
    #expect(try account.run(["collect", "--allow-open-token-file"]).status == 0)
  }

  @Test func theTokenMayComeFromInputOrEnvironment() async throws {
    let account = try await LiveAccount()
    #expect(
      try account.run(["collect"], token: ["--token-stdin"], input: LiveAccount.token + "\n").status == 0)
    let named = ["--token-env", "WA_TOKEN"]
    #expect(
      try account.run(["collect"], token: named, environment: ["WA_TOKEN": LiveAccount.token]).status == 0)
    #expect(
      account.server.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(LiveAccount.token)" })
    #expect(try account.run(["collect"], token: named).status == 64)
  }

  private static let noToken: [([String], Int32)] = [
    ([], 64), (["--token-stdin", "--token-env", "X"], 64), (["--token-stdin"], 65),
    (["--token-file", "/nowhere"], 66), (["--allow-open-token-file"], 64),
  ]

  @Test(arguments: noToken)
  func withoutATokenNothingIsAsked(_ options: [String], _ status: Int32) async throws {
    let account = try await LiveAccount()
    let result = try account.run(["diagnose"], token: options)
    #expect(result.status == status)
    #expect(result.error.hasPrefix("wabadoctor: "))
    #expect(account.server.requests.isEmpty)
  }

  @Test func aTokenOnTheCommandLineIsRefused() async throws {
    let account = try await LiveAccount()
    let result = try account.run(["diagnose"], token: ["--token-file", LiveAccount.token])
    #expect(result.status == 64)
    #expect(!result.error.contains(LiveAccount.token))
  }

  @Test func nobodyIsAskedForATokenThatIsNotWanted() async throws {
    let account = try await LiveAccount()
    let result = try LiveAccount.plain([
      "diagnose", "--bundle", LiveAccount.recording, "--token-file", account.tokenFile,
    ])
    #expect(result.status == 64)
  }

  @Test func anExpiredTokenIsAFinding() async throws {
    let account = try await LiveAccount(instead: { _ in .refusal(190, "Session has expired", subcode: 463) })
    let result = try account.run(["diagnose", "-o", "json"])
    #expect(result.status == 1)
    #expect(try found(result.output).contains { $0.hasPrefix("access.") || $0.contains("token") })
  }

  @Test func everyRequestCanBeToldAndTheReportStaysTheSame() async throws {
    let account = try await LiveAccount()
    let quiet = try account.run(["diagnose", "--only", "country", "--as-of", "2026-11-21"])
    let told = try account.run(["diagnose", "--only", "country", "--as-of", "2026-11-21", "--verbose"])
    #expect(told.output.split(separator: "\n").first == quiet.output.split(separator: "\n").first)
    #expect(told.error.contains("wabadoctor: GET /\(LiveAccount.waba)"))
    #expect(told.error.contains("status 200"))
    #expect(!told.error.contains(LiveAccount.token))
  }

  @Test func whatChangedSinceAReportStandsBeforeTheNextOne() throws {
    let folder = try ScratchFolder()
    let before = try folder.write(#"{"waba.id": "1", "waba.status": "ACTIVE", "waba.country": "DE"}"#, to: "before.json")
    let now = try folder.write(#"{"waba.id": "1", "waba.status": "ACTIVE", "waba.country": "CU"}"#, to: "now.json")
    let other = try folder.write(#"{"waba.id": "2"}"#, to: "other.json")
    let report = folder.path + "/report.json"
    _ = try LiveAccount.plain(["diagnose", "--facts", before, "-o", "json", "--output-file", report])
    let text = try LiveAccount.plain(["diagnose", "--facts", now, "--since", report]).output
    #expect(text.hasPrefix("Since "))
    #expect(text.contains("waba.country was DE, is CU"))
    let same = try LiveAccount.plain(["diagnose", "--facts", before, "--since", report]).output
    #expect(same.contains(": 0 new, 0 gone\n  Moved    no fact\n"))
    let wrong = try LiveAccount.plain(["diagnose", "--facts", other, "--since", report])
    #expect(wrong.status == 64)
    #expect(wrong.error.contains("is of the account 1, and this case of the account 2"))
    #expect(try LiveAccount.plain(["diagnose", "--facts", now, "--since", now]).status == 65)
  }

  @Test func aCaseAtThePromptAsksTheAccountAgainForJustWhatAFindingRestsOn() async throws {
    let countries = Mutex(["CU", "DE"])
    let account = try await LiveAccount { request in
      guard Self.fields(request).contains("country") else { return nil }
      let country = countries.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
      return .json(#"{"id": "\#(LiveAccount.waba)", "country": "\#(country)"}"#)
    }
    let lines = """
      diagnose --waba \(LiveAccount.waba) --graph-url \(account.server.address) --token-file \(account.tokenFile) --only country
      recheck country.account-country-sanctioned
      facts waba.country
      """
    let result = try LiveAccount.plain([], input: lines)
    #expect(result.error == "")
    #expect(result.output.contains("Read again: the account \(LiveAccount.waba)"))
    #expect(result.output.contains("waba.country is DE"))
    #expect(!result.output.contains("but also"), "nothing old is left")
    let asked = account.server.requests.map(Self.fields).filter { $0.contains("country") }
    #expect(asked.count == 2)
    #expect(asked[1].count <= asked[0].count)
  }
}
