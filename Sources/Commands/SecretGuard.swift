import ArgumentParser
import Casework

/// Refuses a token on the command line: there it would stand in the shell's history and in the list of processes.
enum SecretGuard {
  /// - Throws: `CaseworkError` of kind usage; the token is not repeated.
  static func check(_ arguments: [String]) throws(CaseworkError) {
    guard let position = arguments.firstIndex(where: Redaction.holdsToken) else { return }
    throw CaseworkError(
      .usage,
      [
        "argument \(position + 1) holds an access token (EAA…); it is refused, for a token on the command line stays in the shell's history"
          + " and is shown to everybody by ps",
        "treat that token as known to others: revoke it, make a new one, and keep it in a file that only you can read",
      ])
  }

  /// Refuses a token in a line at the prompt, where it would stand in the history and in the transcript.
  ///
  /// - Throws: `CaseworkError` of kind usage; the token is not repeated.
  static func check(line: String) throws(CaseworkError) {
    guard Redaction.holdsToken(line) else { return }
    throw CaseworkError(
      .usage,
      [
        "the line holds an access token (EAA…); it is refused and not kept",
        "keep a token in a file that only you can read; take it out of what you paste",
      ])
  }
}
