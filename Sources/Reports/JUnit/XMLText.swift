import Templates

/// Text as it may stand in XML, between tags or within a quoted attribute.
enum XMLText {
  /// The text with control characters made visible and with what has a meaning escaped; lines are kept.
  static func escaped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      TemplateEscape.html.escaped(HarmlessText.shown(String(line)))
    }.joined(separator: "\n")
  }
}
