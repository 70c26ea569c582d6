/// Rows of a few short cells and one text that wraps beside them; on a narrow screen it wraps below.
package struct ColumnText {
  /// One row.
  package struct Row {
    /// Short words, aligned below one another; the first to the right.
    package let cells: [String]
    /// What is said of them.
    package let text: String

    package init(cells: [String], text: String) {
      self.cells = cells
      self.text = text
    }
  }

  private let rows: [Row]
  private let style: TextStyle
  private static let gap = 2
  /// Columns that the text must have beside the cells.
  private static let leastRoom = 30

  /// Rows with the same number of cells; control characters are made visible.
  package init(_ rows: [Row], style: TextStyle) {
    self.rows = rows.map {
      Row(cells: $0.cells.map { HarmlessText.shown($0) }, text: HarmlessText.shown($0.text))
    }
    self.style = style
  }

  /// The rows, each line ended.
  package var text: String {
    let widths = (0..<(rows.first?.cells.count ?? 0)).map { column in
      rows.map { TextWrap.columns($0.cells[column]) }.max() ?? 0
    }
    let lead = widths.reduce(0) { $0 + $1 + Self.gap }
    let room = style.width - lead
    let hanging = room < Self.leastRoom ? (widths.first ?? 0) + Self.gap : lead
    return rows.map { row in
      let cells = zip(row.cells, widths).enumerated().map { number, cell in
        let fill = String(repeating: " ", count: cell.1 - TextWrap.columns(cell.0))
        return number == 0 ? fill + cell.0 : cell.0 + fill
      }
      let first = cells.map { $0 + String(repeating: " ", count: Self.gap) }.joined()
      let lines = TextWrap.lines(row.text, width: max(10, style.width - hanging), first: max(10, room))
      let rest = lines.dropFirst().map { String(repeating: " ", count: hanging) + $0 }
      return ([first + lines[0]] + rest).map { $0 + "\n" }.joined()
    }.joined()
  }
}
