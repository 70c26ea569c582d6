/// Words in columns, downwards first, as many as fit on a screen.
struct CandidateList {
  /// Most rows of a list; more is no help.
  static let mostRows = 20

  private let words: [String]

  init(_ words: [String]) { self.words = words }

  /// The rows, each with its line end; what does not fit is counted.
  func text(columns: Int) -> String {
    let widths = words.map(DisplayWidth.of)
    let cell = (widths.max() ?? 0) + 2
    let perRow = max(1, (columns + 1) / cell)
    let rows = min(Self.mostRows, (words.count + perRow - 1) / perRow)
    let shown = min(words.count, rows * perRow)
    var text = ""
    for row in 0..<rows {
      let places = stride(from: row, to: shown, by: rows)
      for place in places {
        let isLast = place + rows >= shown
        text += words[place] + (isLast ? "" : String(repeating: " ", count: cell - widths[place]))
      }
      text += "\n"
    }
    return text + (shown < words.count ? "… and \(words.count - shown) more\n" : "")
  }
}
