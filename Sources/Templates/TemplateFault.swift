/// Something wrong in a template: where, and what to do about it.
package struct TemplateFault: Error, Hashable, Sendable {
  /// The template's name: `report.html`.
  package let template: String
  /// The line and the column, from 1.
  package let line: Int
  package let column: Int
  /// A lower-case phrase.
  package let message: String
}
