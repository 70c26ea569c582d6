/// Paragraphs below one another, each with its indentation, wrapped to the width of where they go.
package enum IndentedText {
  /// The text, each line ended.
  ///
  /// - Parameter paragraphs: what is said, and by how many columns it stands in; control characters are made visible.
  package static func text(_ paragraphs: [(indent: Int, text: String)], style: TextStyle) -> String {
    var page = TextPage(style)
    for paragraph in paragraphs { page.paragraph(HarmlessText.shown(paragraph.text), indent: paragraph.indent, hanging: 2) }
    return page.text
  }

  /// `2026-11-21 09:14 UTC` of the ISO form of a moment.
  package static func minute(_ moment: String) -> String { "\(moment.prefix(10)) \(moment.dropFirst(11).prefix(5)) UTC" }
}
