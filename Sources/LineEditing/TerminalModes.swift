import CLineEditor
import Glibc

/// The settings of the terminal while lines are edited and between them.
final class TerminalModes {
  /// Readable when the terminal or the program was interrupted, resized, continued or asked to stop.
  let wake: Int32
  /// Whether the terminal understands escape codes.
  let understandsCodes: Bool
  private let original: termios

  /// Takes charge of the terminal on standard input and output.
  ///
  /// - Throws: `LineEditorError.noTerminal`, or what the system says.
  init() throws(LineEditorError) {
    var settings = termios()
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, tcgetattr(STDIN_FILENO, &settings) == 0
    else {
      throw .noTerminal
    }
    original = settings
    wake = terminal_guard_open(&settings)
    guard wake >= 0 else { throw .system("pipe", code: errno) }
    let kind = getenv("TERM").map { String(cString: $0) } ?? ""
    understandsCodes = kind != "" && kind != "dumb"
  }

  /// Gives back the settings that were found.
  func giveBack() {
    var settings = original
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
  }

  /// Gives the terminal back as it was.
  func close() {
    endEditing()
    terminal_guard_close()
  }

  /// Columns of the window now; 80 when it has no size.
  var columns: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Pastes are told from typing, and a request to stop is taken note of.
  func beginEditing() {
    terminal_guard_edits(true)
    guard understandsCodes else { return }
    terminal_guard_brackets(true)
    write("\u{1B}[?2004h")
  }

  func endEditing() {
    terminal_guard_edits(false)
    guard understandsCodes else { return }
    terminal_guard_brackets(false)
    write("\u{1B}[?2004l")
  }

  /// Writes after whatever waits to be written; a terminal that is gone is told by the next reading.
  func write(_ text: String) {
    fflush(nil)
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress!, $0.count) }
      if count < 0, errno != EINTR { return }
      bytes = bytes.dropFirst(max(0, count))
    }
  }
}
