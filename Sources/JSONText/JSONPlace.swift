/// A place in a file a person can go to, as editors count: `file:line:column`.
package struct JSONPlace: Hashable, Sendable, CustomStringConvertible {
  /// The file's name, as it was handed to the reader.
  package var file: String
  /// The line, from 1; lines end at `\n`, `\r\n` or `\r`.
  package var line: Int
  /// The column, from 1, counted in characters a person would count (grapheme clusters; a tab is one).
  package var column: Int

  /// A place from its three parts.
  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `file:line:column`.
  package var description: String { "\(file):\(line):\(column)" }
}
