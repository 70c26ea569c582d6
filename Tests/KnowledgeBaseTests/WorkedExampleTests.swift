import Casework
import FoundationEssentials
import JSONText
import Knowledge
import TestSupport
import Testing

/// The worked examples of `KnowledgeBase/README.md`, done as they say on a copy of the project's own knowledge.
@Suite struct WorkedExampleTests {
  /// Where each piece of JSON in the page goes, in the order in which they stand there: a file, and the objects inside it.
  private static let goals: [(file: String, path: [String])] = [
    ("Sources/meta.json", ["mm-onboarding", "statements"]),
    ("Facts/waba.json", ["marketing_messages_onboarding_status", "values"]),
    ("Questions/waba.json", ["marketing_messages_onboarding_status", "answers"]),
    ("Findings/onboarding.json", []), ("Remedies/admin.json", []), ("Rules/onboarding.json", []),
    ("Cases/waiting-for-a-tax-form.json", []),
    ("Sources/meta.json", ["error-codes", "statements"]), ("ErrorCodes/cloud-api.json", []),
  ]

  /// The text between the fences marked `json`, without indentation of the fence.
  private static func pieces() throws -> [String] {
    let page = try String(
      contentsOf: URL(filePath: KnowledgeFixture.projectFolder.path + "/README.md"), encoding: .utf8)
    var pieces: [String] = []
    var current: [Substring]?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.drop { $0 == " " }
      if text == "```json" {
        current = []
      } else if text == "```", let lines = current {
        pieces.append(lines.joined(separator: "\n"))
        current = nil
      } else {
        current?.append(line)
      }
    }
    return pieces
  }

  /// A tree with the members of a piece added to the object at a path.
  private static func adding(_ piece: [JSONField], to tree: JSONTree, at path: ArraySlice<String>) throws -> JSONTree {
    guard case .object(let fields) = tree else { throw Missing() }
    guard let key = path.first else { return .object(fields + piece) }
    guard fields.contains(where: { $0.key == key }) else { throw Missing() }
    return .object(
      try fields.map { field in
        field.key == key ? JSONField(key, try adding(piece, to: field.value, at: path.dropFirst())) : field
      })
  }

  private struct Missing: Error {}

  /// A copy of the knowledge with the first edits of the page done, every file laid out as `kb tidy` does.
  private static func folder(edits: Int) throws -> (folder: KnowledgeFolder, path: String) {
    let path = FileManager.default.temporaryDirectory.path + "/wabadoctor-" + UUID().uuidString
    try FileManager.default.copyItem(atPath: KnowledgeFixture.projectFolder.path, toPath: path)
    let folder = KnowledgeFolder(path: path)
    for (piece, goal) in zip(try pieces(), goals).prefix(edits) {
      let isWhole = piece.drop { $0 == " " || $0 == "\n" }.hasPrefix("{")
      let fields = try JSONDocument(isWhole ? piece : "{\(piece)}", file: goal.file).root.members.map {
        JSONField($0.key, JSONTree($0.value))
      }
      let tree =
        isWhole
        ? JSONTree.object(fields)
        : try adding(fields, to: JSONTree(try folder.document(goal.file).root), at: goal.path[...])
      try Data(JSONWriter.text(tree, layout: .canonical).utf8).write(to: URL(filePath: path + "/" + goal.file))
    }
    return (folder, path)
  }

  @Test func thePageHasAPieceForEveryEdit() throws {
    #expect(try Self.pieces().count == Self.goals.count)
  }

  @Test func doneAsThePageSaysTheKnowledgeIsSoundAndSaysTheNew() throws {
    let (folder, path) = try Self.folder(edits: Self.goals.count)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let inspection = KnowledgeInspection(folder)
    #expect(inspection.faults.filter { $0.kind != .untidy }.map(\.description) == [])
    let knowledge = KnowledgeReader.read(folder).knowledge
    var trial = KnowledgeTrial(knowledge)
    let new = trial.results().filter { $0.description.contains("tax-form") }
    #expect(new.count == 3, "\(new)")
    #expect(new.flatMap(\.differences) == [])
    let hits = KnowledgeSearch(knowledge).results(for: "tax form").map(\.address)
    #expect(hits.first == "onboarding.tax-form-missing" || hits.first == "admin.fill-in-tax-form", "\(hits)")
    #expect(KnowledgeSearch(knowledge).results(for: "131777").first?.address == "cloud-api.131777")
  }

  /// Stopping half way leaves a fault that names what is still to be done.
  @Test(arguments: [4, 5])
  func whatIsNotDoneYetIsNamed(_ edits: Int) throws {
    let (folder, path) = try Self.folder(edits: edits)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let faults = KnowledgeInspection(folder).faults.filter { $0.kind != .untidy }.map(\.message)
    let missing = edits == 4 ? "there is no remedy \"admin.fill-in-tax-form\"" : "no rule finds or suspects onboarding.tax-form-missing"
    #expect(faults.contains { $0.hasPrefix(missing) }, "\(faults)")
  }
}
