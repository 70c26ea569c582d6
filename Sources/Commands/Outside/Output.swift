import Casework

/// A whole output.
enum Output {
  /// Writes bytes to standard output, or into a file that is replaced when all is written.
  ///
  /// - Throws: `CaseworkError` when it cannot be written.
  static func write(_ bytes: [UInt8], to file: String?) throws(CaseworkError) {
    let destination =
      if let file, file != "-" { try Destination(file: file) } else { Destination(descriptor: 1) }
    try write(to: destination) { destination throws(CaseworkError) in _ = try destination.write(bytes) }
  }

  /// Writes a person's own list into a file that the person named for it; nothing in it is hidden.
  ///
  /// - Throws: `CaseworkError` when it cannot be written.
  static func write(unredacted bytes: [UInt8], to file: String) throws(CaseworkError) {
    try write(to: try Destination(file: file)) { destination throws(CaseworkError) in
      try destination.write(asTheyAre: bytes)
    }
  }

  private static func write(
    to destination: Destination, _ body: (Destination) throws(CaseworkError) -> Void
  ) throws(CaseworkError) {
    do throws(CaseworkError) {
      try body(destination)
      try destination.finish()
    } catch {
      destination.abandon()
      throw error
    }
  }
}
