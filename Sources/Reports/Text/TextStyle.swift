/// How a text is laid out for its reader: how wide, and whether with colour. Words alone carry the meaning.
package struct TextStyle: Sendable, Hashable {
  /// Columns of a line; never less than 40.
  package let width: Int
  /// Whether escape codes may be written.
  package let color: Bool

  /// A layout; 80 columns where there is no terminal to ask.
  package init(width: Int? = nil, color: Bool = false) {
    self.width = max(40, width ?? 80)
    self.color = color
  }

  /// What colour can add to a word.
  package enum Ink: String, Sendable, CaseIterable {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case red = "1;31"
    case yellow = "33"
  }

  /// The text in an ink; exactly the text when colour is off.
  package func inked(_ text: String, _ ink: Ink) -> String {
    color && ink != .plain && !text.isEmpty ? "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" : text
  }
}
