import JSONText

/// The published schemas of what the program writes, for tests of whatever writes JSON.
package enum OutputSchema {
  /// The names of the schemas: `diagnosis` is `KnowledgeBase/Schemas/diagnosis.schema.json`.
  package static let names = [
    "diagnosis", "batch-diagnosis", "batch-error", "kb-check", "kb-test", "kb-stats", "kb-map", "kb-docs", "case-file", "explain",
    "search", "dry-run", "case-list", "case-record", "case-review", "case-replay", "kb-priors", "comparison", "comparison-plan", "ticket",
  ]

  /// The schema of that name.
  package static func schema(_ name: String) throws -> JSONValue {
    try KnowledgeFixture.projectFolder.document("Schemas/\(name).schema.json").root
  }

  /// What in a text is not as the schema of that name says; empty when it is valid.
  package static func problems(in text: String, by name: String) throws -> [JSONSchemaValidator.Problem] {
    JSONSchemaValidator(try schema(name)).problems(in: try JSONDocument(text, file: name).root)
  }
}
