import JSONText
import Knowledge
import Testing
import TestSupport

/// The one layout: what tidying changes, and above all what it does not.
@Suite struct KnowledgeTidyingTests {
  private static func tidy(_ text: String, _ file: String) throws -> String {
    String(decoding: KnowledgeTidying.text(of: try JSONDocument(text, file: file)), as: UTF8.self)
  }

  @Test func theKeysOfAnEntryStandInOneOrderAndNothingElseMoves() throws {
    let text = """
      {"b": {"cites": ["meta.x#y"], "examples": {"silent": [{}], "fires": [{}]}, "find": "account.b",
       "when": {"z": 1, "a": {"below": 3, "at least": 1}}, "until": "2025-01-01", "about": "About \\u00e9.", "since": "2024-01-01"}, "a": {"find": "account.a", "when": {"a": 1}}}
      """
    #expect(
      try Self.tidy(text, "Rules/account.json") == """
        {
          "b": {
            "about": "About é.",
            "since": "2024-01-01",
            "until": "2025-01-01",
            "when": { "z": 1, "a": { "below": 3, "at least": 1 } },
            "find": "account.b",
            "cites": ["meta.x#y"],
            "examples": { "silent": [{}], "fires": [{}] }
          },

          "a": {
            "when": { "a": 1 },
            "find": "account.a"
          }
        }

        """)
  }

  @Test func anUnknownKeyStaysBehindTheOneItFollows() throws {
    let tidy = try Self.tidy(
      #"{"x": {"steps": ["s"], "stepps": 1, "title": "T", "titel": 2}}"#, "Remedies/meta.json")
    #expect(
      try JSONDocument(tidy, file: "t").root["x"]?.members.map(\.key) == [
        "title", "titel", "steps", "stepps",
      ])
  }

  @Test(arguments: [
    (
      "Tables/t.json",
      #"{"rows": {"B": {"cites": [], "value": 1, "title": "b"}, "A": {"value": 2}}, "kind": "text", "title": "T"}"#,
      ["title", "kind", "rows"], "/rows/B", ["title", "value", "cites"]
    ),
    (
      "knowledge.json", #"{"subjects": {"waba": {"many": true, "title": "W"}}, "edition": "2026-11-21"}"#,
      ["edition", "subjects"], "/subjects/waba", ["title", "many"]
    ),
    (
      "Collectors/graph-api.json",
      #"{"calls": {"waba": {"facts": {"waba.id": {"as": "size", "at": "/id"}}, "title": "W"}}, "$schema": "s"}"#,
      ["$schema", "calls"], "/calls/waba/facts/waba.id", ["at", "as"]
    ),
    (
      "Cases/c.json", #"{"expect": {"suspected": [], "found": []}, "story": "S", "title": "T"}"#,
      ["title", "story", "expect"], "/expect", ["suspected", "found"]
    ),
    (
      "Sources/meta.json",
      #"{"$schema": "s", "page": {"read": "2026-01-01", "statements": {}, "title": "T"}}"#,
      ["$schema", "page"], "/page", ["title", "read", "statements"]
    ),
  ])
  func everyKindOfFileHasItsOrder(
    _ file: String, _ text: String, _ top: [String], _ pointer: String, _ inner: [String]
  ) throws {
    let root = try JSONDocument(try Self.tidy(text, file), file: file).root
    #expect(root.members.map(\.key) == top)
    #expect(root.at(pointer: pointer)?.members.map(\.key) == inner)
  }

  @Test func tidyTextIsTidyAndNoValueIsLost() throws {
    let folder = KnowledgeFixture.projectFolder
    let files = KnowledgeTidying.files(of: folder)
    #expect(files.count > 50)
    for file in files {
      let document = try folder.document(file)
      let tidy = KnowledgeTidying.text(of: document)
      let again = try JSONDocument(tidy, file: file)
      #expect(KnowledgeTidying.text(of: again) == tidy, "\(file)")
      #expect(Self.sorted(JSONTree(again.root)) == Self.sorted(JSONTree(document.root)), "\(file)")
    }
  }

  @Test func aChangeIsNamedByItsFirstPlaceAndWrittenWhole() throws {
    try Bookshelf().inFolder { folder in
      let change = try #require(try KnowledgeTidying.change(of: "Facts/user.json", in: folder))
      #expect(change.place.description == "Facts/user.json:1:2")
      try KnowledgeTidying.write(change, in: folder)
      #expect(try folder.bytes(of: "Facts/user.json") == change.bytes)
      #expect(try KnowledgeTidying.change(of: "Facts/user.json", in: folder) == nil)
      #expect(throws: KnowledgeFault.self) {
        try KnowledgeTidying.change(of: "Facts/nobody.json", in: folder)
      }
      let nowhere = KnowledgeFolder(path: folder.path + "/nowhere")
      #expect(throws: KnowledgeFault.self) { try KnowledgeTidying.write(change, in: nowhere) }
    }
  }

  @Test func anUntidyFileIsReportedUntilItIsTidied() throws {
    try Bookshelf().inFolder { folder in
      func untidy() -> [KnowledgeFault] {
        KnowledgeReview.faults(of: KnowledgeReader.read(folder).knowledge, in: folder).filter {
          $0.kind == .untidy
        }
      }
      #expect(untidy().count == KnowledgeTidying.files(of: folder).count)
      #expect(untidy().allSatisfy { $0.message.hasSuffix("run: wabadoctor kb tidy") })
      for file in KnowledgeTidying.files(of: folder) {
        if let change = try KnowledgeTidying.change(of: file, in: folder) {
          try KnowledgeTidying.write(change, in: folder)
        }
      }
      #expect(untidy().isEmpty)
      #expect(KnowledgeReader.read(folder).faults.isEmpty)
    }
  }

  /// The tree with the members of every object in the order of their keys.
  private static func sorted(_ tree: JSONTree) -> JSONTree {
    switch tree {
    case .object(let fields):
      .object(fields.map { JSONField($0.key, sorted($0.value)) }.sorted { $0.key < $1.key })
    case .array(let elements): .array(elements.map(sorted))
    default: tree
    }
  }
}
