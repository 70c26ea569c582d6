import ArgumentParser
import Casework

/// `note`: written down as it is said.
struct Note: FreeTextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes something down; notes go into the case and the ticket.", usage: "note <words>")

  @Argument(help: "The note.") var words: [String] = []

  func run(in session: PromptSession) throws {
    guard !words.isEmpty else {
      let notes = session.conversation.state.notes
      session.say(notes.isEmpty ? "No notes yet.\n" : notes.map { "\($0.moment): \($0.text)\n" }.joined())
      return
    }
    session.changeQuietly { $0.add(CaseNote(words.joined(separator: " "), at: session.clock())) }
    session.say("Noted.\n")
  }
}
