/// The forms that a diagnosis can be told in.
package enum ReportFormat: String, Sendable, CaseIterable {
  /// For a person at a terminal.
  case text
  /// For a program: everything, as `KnowledgeBase/Schemas/diagnosis.schema.json` describes it.
  case json
  /// For a wiki, an issue or a chat that knows Markdown.
  case markdown
  /// One page that needs nothing else, for a colleague's browser, phone or printer.
  case html
  /// SARIF 2.1.0, for code hosts and what collects findings.
  case sarif
  /// JUnit XML, for continuous integration.
  case junit

  /// The template that it is made with; `nil` for forms that are not for an editor to change.
  package var template: String? {
    switch self {
    case .markdown, .html: "report." + rawValue
    case .text, .json, .sarif, .junit: nil
    }
  }
}
