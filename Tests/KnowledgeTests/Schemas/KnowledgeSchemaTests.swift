import JSONText
import Knowledge
import Testing
import TestSupport

/// The schemas by which editors complete and check the files of the knowledge base, held against the reader.
@Suite struct KnowledgeSchemaTests {
  private static let folder = KnowledgeFixture.projectFolder

  private static func schema(_ name: String) throws -> JSONValue {
    try folder.document("Schemas/\(name).schema.json").root
  }

  /// The schema of each part's files.
  static func name(of part: KnowledgeFolder.Part) -> String {
    switch part {
    case .facts: "facts"
    case .topics: "topic"
    case .questions: "questions"
    case .rules: "rules"
    case .findings: "findings"
    case .remedies: "remedies"
    case .errorCodes: "error-codes"
    case .tables: "table"
    case .collectors: "collectors"
    case .sources: "sources"
    case .cases: "case"
    case .tickets: "tickets"
    }
  }

  @Test(arguments: [
    ("knowledge", "", EntryKeys.settings), ("knowledge", "/$defs/subject", .subject),
    ("facts", "/$defs/entry", .fact),
    ("questions", "/$defs/entry", .question), ("rules", "/$defs/entry", .rule),
    ("findings", "/$defs/entry", .finding),
    ("remedies", "/$defs/entry", .remedy), ("error-codes", "/$defs/entry", .errorCode), ("table", "", .table),
    ("table", "/$defs/row", .row), ("collectors", "", .callPlan), ("collectors", "/$defs/call", .call),
    ("collectors", "/$defs/mapping", .mapping), ("sources", "/$defs/entry", .source), ("topic", "", .topic),
    ("case", "", .workedCase), ("tickets", "/$defs/entry", .ticket), ("tickets", "/$defs/need", .need),
    ("tickets", "/$defs/normalisation", .normalisation),
  ])
  func theKeysOfASchemaAreThoseTheReaderKnows(_ name: String, _ pointer: String, _ keys: EntryKeys) throws {
    let entry = try #require(try Self.schema(name).at(pointer: pointer))
    let properties = try #require(entry["properties"])
    #expect(properties.members.map(\.key) == keys.order)
    #expect(Set(entry["required"]?.elements.compactMap(\.string) ?? []) == Set(keys.required))
    #expect(entry["additionalProperties"]?.boolean == false)
    for member in properties.members where member.value["$ref"] == nil {
      #expect(member.value["description"] != nil, "\(member.key) of \(name)\(pointer) has no description")
    }
  }

  @Test(arguments: KnowledgeFolder.Part.allCases)
  func everyFileOfThePartIsAsItsSchemaSays(_ part: KnowledgeFolder.Part) throws {
    let validator = JSONSchemaValidator(try Self.schema(Self.name(of: part)))
    for file in Self.folder.files(of: part) {
      let root = try Self.folder.document("\(part.rawValue)/\(file)").root
      #expect(validator.problems(in: root).map(\.description) == [], "\(part.rawValue)/\(file)")
    }
  }

  @Test func theSettingsAreAsTheirSchemaSays() throws {
    let root = try Self.folder.document("knowledge.json").root
    #expect(JSONSchemaValidator(try Self.schema("knowledge")).problems(in: root).map(\.description) == [])
  }

  @Test func theWordsOfTheConditionLanguageAreThoseOfTheReader() throws {
    let defs = try #require(try Self.schema("rules")["$defs"])
    let words = Set(Comparison.allCases.map(\.rawValue))
    #expect(Set(defs["comparisons"]?["properties"]?.members.map(\.key) ?? []) == words.union(["not"]))
    #expect(Set(defs["denied"]?["properties"]?.members.map(\.key) ?? []) == words.subtracting(["known"]))
    #expect(
      Set(
        try Self.schema("facts").at(pointer: "/$defs/entry/properties/of/enum")?.elements.compactMap(\.string)
          ?? []) == Set(FactKind.scalars.map(\.name)))
    #expect(
      Set(
        try Self.schema("collectors").at(pointer: "/$defs/mapping/properties/as/enum")?.elements.compactMap(
          \.string) ?? [])
        == Set(GraphCall.Conversion.allCases.map(\.rawValue)))
  }

  @Test(arguments: [
    ("rules", #"{"a": {"when": {"waba.status": "X"}, "find": "a.b"}}"#, true),
    (
      "rules",
      #"{"a": {"when": {"any": [{"some": "user", "where": {"user.role": {"not": {"contains": "x"}}}}]}, "infer": {"waba.x": [1]}}}"#,
      true
    ),
    (
      "rules",
      #"{"a": {"when": {"waba.version": {"older than": {"table": "t", "at": "waba.os"}}}, "suspect": "a.b"}}"#,
      true
    ),
    ("rules", #"{"a": {"when": {"all": []}, "find": "a.b"}}"#, false),
    ("rules", #"{"a": {"when": {}, "find": "a.b"}}"#, false),
    ("rules", #"{"a": {"when": {"waba.limit": {"atleast": 1}}, "find": "a.b"}}"#, false),
    ("rules", #"{"a": {"when": {"waba.limit": {"in": "t"}}, "find": "a.b"}}"#, false),
    ("rules", #"{"a": {"when": {"waba.limit": null}, "find": "a.b"}}"#, false),
    (
      "rules", #"{"a": {"when": {"waba.limit": {"not": {"at least": 1, "below": 3}}}, "find": "a.b"}}"#, false
    ),
    ("rules", #"{"a": {"when": {"waba.x": 1}, "find": "a.b", "suspect": "a.b"}}"#, false),
    ("rules", #"{"a": {"when": {"waba.x": 1}}}"#, false),
    ("rules", #"{"a": {"when": {"waba.x": 1}, "find": "a.b", "finds": 1}}"#, false),
    (
      "facts-file",
      #"{"as of": "2024-05-01", "waba.x": null, "phone_number": [{"id": 1, "x": ["a"]}], "phone_number.complete": true}"#,
      true
    ),
    ("facts-file", #"{"as of": "May"}"#, false), ("facts-file", #"{"waba": {"x": 1}}"#, false),
    ("facts", #"{"x": {"title": "X", "kind": "chioce"}}"#, false),
    ("table", #"{"title": "T", "kind": "country", "rows": {}}"#, false),
    (
      "sources",
      #"{"x": {"title": "T", "publisher": "M", "address": "a", "updated": "lately", "read": "2026-01-01", "confidence": "A", "statements": {}}}"#,
      false
    ),
  ])
  func aFileIsAcceptedOrRefused(_ name: String, _ text: String, _ isAccepted: Bool) throws {
    let problems = JSONSchemaValidator(try Self.schema(name)).problems(
      in: try JSONDocument(text, file: "f").root)
    #expect(problems.isEmpty == isAccepted, "\(problems)")
  }

  @Test func everySchemaIsLaidOutLikeTheKnowledge() throws {
    for name in KnowledgeFolder.Part.allCases.map(Self.name) + ["knowledge", "facts-file"] {
      let file = "Schemas/\(name).schema.json"
      let root = try Self.folder.document(file).root
      #expect(
        JSONWriter.bytes(JSONTree(root), layout: .canonical) == (try Self.folder.bytes(of: file)), "\(file)")
      #expect(root["$id"]?.string == "\(name).schema.json")
    }
  }
}
