import Reports

/// What `help` shows: how to talk, and the commands, one a line.
enum PromptHelp {
  static func text(style: TextStyle) -> String {
    let width = PromptTable.overview.map(\.name.count).max() ?? 0
    let commands = PromptTable.overview.map { entry in
      "  \(entry.name)\(String(repeating: " ", count: width - entry.name.count))  \(shortened(entry.abstract, to: max(20, style.width - width - 4)))\n"
    }
    return """
      Tell the symptom in the customer's words, or paste an error, JSON of the API, or
      a fact such as waba.country=CU. To answer a question type a number, the first
      letters, or the value; - is not sure, ? explains the question.


      """ + commands.joined() + "\nhelp COMMAND tells more; Ctrl-C clears the line, Ctrl-D leaves.\n"
  }

  /// The beginning of a sentence that fits on the line.
  private static func shortened(_ text: String, to width: Int) -> String {
    guard text.count > width else { return text }
    let cut = text.prefix(width - 1)
    return (cut.lastIndex(of: " ").map { String(cut[..<$0]) } ?? String(cut)) + "…"
  }
}
