import JSONText
import Testing
import TestSupport

/// `kb check`, `kb test` and `kb tidy`.
@Suite struct KnowledgeCommandTests {
  private static let wrong = """
    {
      "wrong": {
        "when": { "waba.quality": "RED" }, "find": "account.low-quality", "cites": ["meta.page#quality"],
        "examples": { "fires": [{ "waba.quality": "GREEN" }], "silent": [{ "waba.quality": "GREEN" }] }
      }
    }
    """

  @Test func anExampleThatFailsIsNamedWithItsPlace() throws {
    let folder = try SmallKnowledge.folder(["Rules/wrong.json": Self.wrong])
    let result = try Child(["kb", "test", "--knowledge", folder.path]).run()
    #expect(result.status == 78)
    #expect(
      result.output.hasPrefix(
        "Rules/wrong.json:4:29: wrong.wrong fires 1: expected that it fires, but it stays silent\n"))
    #expect(result.output.hasSuffix("1 not as expected\n"))
  }

  @Test func aCaseThatEndsOtherwiseIsNamed() throws {
    let story = try #require(SmallKnowledge.files["Cases/restricted.json"]).replacing(
      "\"RESTRICTED\"", with: "\"ACTIVE\"")
    let folder = try SmallKnowledge.folder(["Cases/restricted.json": story])
    let result = try Child(["kb", "test", "--knowledge", folder.path, "-o", "json"]).run()
    #expect(result.status == 78)
    #expect(try OutputSchema.problems(in: result.output, by: "kb-test").map(\.description) == [])
    #expect(result.output.contains("expected found: account.restricted, but it is not"))
  }

  @Test func everyFaultIsReportedInOneRun() throws {
    let folder = try SmallKnowledge.folder([
      "Rules/one.json": #"{ "x": { "when": { "waba.colour": "RED" }, "find": "account.test" } }"#,
      "Rules/two.json": #"{ "x": { "when": { "waba.quality": "BLUE" }, "find": "account.tset" } }"#,
    ])
    let result = try Child(["kb", "check", "--knowledge", folder.path, "-o", "json"]).run()
    #expect(result.status == 78)
    #expect(try OutputSchema.problems(in: result.output, by: "kb-check").map(\.description) == [])
    for word in ["waba.colour", "BLUE", "account.tset"] { #expect(result.output.contains(word), "\(word)") }
  }

  @Test func aFileThatIsNoJSONHidesNothingElseOfTheReading() throws {
    let folder = try SmallKnowledge.folder([
      "Findings/broken.json": "{ oops",
      "Rules/one.json": #"{ "x": { "when": { "waba.colour": "RED" }, "find": "account.test" } }"#,
    ])
    let result = try Child(["kb", "check", "--knowledge", folder.path]).run()
    #expect(result.status == 78)
    #expect(result.output.contains("Findings/broken.json:1:3"))
    #expect(result.output.contains("waba.colour"))
  }

  @Test func whatOnlyFollowsFromABrokenFileIsNotTold() throws {
    let folder = try SmallKnowledge.folder(["Findings/broken.json": "{ oops"])
    let broken = try Child(["kb", "check", "--knowledge", folder.path]).run()
    #expect(broken.output.split(separator: "\n").count == 3, "\(broken.output)")
    let rule = #"{ "x": { "when": { "waba.colour": "RED" }, "find": "account.test" } }"#
    let misspelt = try SmallKnowledge.folder(["Rules/numbers.json": rule])
    let result = try Child(["kb", "check", "--knowledge", misspelt.path]).run()
    #expect(result.output.contains("waba.colour"))
    #expect(!result.output.contains("no rule finds or suspects"), "\(result.output)")
  }

  @Test func tidyingLaysOutAndThenHasNothingToDo() throws {
    let folder = try SmallKnowledge.folder([:])
    #expect(try Child(["kb", "tidy", "--check", "--knowledge", folder.path]).run().status == 78)
    let result = try Child(["kb", "tidy", "--knowledge", folder.path]).run()
    #expect(result.status == 0)
    #expect(result.output.contains("Rules/account.json: laid out\n"))
    let again = try Child(["kb", "tidy", "--check", "--knowledge", folder.path]).run()
    #expect(again.status == 0)
    #expect(again.output.hasSuffix("all tidy\n"))
    #expect(try Child(["kb", "test", "--knowledge", folder.path]).run().status == 0)
  }

  @Test func tidyingTakesFilesByPathAndByName() throws {
    let folder = try SmallKnowledge.folder([:])
    let byPath = try Child(["kb", "tidy", folder.path + "/Rules/account.json", "--knowledge", folder.path])
      .run()
    #expect(byPath.output.hasPrefix("Rules/account.json: laid out\n"))
    let byName = try Child(["kb", "tidy", "Rules/numbers.json", "--knowledge", folder.path]).run()
    #expect(byName.output.hasPrefix("Rules/numbers.json: laid out\n"))
    #expect(try Child(["kb", "tidy", "Rules/nothing.json", "--knowledge", folder.path]).run().status == 66)
    #expect(try Child(["kb", "tidy", "/etc/hostname", "--knowledge", folder.path]).run().status == 64)
  }

  @Test func explainingTellsPeopleAndProgramsTheSame() throws {
    let text = try Child(small: ["explain", "account.restricted"]).run()
    #expect(text.status == 0)
    #expect(text.output.contains("The account is restricted"))
    let json = try Child(small: ["explain", "RESTRICTED", "-o", "json"]).run()
    #expect(try OutputSchema.problems(in: json.output, by: "explain").map(\.description) == [])
    let nothing = try Child(small: ["explain", "account.restrict", "-o", "json"]).run()
    #expect(try OutputSchema.problems(in: nothing.output, by: "explain").map(\.description) == [])
    #expect(nothing.status == 66)
  }

  @Test(arguments: [
    ("kb-stats", ["kb", "stats"]), ("kb-map", ["kb", "map"]), ("kb-docs", ["kb", "docs"]),
    ("search", ["search", "restricted", "acount"]), ("search", ["search", "zzzzzzzz"]),
  ])
  func whatIsWrittenForProgramsIsAsItsSchemaSays(_ schema: String, _ command: [String]) throws {
    let result = try Child(small: command + ["-o", "json"]).run()
    #expect(try OutputSchema.problems(in: result.output, by: schema).map(\.description) == [])
  }

  @Test func theProjectsKnowledgeIsSound() throws {
    let result = try Child(["kb", "check", "--knowledge", KnowledgeFixture.projectFolder.path]).run()
    #expect(result.status == 0, "\(result.output)")
  }
}
