import Casework
import Inference
import Knowledge
import TestSupport
import Testing

@testable import Commands

/// The drawing of a comparison, in the page of a report from the shell and from the prompt.
@Suite struct DrawingTests {
  private let scratch: ScratchFolder
  private let log: String

  init() throws {
    scratch = try ScratchFolder()
    log = try scratch.write(CampaignLog.text([.tooFew], people: 2_000), to: "log.csv")
  }

  private func drawings(in page: String) -> Int { page.ranges(of: "<svg ").count }

  @Test func aPageFromALogHasItsDrawingInline() throws {
    let page = try LiveAccount.plain([
      "diagnose", "--log", log, "--only", "delivery-comparison", "-o", "html",
    ]).output
    #expect(drawings(in: page) == 1)
    #expect(
      page.contains("counted in log.csv; it says something about the route only if the comparison is fair"))
    for words in [">Delivered<", ">Difference<", ">Delivered by day<", ">Difference by day<", "2026-11-02"] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(!page.contains("<script") && !page.contains("src="))
  }

  @Test func atThePromptItComesWithTheLogAndGoesWithIt() throws {
    let (knowledge, faults) = KnowledgeReader.read(KnowledgeFixture.projectFolder)
    try #require(faults.isEmpty)
    let session = PromptSession(
      Conversation(knowledge: knowledge, now: TalkedCase.now),
      screen: PromptScreen(isPaged: false, output: { _ in }, complaints: { _ in }), clock: { TalkedCase.now })
    func page(after line: String) throws -> String {
      #expect(session.take(line) == .answered, "\(line): \(session.screen.log.suffix(300))")
      #expect(session.take("report -o html --output-file \(scratch.path)/report.html") == .answered)
      return scratch.text("report.html")
    }
    #expect(try drawings(in: page(after: "compare \(log)")) == 1)
    #expect(try drawings(in: page(after: "new")) == 0)
    #expect(try drawings(in: page(after: "diagnose --log \(log)")) == 1)
    #expect(try drawings(in: page(after: "undo")) == 0)
    #expect(try drawings(in: page(after: "redo")) == 1)
  }
}
