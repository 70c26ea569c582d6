import Knowledge
import TestSupport
import Testing

@testable import Commands

/// What the choice of questions learns from worked cases, at the prompt.
@Suite struct ExperienceTests {
  /// What is said of the case, and of everything that follows, when the knowledge has a worked case of this text.
  private func talk(_ workedCase: String?) throws -> Child.Result {
    let rules = [
      ("x.one", #"{ "when": { "waba.a": true, "waba.b": true }, "find": "x.one" }"#),
      ("x.two", #"{ "when": { "waba.c": true, "waba.d": true }, "find": "x.two" }"#),
    ]
    let fields = ["a", "b", "c", "d", "e"]
    var files = BriefKnowledge(facts: fields.map { ("waba.\($0)", "yes-no") }, rules: rules).files
    let questions = fields.map { "\"\($0)\": { \"ask\": \"Is it \($0)?\", \"who\": \"agent\" }" }
    files["Questions/waba.json"] = "{\(questions.joined(separator: ", "))}"
    files["Cases/story.json"] = workedCase
    let folder = try KnowledgeFixture.folder(files)
    return try Child(["--knowledge", folder.path, "--keep-nothing"], input: "waba.e=yes\nask\n").run()
  }

  private func firstQuestion(_ result: Child.Result) -> Substring? {
    result.output.split(separator: "\n").first { $0.hasPrefix("2. ") || $0.hasPrefix("1. ") }?.dropFirst(3)
  }

  @Test func withoutWorkedCasesTheRulesChoose() throws {
    let result = try talk(nil)
    #expect(result.status == 0, "\(result.error)")
    #expect(firstQuestion(result) == "Is it a?")
    #expect(result.error.isEmpty)
  }

  @Test func workedCasesOfTheKnowledgeTeach() throws {
    let result = try talk(
      #"""
      {
        "title": "T", "story": "S",
        "facts": { "waba.c": true, "waba.d": true, "waba.e": true },
        "expect": { "found": ["x.two"], "suspected": [] }
      }
      """#)
    #expect(result.status == 0, "\(result.error)")
    #expect(firstQuestion(result) == "Is it c?")
    #expect(result.error.isEmpty)
  }

  @Test func aBrokenWorkedCaseIsToldWithItsPlaceAndTheRulesChoose() throws {
    let result = try talk("{ \"title\": \"T\", \"title\": \"U\" }")
    #expect(result.status == 0)
    #expect(firstQuestion(result) == "Is it a?")
    #expect(result.error.contains("nothing is learned from faulty worked cases: "))
    #expect(result.error.contains("story.json:1:17"), "\(result.error)")
  }
}
