import Casework

/// A whole output.
enum Output {
  /// Writes bytes to standard output, or into a file that is replaced when all is written.
  ///
  /// - Throws: `CaseworkError` when it cannot be written.
  static func write(_ bytes: [UInt8], to file: String?) throws(CaseworkError) {
    let destination =
      if let file, file != "-" { try Destination(file: file) } else { Destination(descriptor: 1) }
    do throws(CaseworkError) {
      try destination.write(bytes)
      try destination.finish()
    } catch {
      destination.abandon()
      throw error
    }
  }
}
