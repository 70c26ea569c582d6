import Glibc

/// The folder in which the program keeps the history of the prompt.
///
/// `$XDG_STATE_HOME/wabadoctor`, else `~/.local/state/wabadoctor` (XDG Base Directory Specification 0.8).
package struct StateFolder: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// The folder of an environment; `nil` when there is no home to keep anything in.
  package init?(environment: [String: String]) {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      path = state + "/wabadoctor"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      path = home + "/.local/state/wabadoctor"
    } else {
      return nil
    }
  }

  /// The file that keeps what was typed.
  package var history: String { path + "/history" }

  /// Makes the folders of a file, for their owner alone.
  ///
  /// - Throws: `CaseworkError` when they cannot be made.
  package static func makeFolders(of file: String) throws(CaseworkError) {
    let parts = file.split(separator: "/", omittingEmptySubsequences: true).dropLast()
    var path = file.hasPrefix("/") ? "" : "."
    for part in parts {
      path += "/" + part
      if mkdir(path, 0o700) != 0, errno != EEXIST {
        throw CaseworkError(
          .notPermitted, "\(path): cannot be made: \(String(cString: strerror(errno)).lowercased())")
      }
    }
  }

  /// Writes a file for its owner alone, whole or not at all.
  ///
  /// - Throws: `CaseworkError` when it cannot be written.
  package static func write(_ text: String, to file: String) throws(CaseworkError) {
    try makeFolders(of: file)
    let mask = umask(0o077)
    defer { umask(mask) }
    let destination = try Destination(file: file)
    do throws(CaseworkError) {
      try destination.write(Array(text.utf8))
      try destination.finish()
    } catch {
      destination.abandon()
      throw error
    }
  }
}
