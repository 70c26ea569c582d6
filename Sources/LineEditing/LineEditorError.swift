import Glibc

/// Why lines cannot be edited, read or remembered.
package enum LineEditorError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Standard input or standard output is no terminal.
  case noTerminal
  /// A call of the system failed: what was tried, and `errno`.
  case system(String, code: Int32)
  /// The history file cannot be used: its path and why.
  case history(path: String, reason: String)

  /// A lower-case phrase that says where, what, and what to do.
  package var description: String {
    switch self {
    case .noTerminal:
      "standard input and output: not a terminal, so lines cannot be edited; give the lines as a file"
    case .system(let what, let code): "\(what): \(Self.words(code))"
    case .history(let path, let reason): "\(path): \(reason); lines are remembered only until the end"
    }
  }

  /// The words of the system for a code, such as "permission denied".
  static func words(_ code: Int32) -> String {
    let text = String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
