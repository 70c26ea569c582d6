import CaseStore
import FoundationEssentials
import Glibc
import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Commands

/// Kept cases from the shell: what a script or another program sees of them.
@Suite struct CaseCommandTests {
  private let scratch: ScratchFolder
  private var store: String { scratch.path + "/cases.sqlite" }

  init() throws { scratch = try ScratchFolder() }

  private func run(_ arguments: [String], input: String? = nil, environment: [String: String] = [:]) throws
    -> Child.Result
  {
    try Child(
      arguments, input: input,
      environment: [
        "WABADOCTOR_KNOWLEDGE": TalkedCase.knowledgePath, "WABADOCTOR_STORE": store, "HOME": scratch.path,
      ].merging(environment) { $1 }
    ).run()
  }

  /// Keeps a case of what is typed.
  private func keep(_ lines: String...) throws {
    let result = try run(["--store", store], input: lines.joined(separator: "\n") + "\n")
    try #require(result.status == 0, "\(result.error)")
  }

  private func problems(_ arguments: [String], _ schema: String) throws -> [String] {
    let result = try run(arguments)
    #expect(result.status == 0, "\(result.error)")
    return try OutputSchema.problems(in: result.output, by: schema).map(\.description)
  }

  @Test func aScriptKeepsItsCaseOnlyWhenItNamesAStore() throws {
    #expect(try run([], input: "waba.status=RESTRICTED\n").status == 0)
    #expect(!FileManager.default.fileExists(atPath: store))
    try keep("waba.status=RESTRICTED")
    #expect(try run(["case", "list"]).output.contains("The account is restricted"))
  }

  @Test func nothingIsKeptWhenThatIsAsked() throws {
    #expect(try run(["--store", store, "--keep-nothing"], input: "waba.status=RESTRICTED\n").status == 0)
    #expect(!FileManager.default.fileExists(atPath: store))
  }

  @Test func everyJSONOutputIsAsItsSchemaSays() throws {
    try keep("topic account", "2", "note by telephone")
    #expect(try problems(["case", "list", "-o", "json"], "case-list") == [])
    #expect(try problems(["case", "show", "1", "-o", "json"], "case-record") == [])
    #expect(try problems(["case", "replay", "1", "-o", "json"], "case-replay") == [])
    #expect(try problems(["case", "export", "1"], "case-record") == [])
    #expect(try problems(["case", "close", "1", "--cause", "restricted", "-o", "json"], "case-review") == [])
    #expect(try problems(["case", "close", "1", "--words", "a firewall", "-o", "json"], "case-review") == [])
    #expect(try problems(["case", "list", "--closed", "-o", "json"], "case-list") == [])
    #expect(try problems(["kb", "stats", "--cases", "-o", "json"], "kb-priors") == [])
    #expect(
      try problems(["case", "list", "--store", scratch.path + "/none", "-o", "json"], "case-list") == [])
  }

  @Test func anotherEditionIsExplainedEntryByEntryAsJSONToo() throws {
    try keep("waba.status=RESTRICTED")
    let folder = scratch.path + "/Knowledge"
    try FileManager.default.copyItem(atPath: TalkedCase.knowledgePath, toPath: folder)
    let rules = folder + "/Rules/account.json"
    let text = String(decoding: try Data(contentsOf: URL(filePath: rules)), as: UTF8.self)
    try Data(text.replacing(#""waba.status": "RESTRICTED""#, with: #""waba.status": "PENDING""#).utf8).write(
      to: URL(filePath: rules))
    let told = try run(["case", "replay", "1", "--knowledge", folder]).output
    #expect(
      told.contains(
        "The account is restricted (account.restricted): found, now ruled out\n  because the rule account.restricted was changed"
      ), "\(told)")
    #expect(try problems(["case", "replay", "1", "--knowledge", folder, "-o", "json"], "case-replay") == [])
  }

  @Test func aCaseGoesOnWhereItStopped() throws {
    try keep("waba.status=RESTRICTED")
    let on = try run(["case", "open", "1"], input: "fact waba.country=CU\n")
    #expect(on.status == 0)
    #expect(on.output.contains("account.restricted"))
    let shown = try run(["case", "show", "1"]).output
    #expect(shown.contains("waba.status is RESTRICTED") && shown.contains("waba.country is CU"))
    #expect(try run(["case", "list"]).output.split(separator: "\n").count == 1)
  }

  @Test func theListKeepsItsColumns() throws {
    try keep("waba.status=RESTRICTED")
    try keep("waba.id=102290129340398", "waba.status=RESTRICTED")
    #expect(try run(["case", "close", "1", "--cause", "account.restricted"]).status == 0)
    let lines = try run(["case", "list"]).output.split(separator: "\n")
    let columns = lines.map { line in
      line.range(of: "The account").map { line.distance(from: line.startIndex, to: $0.lowerBound) }
    }
    #expect(columns == [46, 46], "\(lines)")
  }

  @Test func secretsAndPeopleAreHiddenBeforeAnythingIsWritten() throws {
    try keep("note call +53 5 555 1234 or write to ana@example.com", "waba.status=RESTRICTED")
    let bytes = ["", "-wal"].flatMap {
      (try? Data(contentsOf: URL(filePath: store + $0))).map { [UInt8]($0) } ?? []
    }
    let raw = String(decoding: bytes, as: UTF8.self)
    #expect(raw.contains("RESTRICTED"))
    #expect(!raw.contains("555 1234") && !raw.contains("5551234") && !raw.contains("ana@example.com"))
    let again = try run(["case", "open", "1"], input: "note call +53 5 777 1111 too\n")
    #expect(again.status == 0)
    let shown = try run(["case", "show", "1"]).output
    #expect(shown.contains("+53 0 000 0001") && shown.contains("+53 0 000 0002"), "\(shown)")
  }

  @Test func aRoundTripThroughFilesGivesTheSameBytes() throws {
    try keep("waba.status=RESTRICTED", "note one")
    try keep("waba.status=ACTIVE", "new", "waba.status=PENDING")
    #expect(try run(["case", "close", "1", "--cause", "account.restricted", "--hours", "2"]).status == 0)
    let all = try run(["case", "export", "--all"]).output
    #expect(all.split(separator: "\n").count == 3)
    let file = try scratch.write(all, to: "all.ndjson")
    let other = scratch.path + "/other.sqlite"
    #expect(try run(["case", "import", file, "--store", other]).output == "Taken in as: 1, 2, 3\n")
    #expect(try run(["case", "export", "--all", "--store", other]).output == all)
    let one = try run(["case", "export", "2"]).output
    #expect(try run(["case", "import", "-", "--store", other], input: one).output == "Already here: 2\n")
  }

  @Test func aLineThatIsNoCaseIsNamedAndNothingIsTakenIn() throws {
    try keep("waba.status=RESTRICTED")
    let line = try run(["case", "export", "--all"]).output
    let file = try scratch.write(line + "{\"schema\":\"other\"}\n", to: "bad.ndjson")
    let result = try run(["case", "import", file, "--store", scratch.path + "/o.sqlite"])
    #expect(result.status == 65)
    #expect(result.error.contains("bad.ndjson: line 2"), "\(result.error)")
    #expect(
      try run(["case", "list", "--store", scratch.path + "/o.sqlite"]).output.hasPrefix("No case is kept yet")
    )
  }

  @Test func closedCasesTeachUnlessThatIsTurnedOff() throws {
    let lines = (1...8).flatMap { ["waba.country=CU", "case close \($0) --cause onboarding.sanctioned", "new"] }
    let kept = try run(["--store", store], input: lines.joined(separator: "\n") + "\n")
    try #require(kept.status == 0, "\(kept.error)")
    let table = try run(["kb", "stats", "--cases"]).output
    #expect(table.hasPrefix("8 closed cases name a cause"))
    #expect(table.contains("onboarding.sanctioned"))
    func firstQuestion(_ arguments: [String]) throws -> Substring? {
      try run(arguments, input: "topic onboarding\n").output.split(separator: "\n").first { $0.hasPrefix("1. ") }
    }
    #expect(try firstQuestion([]) == "1. In which country is the business?")
    #expect(try firstQuestion(["--no-learning"]) == "1. What does the onboarding status say?")
  }

  @Test(arguments: [
    (["case", "show", "7"], Int32(66), "there is no case 7"),
    (["case", "remove", "7"], 66, "there is no case 7"),
    (["case", "close", "1"], 64, "say what it was"),
    (["case", "close", "1", "--cause", "nothing"], 64, "there is no finding \"nothing\""),
    (["case", "replay", "1", "--from", "9"], 64, "1 to 1"), (["case", "show"], 64, "say which case"),
    (["case", "list", "--open", "--closed"], 64, "exclude each other"), (["case", "export"], 64, "or --all"),
    (["case", "import", "/nowhere"], 66, "there is no such file"),
  ])
  func aFaultIsToldWithItsStatus(_ arguments: [String], _ status: Int32, _ message: String) throws {
    try keep("waba.status=RESTRICTED")
    let result = try run(arguments)
    #expect(result.status == status, "\(result.error)")
    #expect(result.error.contains(message), "\(result.error)")
  }

  @Test func whereNothingCanBeKeptTheConversationGoesOnAndSaysSo() throws {
    let result = try run(
      ["--store", "/proc/cases.sqlite"], input: "waba.status=RESTRICTED\nwaba.status=ACTIVE\n")
    #expect(result.status == 77, "the script asked for it, so the status says that it was not done")
    #expect(result.output.contains("account.restricted"))
    #expect(result.error.split(separator: "\n").count == 1)
    #expect(result.error.contains("the case is not kept: "))
  }

  @Test func aDamagedStoreIsToldAndLeftAsItIs() throws {
    let text = String(repeating: "no database at all\n", count: 300)
    try scratch.write(text, to: "cases.sqlite")
    let list = try run(["case", "list"])
    #expect(list.status == 65)
    #expect(list.error.contains("is damaged or no store of cases"))
    let talk = try run(["--store", store], input: "waba.status=RESTRICTED\n")
    #expect(talk.error.contains("the case is not kept: "))
    #expect(talk.status == 65)
    #expect(scratch.text("cases.sqlite") == text)
  }

  @Test func twoConversationsOnOneCaseBecomeTwoCases() throws {
    try keep("waba.status=RESTRICTED")
    let talks = try (0..<2).map { _ in try TalkedCase.session(keptIn: store) }
    for talk in talks { #expect(talk.take("case open 1") == .answered) }
    #expect(talks[0].take("note the first") == .answered)
    #expect(talks[1].take("note the second") == .answered)
    #expect(
      talks[1].screen.log.contains(
        "case 1 was changed or removed by another process meanwhile; this conversation goes on as case 2"))
    #expect(talks[0].take("note once more") == .answered)
    let kept = try CaseStore(path: store, access: .reading)
    let first = try kept.record(1).record.document
    #expect(first.contains("the first") && first.contains("once more") && !first.contains("the second"))
    #expect(try kept.record(2).record.document.contains("the second"))
  }
}
