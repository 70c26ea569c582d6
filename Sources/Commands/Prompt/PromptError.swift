import ArgumentParser
import Casework

/// Errors that only a conversation can have.
enum PromptError {
  /// A command of the prompt was typed in the shell.
  static func onlyAtThePrompt(_ command: any ParsableCommand.Type) -> CaseworkError {
    let name = CommandNames.name(of: command)
    return CaseworkError(
      .usage,
      "\(name) goes on with a conversation, so it is typed at the prompt: run wabadoctor alone, or put commands in a file and run wabadoctor < FILE"
    )
  }

  /// No question is open.
  static var noQuestion: CaseworkError {
    CaseworkError(.usage, "no question is open; ask puts the next one, topic NAME says what about")
  }
}
