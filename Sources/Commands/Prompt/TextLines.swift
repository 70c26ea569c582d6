import Casework

/// The lines of a text as they are typed: empty lines and lines that begin with # are passed over, and a JSON text of several lines is one.
struct TextLines {
  private let lines: [Substring]
  private var position = 0

  init(_ text: String) { lines = text.split(omittingEmptySubsequences: false) { $0.isNewline } }

  /// The number of the next line, from 1, and its text.
  mutating func next() -> (number: Int, text: String)? {
    while position < lines.count {
      let number = position + 1
      var text = String(lines[position])
      position += 1
      guard text.contains(where: { !$0.isWhitespace }), text.first != "#" else { continue }
      while PastedText.begins(text), PastedText.completeness(of: text) == .open, position < lines.count {
        text += "\n" + lines[position]
        position += 1
      }
      return (number, text)
    }
    return nil
  }
}
