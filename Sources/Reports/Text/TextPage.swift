/// Lines of a text as they are laid out: wrapped, indented, in columns. All text passes through `HarmlessText` here.
struct TextPage {
  let style: TextStyle
  private(set) var lines: [String] = []

  init(_ style: TextStyle) { self.style = style }

  /// The page with a line end after every line.
  var text: String { lines.map { $0 + "\n" }.joined() }

  /// An empty line, unless the page is empty or ends in one.
  mutating func gap() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// A paragraph; lines after the first are indented further by `hanging`.
  mutating func paragraph(_ text: String, indent: Int = 0, hanging: Int = 0, ink: TextStyle.Ink = .plain) {
    let margin = style.width - indent - hanging
    let wrapped = TextWrap.lines(
      HarmlessText.shown(text), width: max(10, margin), first: max(10, margin + hanging))
    for (number, line) in wrapped.enumerated() {
      let spaces = String(repeating: " ", count: indent + (number == 0 ? 0 : hanging))
      lines.append(line.isEmpty ? "" : spaces + style.inked(line, ink))
    }
  }

  /// A labelled row: the label stands once, the text wraps beside it.
  ///
  /// - Parameters:
  ///   - column: where the text begins.
  ///   - hanging: how much further in its other lines begin.
  mutating func row(
    _ label: String, _ text: String, column: Int = TextReport.labels, hanging: Int = 0,
    ink: TextStyle.Ink = .plain
  ) {
    let label = HarmlessText.shown(label)
    let indent = 2
    let start = max(column, label.isEmpty ? indent : indent + TextWrap.columns(label) + 1)
    let wrapped = TextWrap.lines(
      HarmlessText.shown(text), width: max(10, style.width - column - hanging),
      first: max(10, style.width - start))
    let lead = String(repeating: " ", count: indent) + style.inked(label, ink)
    let fill = String(repeating: " ", count: start - indent - TextWrap.columns(label))
    lines.append(label.isEmpty ? String(repeating: " ", count: start) + wrapped[0] : lead + fill + wrapped[0])
    for line in wrapped.dropFirst() { lines.append(String(repeating: " ", count: column + hanging) + line) }
  }

  /// A headline in three columns: a status word, a title that wraps, and a note, below the title when there is no room.
  mutating func headline(_ headline: Headline, in columns: HeadlineColumns) {
    let title = HarmlessText.shown(headline.title)
    let note = HarmlessText.shown(headline.note)
    let beside = columns.title(TextWrap.columns(title), beside: TextWrap.columns(note))
    let whole = max(10, style.width - columns.word)
    var rows = TextWrap.lines(title, width: beside ?? whole).map { style.inked($0, .bold) }
    if let beside, !note.isEmpty {
      let first = TextWrap.lines(title, width: beside)[0]
      rows[0] += String(repeating: " ", count: beside + 2 - TextWrap.columns(first)) + note
    } else if !note.isEmpty {
      rows += TextWrap.lines(note, width: whole)
    }
    let word = TextWrap.padded(HarmlessText.shown(headline.word), to: columns.word)
    lines.append(style.inked(word, headline.ink) + rows[0])
    for row in rows.dropFirst() { lines.append(String(repeating: " ", count: columns.word) + row) }
  }

  /// Adds lines that were laid out elsewhere.
  mutating func append(_ other: [String]) { lines += other }
}

/// One line of an overview: `Blocks   The account is run on behalf of its owner   onboarding.on-behalf-of`.
struct Headline {
  var word: String
  var title: String
  var note: String
  var ink: TextStyle.Ink
}
