import CLibEdit
import CLineEditor
import Glibc

/// The line as it stands while it is edited.
struct EditedLine: Equatable {
  let text: String
  /// UTF-8 offset.
  let cursor: Int

  var before: String { String(decoding: text.utf8.prefix(cursor), as: UTF8.self) }
  var after: String { String(decoding: text.utf8.dropFirst(cursor), as: UTF8.self) }
}

/// Where the edited line stands on the screen.
extension LineEditor {
  var editedLine: EditedLine {
    guard let line = el_wline(library)?.pointee, let buffer = line.buffer else {
      return EditedLine(text: "", cursor: 0)
    }
    func text(_ count: Int) -> String {
      var scalars = String.UnicodeScalarView()
      for index in 0..<count { scalars.append(Unicode.Scalar(UInt32(buffer[index])) ?? "\u{FFFD}") }
      return String(scalars)
    }
    return EditedLine(text: text(line.lastchar - buffer), cursor: text(line.cursor - buffer).utf8.count)
  }

  /// Goes to the first row of prompt and line, and clears what follows.
  func showBeginning() {
    let rows = row(after: editedLine.before)
    write(terminal.understandsCodes ? "\r" + (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\u{1B}[J" : "\r\n")
  }

  /// Goes to the last row of the line, so that what is written next spoils nothing.
  func showEnd() {
    let line = editedLine
    write(String(repeating: "\n", count: row(after: line.text) - row(after: line.before)))
  }

  /// The row on which prompt and text end, from 0.
  private func row(after text: String) -> Int {
    let shown = (prompt.map { String(cString: $0) } ?? "").split(
      separator: "\u{1}", omittingEmptySubsequences: false)
    let visible = shown.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
    return (DisplayWidth.of(visible) + DisplayWidth.of(text)) / max(1, columns)
  }
}
