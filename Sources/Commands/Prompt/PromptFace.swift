import Casework
import LineEditing

/// The conversation with a person at a terminal.
struct PromptFace {
  private let session: PromptSession
  private let editor: LineEditor

  /// - Parameter folder: where the history is kept; `nil` for nowhere.
  /// - Throws: `LineEditorError` when this is no terminal.
  init(_ session: PromptSession, folder: StateFolder?) throws(LineEditorError) {
    self.session = session
    editor = try LineEditor(history: folder.map { HistoryFile(path: $0.history) }) { line, cursor in
      let offer = PromptCompletion(session).offer(line, cursor: cursor)
      return Completions(start: offer.start, candidates: offer.candidates, isFinal: offer.isFinal)
    }
  }

  /// Talks until the person leaves.
  func talk() -> ExitStatus {
    defer { editor.close() }
    session.lendTerminal = { body in editor.lend(body) }
    session.say(
      "wabadoctor \(Program.version), knowledge of \(session.knowledge.edition). Tell the symptom, paste an error, or type help.\n"
    )
    tellTrouble()
    var interrupts = 0
    while !session.isLeaving {
      let input = editor.readLine(prompt: "> ")
      interrupts = input == .interrupted ? interrupts + 1 : 0
      switch input {
      case .line(let line): take(line)
      case .pasted(let text): _ = session.take(content: text)
      case .tooLong: session.screen.complain(PromptFace.tooLong)
      case .interrupted where interrupts == 2:
        session.isLeaving = wantsToLeave()
        interrupts = 0
      case .interrupted: break
      case .endOfInput: session.isLeaving = true
      }
    }
    if let number = session.keeper?.number {
      session.say("The case is kept as \(number).\nwabadoctor case open \(number) goes on with it.\n")
    }
    return .answered
  }

  /// What is said of a line that is longer than any.
  static let tooLong =
    "\(Failure.prefix)a line of more than \(LineInput.longest) characters was passed over; put it in a file: read FILE, or diagnose --facts FILE\n"

  private func take(_ line: String) {
    var text = line
    while PastedText.begins(text), PastedText.completeness(of: text) == .open,
      text.utf8.count < PastedText.longest
    {
      guard case .line(let more) = editor.readLine(prompt: "… ") else {
        session.screen.complain("\(Failure.prefix)the JSON text was broken off and is not taken\n")
        return
      }
      text += "\n" + more
    }
    if !Redaction.holdsToken(text) { editor.remember(Redaction.process.redacted(text)) }
    tellTrouble()
    _ = session.take(text)
  }

  private func wantsToLeave() -> Bool {
    guard case .line(let answer) = editor.readLine(prompt: "Leave? (y, or anything else to stay) ") else {
      return false
    }
    return ["y", "yes"].contains(answer.lowercased())
  }

  /// Says once what is wrong with the history.
  private func tellTrouble() {
    guard let trouble = editor.historyTrouble, !session.hasTold(trouble: trouble.description) else { return }
    session.screen.complain("\(Failure.prefix)the history is not kept: \(trouble)\n")
  }
}
