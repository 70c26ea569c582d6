import ArgumentParser
import Casework
import GraphAPI
import Knowledge

/// How a live account is read from the Graph API.
struct LiveOptions: ParsableArguments {
  @OptionGroup var token: TokenOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where the Graph API stands (default: \(GraphAddress.metas)). It must be https, or be this machine.",
      valueName: "address"))
  var graphURL: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The version of the Graph API (default: that of the knowledge).", valueName: "version")
  )
  var graphVersion: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Give up what is not answered after so many seconds (default: 120); it is then reported as a gap.",
      valueName: "seconds"))
  var deadline: Double?

  @Flag(name: .long, help: "Tell every request, its status and its time on standard error.") var verbose = false

  /// Seconds for the whole reading.
  var seconds: Double { deadline ?? 120 }
  /// Whether any of it was given.
  var isGiven: Bool { token.isGiven || verbose || graphURL != nil || graphVersion != nil }

  /// Refuses a time that is none.
  func validate() throws {
    guard seconds > 0, seconds <= 86_400 else {
      throw ValidationError(
        "--deadline takes seconds, more than 0 and at most a day (86400); there is \(seconds)")
    }
  }

  /// Where to ask.
  ///
  /// - Throws: `CaseworkError` of kind usage.
  func address(_ knowledge: KnowledgeBase) throws(CaseworkError) -> GraphAddress {
    do throws(GraphSetupError) {
      return try GraphAddress(graphURL ?? GraphAddress.metas, version: graphVersion ?? knowledge.graphVersion)
    } catch {
      throw CaseworkError(.usage, error.description)
    }
  }
}
