/// Bounds of reading logs.
package enum LogReading {
  /// The longest record that is read, in bytes; a longer one is counted as broken, so that memory stays bounded.
  package static let longestRecord = 1 << 26
  /// How far into a source its header is looked for, in bytes.
  static let longestHeader = 1 << 16
  /// Bytes kept free after what was read, so that eight bytes may be looked at from any of them.
  static let padding = 64
}
