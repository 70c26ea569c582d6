import CLibEdit
import CLineEditor
import Glibc

/// Lines typed at a terminal, edited with the keys of libedit.
///
/// There is one terminal, so there is one editor at a time, used by one thread at a time. While it is open, Ctrl-C does
/// not end the program: it is ``LineInput/interrupted``, now or at the next line. Work that does not ask
/// ``takeInterrupt()`` is ended by a second Ctrl-C, half a second after the first or later. What is typed between two lines
/// waits, unshown. The terminal is given back by ``close()``, by `exit`, and when the program crashes or is killed
/// (`SIGKILL` excepted). The user's `.editrc` is not read: keys do the same for everybody.
package final class LineEditor {
  /// What cannot be saved, told by the last call that tried; `nil` when the history is well.
  package private(set) var historyTrouble: LineEditorError?

  let completer: (_ line: String, _ cursorOffset: Int) -> Completions
  let terminal: TerminalModes
  private let history: HistoryFile?
  var keys: KeySource
  private var editor: OpaquePointer?
  private(set) var prompt: UnsafeMutablePointer<CChar>?
  private var lastRemembered: String?

  /// What ended the line that is read, if it was not Enter.
  var ending: LineInput?
  /// Whether more was typed than a line may hold.
  var hasOverflowed = false
  /// Characters of a short paste that wait to be put in, the next one last.
  var pasted: [Unicode.Scalar] = []
  /// Whether Ctrl-R has the keys.
  var isSearching = false
  /// Line and cursor at which Tab could not go on; a second Tab lists.
  var lastStop: EditedLine?

  /// Opens the editor on standard input and output, and reads the history.
  ///
  /// A history that cannot be read or written is no error but ``historyTrouble``.
  ///
  /// - Parameters:
  ///   - history: where lines are remembered from one run to the next; `nil` for nowhere.
  ///   - completer: what may stand at the cursor, a UTF-8 offset; called when Tab is pressed.
  /// - Throws: `LineEditorError` when this is no terminal.
  package init(
    history: HistoryFile?, completer: @escaping (_ line: String, _ cursorOffset: Int) -> Completions
  ) throws(LineEditorError) {
    // Widths of characters come from the locale; this one knows them and is there on every system.
    if setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_CTYPE, "") }
    terminal = try TerminalModes()
    keys = KeySource(wake: terminal.wake)
    self.history = history
    self.completer = completer
    let callbacks = line_editor_callbacks(
      owner: Unmanaged.passUnretained(self).toOpaque(),
      prompt: { UnsafePointer(LineEditor.of($0).prompt!) },
      character: { LineEditor.of($0).nextCharacter($1) },
      complete: { LineEditor.of($0).complete() })
    editor = line_editor_open(
      "wabadoctor", callbacks, Int32(clamping: history?.limit ?? HistoryFile.usualLimit))
    guard editor != nil else { throw .system("libedit", code: ENOMEM) }
    loadHistory()
  }

  deinit { close() }

  /// Gives the terminal back; nothing can be read any more.
  package func close() {
    guard let editor else { return }
    self.editor = nil
    line_editor_close(editor)
    terminal.close()
    free(prompt)
    prompt = nil
  }

  /// Columns of the terminal now.
  package var columns: Int { terminal.columns }

  /// Whether Ctrl-C was pressed while no line was read; forgets it. Long work asks now and then.
  package func takeInterrupt() -> Bool { terminal_guard_take(TERMINAL_INTERRUPTED) }

  /// Reads one line; waits for it.
  ///
  /// - Parameter prompt: what stands before the line; escape codes in it stand between two `\u{1}`, and not at its end.
  package func readLine(prompt: String) -> LineInput {
    guard let editor else { return .endOfInput }
    free(self.prompt)
    self.prompt = strdup(prompt)
    (ending, lastStop, isSearching, hasOverflowed) = (nil, nil, false, false)
    // Before the prompt is seen, so that nothing typed at it is taken by the terminal itself.
    beginEditing()
    var count: Int32 = 0
    let bytes = line_editor_read(editor, &count)
    let line = bytes.map { String(cString: $0) }
    endEditing()
    if let ending {
      write(ending == .interrupted ? "^C\n" : Self.mark(ending))
      return ending
    }
    guard let line else {
      write("\n")
      return .endOfInput
    }
    return .line(Self.withoutControls(line))
  }

  /// Remembers a line for the arrow keys and Ctrl-R, and in the history file at once; never give it a secret.
  ///
  /// Line breaks become spaces. Empty lines, repeated ones and those longer than a screenful are not kept.
  package func remember(_ line: String) {
    let entry = HistoryFile.entry(line)
    guard let editor, !entry.isEmpty, entry != lastRemembered, entry.utf8.count <= HistoryFile.longestEntry
    else { return }
    lastRemembered = entry
    line_editor_remember(editor, entry)
    guard let history else { return }
    do throws(LineEditorError) {
      try history.append(entry)
      historyTrouble = nil
    } catch { historyTrouble = error }
  }

  private func loadHistory() {
    guard let editor, let history else { return }
    do throws(LineEditorError) {
      for entry in try history.load() {
        line_editor_remember(editor, entry)
        lastRemembered = entry
      }
      try history.prepare()
    } catch { historyTrouble = error }
  }

  /// What shows that a paste was taken.
  private static func mark(_ ending: LineInput) -> String {
    switch ending {
    case .pasted(let text):
      "[\(text.split(separator: "\n", omittingEmptySubsequences: false).count) lines pasted]\n"
    default: "\n"
    }
  }

  /// The line as a person can have meant it: without control characters, which only noise or a quoted key brings.
  static func withoutControls(_ line: String) -> String {
    guard line.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return line }
    var scalars = String.UnicodeScalarView()
    for scalar in line.unicodeScalars where scalar == "\t" || scalar.value >= 0x20 && scalar.value != 0x7F {
      scalars.append(scalar)
    }
    return String(scalars)
  }

  /// Lends the terminal, as it was found, to another program such as a pager.
  package func lend<Result>(_ body: () throws -> Result) rethrows -> Result {
    terminal.giveBack()
    defer {
      takeKeys(true)
      takeKeys(false)
    }
    return try body()
  }

  // MARK: For the extensions

  func beginEditing() {
    // Whatever happened to the window before is seen when the prompt is drawn.
    for event in [TERMINAL_CONTINUED, TERMINAL_RESIZED, TERMINAL_STOPPED] { _ = terminal_guard_take(event) }
    takeKeys(true)
    terminal.beginEditing()
  }

  func endEditing() {
    terminal.endEditing()
    takeKeys(false)
  }

  var isOpen: Bool { editor != nil }
  var library: OpaquePointer? { editor.map { line_editor_library($0) } }
  func write(_ text: String) { terminal.write(text) }
  func redraw() { if let editor { line_editor_redraw(editor) } }
  func takeKeys(_ everyKey: Bool) { if let editor { line_editor_take_keys(editor, everyKey) } }

  private static func of(_ owner: UnsafeMutableRawPointer) -> LineEditor {
    Unmanaged<LineEditor>.fromOpaque(owner).takeUnretainedValue()
  }
}
