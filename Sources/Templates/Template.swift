/// A text with tags in double braces, read: the mustache language without what can hurt or surprise.
///
/// `{{name}}`, `{{a.b}}` and `{{.}}` write a value, escaped; `{{#name}}…{{/name}}` repeats for each of a list, enters a thing, or
/// writes its inside when there is something; `{{^name}}…{{/name}}` when there is nothing; `{{! … }}` is a remark; `{{> name}}` puts
/// in another template. A section, remark or partial alone on its line takes the line with it. Three braces, `{{&…}}`, other
/// delimiters and lambdas are refused: text from outside is always escaped.
struct Template: Sendable {
  /// A piece of a template.
  indirect enum Node: Sendable {
    case text(String)
    case value(TemplatePath)
    case section(TemplatePath, isInverted: Bool, [Node])
    case partial(TemplatePath)
  }

  let nodes: [Node]

  /// Reads a template.
  ///
  /// - Throws: `TemplateFault` with the place of the first mistake.
  init(_ text: String, named name: String) throws(TemplateFault) {
    var reader = TemplateReader(text, named: name)
    nodes = try reader.nodes()
  }
}

/// A name as it stands in a tag, and where.
struct TemplatePath: Sendable {
  /// The parts between the dots; empty for `{{.}}`, the thing itself.
  let parts: [String]
  let template: String
  let line: Int
  let column: Int

  var text: String { parts.isEmpty ? "." : parts.joined(separator: ".") }

  func fault(_ message: String) -> TemplateFault {
    TemplateFault(template: template, line: line, column: column, message: message)
  }
}
