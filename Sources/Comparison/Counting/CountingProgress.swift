/// How far a count has come.
package struct CountingProgress: Hashable, Sendable {
  /// Bytes handed to the readers.
  package var bytes: Int
  /// Bytes of all sources; nil when standard input is among them.
  package var totalBytes: Int?
  /// Lines read.
  package var lines: Int

  /// Progress from its parts.
  package init(bytes: Int, totalBytes: Int?, lines: Int) {
    self.bytes = bytes
    self.totalBytes = totalBytes
    self.lines = lines
  }
}
