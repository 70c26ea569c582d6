import Casework
import LineEditing

/// Standard input as the lines of a conversation, as they come: a program at the other end may wait for answers.
struct StandardInputLines {
  private var lines = PlainLines(0)
  /// The number of the last line, from 1.
  private(set) var number = 0

  /// What comes next.
  enum Input {
    /// A line, or a JSON text of several lines; whether bytes in it were no UTF-8.
    case text(String, isRepaired: Bool)
    /// A line longer than any that is taken, passed over.
    case tooLong
  }

  /// The next line or JSON text; empty lines and lines that begin with # are passed over.
  ///
  /// - Throws: `LineEditorError` when standard input cannot be read.
  mutating func next() throws -> Input? {
    while let line = try line() {
      guard let text = line.text else { return .tooLong }
      guard text.contains(where: { !$0.isWhitespace }), text.first != "#" else { continue }
      return try whole(text, isRepaired: line.isRepaired)
    }
    return nil
  }

  private mutating func whole(_ first: String, isRepaired: Bool) throws -> Input {
    guard PastedText.begins(first) else { return .text(first, isRepaired: isRepaired) }
    var text = first
    var isRepaired = isRepaired
    while PastedText.completeness(of: text) == .open, let line = try line() {
      guard let more = line.text, text.utf8.count < PastedText.longest else { return .tooLong }
      text += "\n" + more
      isRepaired = isRepaired || line.isRepaired
    }
    return .text(text, isRepaired: isRepaired)
  }

  private mutating func line() throws -> PlainLine? {
    let line = try lines.next()
    number = line?.number ?? number
    return line
  }
}
