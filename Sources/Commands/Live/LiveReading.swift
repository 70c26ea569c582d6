import Casework
import JSONText
import Knowledge

/// Reads one account of the Graph API into a recording, and says on a terminal how far it is.
struct LiveReading {
  let waba: String
  let live: LiveOptions
  let knowledge: KnowledgeBase
  /// The facts that are wanted; `nil` for all.
  let useful: Set<FactName>?
  /// Answers that were given, in the form of a facts file, to be kept beside what is read.
  var facts: JSONValue?

  /// The recording as its file has it, everything hidden that must not be seen.
  ///
  /// - Throws: `CaseworkError` when nothing at all was answered, or the token or the address cannot be used.
  func bundle() throws(CaseworkError) -> [UInt8] {
    let connection = try LiveConnection(live, knowledge: knowledge)
    let progress = Progress(of: "Reading the account \(waba)", isQuiet: live.verbose)
    let outcome = Waiting.value {
      let outcome = await connection.bundle(of: waba, useful: useful, redaction: .process, facts: facts) {
        progress.show($0, of: $1, "requests answered")
      }
      await connection.close()
      return outcome
    }
    progress.end()
    return try outcome.get()
  }
}
