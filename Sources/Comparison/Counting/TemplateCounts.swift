/// A template: its id, else its name and language.
package struct LogTemplate: Hashable, Sendable {
  /// Meta's id; empty when the log has none.
  package var id: String
  /// Its name; empty when the log has none.
  package var name: String
  /// Its language code; empty when the log has none.
  package var language: String

  /// A template from its parts.
  package init(id: String = "", name: String = "", language: String = "") {
    self.id = id
    self.name = name
    self.language = language
  }
}

/// The first attempts sent with a template.
package struct TemplateCounts: Hashable, Sendable {
  /// Which template.
  package var template: LogTemplate
  /// How they ended.
  package var outcomes: OutcomeCounts

  /// Counts from their parts.
  package init(_ template: LogTemplate, _ outcomes: OutcomeCounts) {
    self.template = template
    self.outcomes = outcomes
  }
}
