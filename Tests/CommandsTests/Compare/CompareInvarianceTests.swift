import FoundationEssentials
import JSONText
import TestSupport
import Testing

/// What the command answers does not depend on how a log is written down, and what counts as fair is the editor's, not the program's.
@Suite struct CompareInvarianceTests {
  private static let log = CampaignLog.text(
    [.earlyRetries, .overlap], people: 400, clickedOn: ["mm", "cloud"])
  private static let answers = [
    "comparison.random_split=yes", "comparison.other_campaigns_to_same_people=no",
    "comparison.template_active=yes",
    "comparison.mm_ttl=30 days",
  ].flatMap { ["--fact", $0] }

  /// The report of logs as JSON.
  private func report(_ logs: [String], _ more: [String] = [], knowledge: String? = nil) throws -> JSONValue {
    let folder = try ScratchFolder()
    let files = try logs.enumerated().map { try folder.write($0.element, to: "log\($0.offset).csv") }
    let place = knowledge.map { ["--knowledge", $0] } ?? []
    let result = try LiveAccount.plain(
      ["compare"] + files + ["--split", "1:1", "-o", "json"] + Self.answers + more + place)
    return try JSONDocument(result.output, file: "report").root
  }

  /// All of a report but for the account of its lines and the names of the files.
  private func said(_ report: JSONValue) -> [String] {
    [
      "verdict", "delivery", "raw", "eventual", "by_people", "clicks", "adjusted", "split", "countries",
      "days", "checks", "remarks",
    ].map {
      report[$0]?.text ?? "none"
    }
  }

  @Test func neitherOrderNorCopiesNorFilesMatter() throws {
    let lines = Self.log.split(separator: "\n").dropFirst().map { $0 + "\n" }
    let whole = said(try report([Self.log]))
    var chance = SeededGenerator(seed: 3)
    #expect(said(try report([CampaignLog.header + lines.shuffled(using: &chance).joined()])) == whole)
    #expect(said(try report([Self.log + lines.joined()])) == whole)
    let parts = (0..<3).map { part in
      CampaignLog.header + lines.enumerated().filter { $0.offset % 3 == part }.map(\.element).joined()
    }
    #expect(said(try report(parts)) == whole)
  }

  @Test func exchangingTheSidesTurnsEveryDifference() throws {
    let log = CampaignLog.text([.unresolved], people: 400)
    let swapped = log.replacing("marketing_messages", with: "?").replacing(
      "cloud_api", with: "marketing_messages"
    ).replacing("?", with: "cloud_api")
    let (one, two) = (try report([log])["delivery"], try report([swapped])["delivery"])
    func number(_ value: JSONValue?) throws -> Double {
      try #require(value?.number.flatMap { Double($0.text) })
    }
    #expect(try number(one?["difference"]) == -number(two?["difference"]))
    #expect(abs(try number(one?["interval"]?["lower"]) + number(two?["interval"]?["upper"])) < 1e-12)
    #expect(try number(one?["p"]) == number(two?["p"]))
    #expect(one?["mm"]?.text == two?["cloud"]?.text)
  }

  /// A copy of the knowledge with some texts of the rules of delivery replaced.
  private func edited(_ changes: [(String, String)], in folder: ScratchFolder) throws -> String {
    let copy = folder.path + "/KnowledgeBase"
    try FileManager.default.copyItem(atPath: KnowledgeFixture.projectFolder.path, toPath: copy)
    let file = URL(filePath: copy + "/Rules/delivery-comparison.json")
    var text = try String(contentsOf: file, encoding: .utf8)
    for (old, new) in changes {
      #expect(text.contains(old))
      text = text.replacing(old, with: new)
    }
    try Data(text.utf8).write(to: file)
    return copy
  }

  @Test func anEditorChangesTheSizeAndTheDaysWithoutACompiler() throws {
    let folder = try ScratchFolder()
    let knowledge = try edited(
      [
        ("\"below\": 100000", "\"below\": 100"), ("\"at least\": 100000", "\"at least\": 100"),
        ("\"comparison.days\": { \"below\": 4 }", "\"comparison.days\": { \"below\": 2 }"),
        (
          "\"comparison.days\": { \"at least\": 4, \"at most\": 7 }",
          "\"comparison.days\": { \"at least\": 2, \"at most\": 3 }"
        ),
        ("\"comparison.days\": { \"above\": 7 }", "\"comparison.days\": { \"above\": 3 }"),
      ], in: folder)
    func verdict(_ defects: Set<CampaignLog.Defect>, _ knowledge: String?) throws -> (
      standing: String?, broken: [String]
    ) {
      let root = try report([CampaignLog.text(defects, people: 400)], knowledge: knowledge)
      let checks = root["checks"]?.elements.filter { $0["state"]?.string == "not met" } ?? []
      return (root["verdict"]?["standing"]?.string, checks.compactMap { $0["name"]?.string })
    }
    #expect(try verdict([.tooFewDays], nil) == ("not fair", ["days", "size"]))
    #expect(try verdict([.tooFewDays], knowledge) == ("fair", []))
    #expect(try verdict([], knowledge) == ("not fair", ["days"]), "five days are too many now")
    let plan = try LiveAccount.plain([
      "compare", "plan", "--size", "50", "--daily", "20", "--knowledge", knowledge,
    ])
    #expect(
      plan.output.contains("Meta asks for 100 on each side") && plan.output.contains("Meta asks for 2 to 3"))
    #expect(
      plan.output.contains("The same 2 to 3 days") && plan.output.contains("At least 100 people on each side")
    )
    let usual = try LiveAccount.plain(["compare", "plan"])
    #expect(
      usual.output.contains("The same 4 to 7 days")
        && usual.output.contains("At least 100,000 people on each side"))
  }

  @Test func aNarrowTerminalIsNotOverrun() throws {
    let folder = try ScratchFolder()
    let file = try folder.write(Self.log, to: "log.csv")
    let terminal = try PseudoTerminal(
      Child.program, ["compare", file],
      environment: ["WABADOCTOR_KNOWLEDGE": KnowledgeFixture.projectFolder.path, "NO_COLOR": "1"],
      columns: 40, rows: 500)
    #expect(try terminal.wait() == 1)
    let text = String(decoding: terminal.output, as: UTF8.self)
    let shown = text.replacing("\r\n", with: "\n").split(separator: "\u{1B}[K").last ?? ""
    #expect(shown.hasPrefix("The comparison is not fair"))
    for line in shown.split(separator: "\n") where !line.contains(folder.path) {
      #expect(line.count <= 40, "\(line)")
    }
    // The bar takes its line away; were it wider than the terminal, some of it would stay.
    for line in text.split(whereSeparator: { $0 == "\r" || $0 == "\n" || $0 == "\r\n" })
    where line.contains("%, ") && line.contains("[#") {
      #expect(line.count < 40 + 3, "\(line)")
    }
    #expect(!shown.contains("\u{1B}"))
  }
}
