import CLineEditor

/// Typing that must not be seen.
extension LineEditor {
  /// Reads a line that is neither shown nor remembered; line breaks inside a pasted one are left out.
  ///
  /// - Throws: `LineEditorError.noTerminal` when the editor is closed.
  package func readSecret(prompt: String) throws(LineEditorError) -> LineInput {
    guard isOpen else { throw .noTerminal }
    beginEditing()
    defer { endEditing() }
    write(prompt)
    var secret = Secret()
    while true {
      if terminal_guard_take(TERMINAL_INTERRUPTED) { return ended(.interrupted) }
      if terminal_guard_take(TERMINAL_STOPPED) { stopSecretly(prompt) }
      if terminal_guard_take(TERMINAL_CONTINUED) {
        takeTerminalAgain()
        write(prompt)
      }
      switch keys.next() {
      case .happening: continue
      case .end: return ended(.endOfInput)
      case .key(.character("\u{1A}")): stopSecretly(prompt)
      case .key(let key): if let ending = secret.take(key) { return ended(ending) }
      }
    }
  }

  private func ended(_ ending: LineInput) -> LineInput {
    write(ending == .interrupted ? "^C\n" : "\n")
    return ending
  }

  private func stopSecretly(_ prompt: String) {
    write("^Z\n")
    terminal.endEditing()
    terminal.giveBack()
    terminal_guard_stop(true)
    takeTerminalAgain()
    write(prompt)
  }
}

/// A secret while it is typed.
struct Secret {
  private var text = String.UnicodeScalarView()
  /// What of an escape sequence, such as that of an arrow key, is still to come.
  private var escape = Escape.none

  private enum Escape { case none, begun, inside }

  /// Takes a key; gives what ends the typing.
  mutating func take(_ key: KeyDecoder.Key) -> LineInput? {
    switch key {
    case .paste(nil): return .tooLong
    case .paste(let bytes?):
      for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars { add(scalar) }
      return nil
    case .character(let scalar): return escape == .none ? type(scalar) : pass(scalar)
    }
  }

  private mutating func type(_ scalar: Unicode.Scalar) -> LineInput? {
    switch scalar {
    case "\r", "\n": return .line(String(text))
    case "\u{3}": return .interrupted
    case "\u{4}": return text.isEmpty ? .endOfInput : nil
    case "\u{8}", "\u{7F}": _ = text.popLast()
    case "\u{15}", "\u{17}": text.removeAll()
    case "\u{1B}": escape = .begun
    default: add(scalar)
    }
    return text.count > LineInput.longest ? .tooLong : nil
  }

  private mutating func add(_ scalar: Unicode.Scalar) {
    if scalar.properties.generalCategory != .control { text.append(scalar) }
  }

  /// Passes over an escape sequence (ECMA-48): `ESC [` or `ESC O`, parameters, a final character from `@` to `~`.
  private mutating func pass(_ scalar: Unicode.Scalar) -> LineInput? {
    switch (escape, scalar) {
    case (.begun, "["), (.begun, "O"): escape = .inside
    case (.begun, _), (.inside, "@"..."~"): escape = .none
    default: break
    }
    return scalar == "\r" || scalar == "\n" || scalar == "\u{3}" ? type(scalar) : nil
  }
}
