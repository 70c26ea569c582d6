import Casework
import Glibc

/// The conversation with a person at a terminal.
struct PromptFace {
  private let session: PromptSession
  private let folder: StateFolder?

  init(_ session: PromptSession, folder: StateFolder?) {
    self.session = session
    self.folder = folder
  }

  func talk() -> ExitStatus {
    session.say("wabadoctor \(Program.version), knowledge of \(session.knowledge.edition). Tell the symptom, paste an error, or type help.\n")
    while !session.isLeaving {
      Terminal.output.write("> ")
      guard let line = readLine() else { break }
      _ = session.take(line)
    }
    if let path = session.keptAt, !session.conversation.isBlank { session.say("The case is saved in \(path); open it with: open \(path)\n") }
    return .answered
  }
}
