import CLibEdit
import CLineEditor
import Glibc

/// What libedit asks while it reads a line: the next character.
extension LineEditor {
  /// A paste of one line up to this long is put into the line; anything bigger is taken as a whole, in bytes.
  private static let shortPaste = 4096
  /// Putting a character before others costs as much as there are others; in characters.
  private static let longestInside = 1 << 14

  /// Gives libedit the next character; 0 leaves the line, and `ending` says why.
  func nextCharacter(_ character: UnsafeMutablePointer<wchar_t>) -> Int32 {
    while true {
      if answerHappenings() { return 0 }
      switch pasted.popLast().map({ KeySource.Event.key(.character($0)) }) ?? keys.next() {
      case .happening: continue
      case .end: return 0
      case .key(.paste(let bytes)): if take(paste: bytes) { return 0 }
      case .key(.character("\u{3}")): return leave(.interrupted)
      case .key(.character("\u{1A}")): stop(withGroup: true)
      // Ctrl-\ quits nothing, and control characters of the second set would be commands.
      case .key(.character("\u{1C}")), .key(.character("\u{80}"..."\u{9F}")): continue
      case .key(.character(let scalar)):
        if isFull, scalar.value >= 0x20, scalar.value != 0x7F {
          hasOverflowed = true
          continue
        }
        if hasOverflowed, scalar == "\r" || scalar == "\n" { return leave(.tooLong) }
        noteSearch(scalar)
        character.pointee = wchar_t(scalar.value)
        return 1
      }
    }
  }

  private func leave(_ ending: LineInput) -> Int32 {
    self.ending = ending
    showEnd()
    return 0
  }

  /// Whether nothing more fits into the line.
  private var isFull: Bool {
    guard let line = el_wline(library)?.pointee else { return false }
    let room = line.cursor == line.lastchar ? LineInput.longest : Self.longestInside
    return line.lastchar - line.buffer >= room
  }

  /// Puts a short paste into the line; tells whether a bigger one ended it.
  private func take(paste bytes: [UInt8]?) -> Bool {
    guard let bytes else { return leave(.tooLong) == 0 }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isLineBreak)
    let text = lines.joined(separator: "\n").trimmingLineBreaks
    if !text.utf8.contains(0x0A), bytes.count <= Self.shortPaste {
      let scalars = text.unicodeScalars.map { $0 == "\t" ? " " : $0 }
      pasted = scalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.reversed()
      return false
    }
    let around = isSearching ? EditedLine(text: "", cursor: 0) : editedLine
    return leave(.pasted(around.before + text + around.after)) == 0
  }

  /// While Ctrl-R searches, libedit keeps the pattern in the line.
  private func noteSearch(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x12, 0x13: isSearching = true
    case 0x08, 0x20...0x10FFFF: break
    default: isSearching = false
    }
  }

  // MARK: What happens to the terminal

  /// Does what signals asked for; tells whether that ends the line.
  private func answerHappenings() -> Bool {
    if terminal_guard_take(TERMINAL_INTERRUPTED) { return leave(.interrupted) == 0 }
    if terminal_guard_take(TERMINAL_STOPPED) { stop(withGroup: false) }
    if terminal_guard_take(TERMINAL_CONTINUED) {
      takeTerminalAgain()
      redrawAll()
    }
    if terminal_guard_take(TERMINAL_RESIZED) {
      showBeginning()
      el_resize(library)
      redraw()
    }
    return false
  }

  /// Stops the program as Ctrl-Z does, with the terminal as the shell knows it, and goes on where it was.
  func stop(withGroup: Bool) {
    showEnd()
    write("^Z\n")
    terminal.endEditing()
    terminal.giveBack()
    terminal_guard_stop(withGroup)
    takeTerminalAgain()
    redrawAll()
  }

  /// The shell had the terminal in between, and may have changed its settings.
  func takeTerminalAgain() {
    _ = terminal_guard_take(TERMINAL_CONTINUED)
    takeKeys(false)
    takeKeys(true)
    terminal.beginEditing()
  }

  private func redrawAll() {
    write("\r")
    el_resize(library)
    redraw()
  }
}

extension Character {
  fileprivate var isLineBreak: Bool { self == "\n" || self == "\r" || self == "\r\n" }
}

extension String {
  fileprivate var trimmingLineBreaks: String {
    var text = self[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
