/// How a text from outside is written into a template, so that it stays text; the name of the template decides: `report.html`.
package enum TemplateEscape: Sendable, CaseIterable {
  /// Into a page, between tags or within a quoted attribute.
  case html
  /// Into Markdown, where it cannot begin a heading, a link, a list or a line of its own.
  case markdown
  /// As it is.
  case plain

  /// How the texts of a template are escaped.
  init(template name: String) {
    switch name.split(separator: ".").last {
    case "html": self = .html
    case "markdown": self = .markdown
    default: self = .plain
    }
  }

  /// The text, made harmless for its place.
  package func escaped(_ text: String) -> String {
    switch self {
    case .plain: text
    case .html: Self.html(text)
    case .markdown: Self.markdown(text)
    }
  }

  /// By scalar and not by character: a quotation mark that bears an accent still ends an attribute.
  private static func html(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func markdown(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (position, scalar) in scalars.enumerated() {
      switch scalar {
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "\n", "\r": result.append(" ")
      case "\\", "`", "*", "[", "]", "|", "~", "#", "!", "^", "$", "@": result.append(contentsOf: ["\\", scalar])
      case "_" where !isInsideWord(position, scalars): result.append(contentsOf: ["\\", scalar])
      case "-", "+", "=": result.append(contentsOf: position == 0 ? ["\\", scalar] : [scalar])
      case ".", ")": result.append(contentsOf: beginsNumber(position, scalars) ? ["\\", scalar] : [scalar])
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether an underscore joins two words, where it means nothing.
  private static func isInsideWord(_ position: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard position > 0, position + 1 < scalars.count else { return false }
    func isWord(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic || scalar.properties.numericType != nil }
    return isWord(scalars[position - 1]) && isWord(scalars[position + 1])
  }

  /// Whether a sign ends a number at the beginning of the text, which would make it an item of a list.
  private static func beginsNumber(_ position: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    position > 0 && position < 10 && scalars[..<position].allSatisfy { ("0"..."9").contains($0) }
  }
}
