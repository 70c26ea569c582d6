/// What reading a line gave.
package enum LineInput: Sendable, Equatable {
  /// A line, without its end; may be empty.
  case line(String)
  /// Text that was pasted in one go (bracketed paste) and has several lines, or is longer than anybody types: with what
  /// stood on the line around the cursor, line ends as `\n`, none at the end. It did not wait for Enter.
  case pasted(String)
  /// A line or a paste longer than ``longest``, passed over.
  case tooLong
  /// Ctrl-C; what was typed is gone.
  case interrupted
  /// Ctrl-D on an empty line, or the terminal went away.
  case endOfInput

  /// The longest line or paste that is taken, in bytes as read from a file, in characters as typed.
  package static let longest = 1 << 20
}
