import FoundationEssentials
import TestSupport
import Testing

@testable import Reports
@testable import Templates

/// The names that templates can use, as `KnowledgeBase/README.md` lists them.
@Suite struct TemplateNamesTests {
  /// A line for each thing that has names: `findings: number, finding, …`.
  private static func lines(_ shape: TemplateShape, of name: String) -> [String] {
    let members = shape.members
    guard !members.isEmpty else { return [] }
    return ["- `\(name)`: " + members.map { "`\($0.name)`" }.joined(separator: " ")]
      + members.flatMap { lines($0.shape, of: $0.name) }
  }

  @Test func theReadmeListsEveryNameOnce() throws {
    var seen: Set<String> = []
    let lines = Self.lines(DocumentModel.shape, of: "the document").filter { seen.insert($0).inserted }
    let page = try String(contentsOf: URL(filePath: KnowledgeFixture.projectFolder.path + "/README.md"), encoding: .utf8)
    let listed = page.split(separator: "\n").map(String.init).filter { $0.hasPrefix("- `") && $0.contains("`: `") }
    #expect(listed == lines, "it should say:\n\(lines.joined(separator: "\n"))")
  }

  /// Each name has a line that says what it is.
  @Test func everyNameSaysWhatItIs() {
    func abouts(_ shape: TemplateShape) -> [String] { shape.members.flatMap { [$0.about] + abouts($0.shape) } }
    let all = abouts(DocumentModel.shape)
    #expect(all.count > 50 && all.allSatisfy { $0.hasSuffix(".") || $0.contains(": ") || $0.hasSuffix("…") }, "\(all)")
  }
}
