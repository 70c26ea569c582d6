import Casework
import Glibc

/// Standard output or standard error.
struct Terminal {
  /// The report, and nothing else.
  static let output = Terminal(descriptor: 1)
  /// Everything else.
  static let error = Terminal(descriptor: 2)

  private let descriptor: Int32

  /// Whether a person sits at it.
  var isPerson: Bool { isatty(descriptor) == 1 }

  /// Columns of its window; `nil` when it has none.
  var width: Int? {
    var size = winsize()
    guard isPerson, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Rows of its window; `nil` when it has none.
  var height: Int? {
    var size = winsize()
    guard isPerson, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
    return Int(size.ws_row)
  }

  /// Writes text, tokens hidden; what nobody can read any more is dropped.
  func write(_ text: String) { _ = try? Destination(descriptor: descriptor).write(Array(text.utf8)) }

  /// Says what is no answer: on standard error, or at the prompt where it is shown.
  static func complain(_ text: String) {
    if let screen = PromptScreen.current { screen.complain(text) } else { error.write(text) }
  }

  /// The variables of the process.
  static var environment: [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let pointer = entry.pointee {
      let text = String(cString: pointer)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      entry += 1
    }
    return variables
  }

  /// Whether a variable is set to something.
  static func isSet(_ variable: String) -> Bool { getenv(variable).map { $0.pointee != 0 } ?? false }

  /// Whether the terminal understands escape codes.
  static var isDumb: Bool { getenv("TERM").map { strcmp($0, "dumb") == 0 } ?? true }
}
