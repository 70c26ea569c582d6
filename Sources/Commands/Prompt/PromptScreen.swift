import Casework
import Glibc
import Reports
import Synchronization

/// Where a conversation is shown: standard output, a screen at a time when a person sits there; and what was shown, for the transcript.
final class PromptScreen: Sendable {
  /// The screen of the conversation that a command is run in; `nil` in the shell.
  @TaskLocal static var current: PromptScreen?

  private struct State {
    var log = ""
    /// Lines that did not fit on the screen.
    var rest: [Substring] = []
    /// All of the last text that was shown.
    var last = ""
  }

  /// Bytes of a conversation that are kept for its transcript; the beginning is forgotten first.
  private static let longestLog = 16 << 20

  private let state = Mutex(State())
  private let isPaged: Bool
  private let output: @Sendable (String) -> Void
  private let complaints: @Sendable (String) -> Void

  /// A screen.
  ///
  /// - Parameters:
  ///   - isPaged: whether long texts stop at the end of the terminal's screen.
  ///   - output: takes what is shown; standard output unless said otherwise.
  ///   - complaints: takes what went wrong; standard error unless said otherwise.
  init(
    isPaged: Bool, output: @escaping @Sendable (String) -> Void = { Terminal.output.write($0) },
    complaints: @escaping @Sendable (String) -> Void = { Terminal.error.write($0) }
  ) {
    self.isPaged = isPaged
    self.output = output
    self.complaints = complaints
  }

  /// How text is laid out.
  var style: TextStyle {
    let output = Terminal.output
    let hasColor = output.isPerson && !Terminal.isSet("NO_COLOR") && !Terminal.isDumb
    return TextStyle(width: output.width.map { min($0, 120) }, color: hasColor)
  }

  /// Shows a text; what does not fit on a screen waits for `more`.
  func show(_ text: String) {
    guard !text.isEmpty else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(
      text.hasSuffix("\n") ? 1 : 0)
    state.withLock {
      Self.append(text, to: &$0.log)
      $0.last = text
    }
    page(Array(lines))
  }

  /// Shows an error, which is never held back.
  func complain(_ text: String) {
    state.withLock { Self.append(text, to: &$0.log) }
    complaints(text)
  }

  /// Notes what was typed.
  func note(typed line: String) {
    state.withLock { Self.append("> \(line.replacing("\n", with: "\n… "))\n", to: &$0.log) }
  }

  /// Everything typed and shown so far.
  var log: String { state.withLock { $0.log } }

  /// Shows the next screen, or everything in the pager that `PAGER` names; `false` when nothing waits.
  ///
  /// - Parameter lend: gives the terminal to the pager while it runs.
  func more(lend: (() -> Bool) -> Bool) -> Bool {
    let (rest, last) = state.withLock { ($0.rest, $0.last) }
    guard !rest.isEmpty else { return false }
    if isPaged, let pager = Pager(environment: Terminal.environment) {
      state.withLock { $0.rest = [] }
      if lend({ pager.show(last) }) { return true }
    }
    page(rest)
    return true
  }

  private func page(_ lines: [Substring]) {
    let room = isPaged ? Terminal.output.height.map { max(5, $0 - 2) } : nil
    guard let room, lines.count > room else {
      state.withLock { $0.rest = [] }
      output(lines.map { $0 + "\n" }.joined())
      return
    }
    let left = lines.count - (room - 1)
    state.withLock { $0.rest = Array(lines.dropFirst(room - 1)) }
    output(lines.prefix(room - 1).map { $0 + "\n" }.joined() + "… \(left) more lines: type more\n")
  }

  private static func append(_ text: String, to log: inout String) {
    log += text
    if log.utf8.count > longestLog { log = String(log.suffix(longestLog / 2)) }
  }
}
