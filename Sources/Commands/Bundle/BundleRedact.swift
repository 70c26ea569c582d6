import ArgumentParser
import Casework
import Reports

/// `bundle redact`: a bundle that may be handed over.
struct BundleRedact: Command {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Hides tokens, secrets, phone numbers and e-mail addresses in a bundle.",
    discussion: """
      A phone number keeps its dialling code and gets a stand-in, the same wherever it stands, so that what belongs together \
      still does; so does an e-mail address. Ids that Meta needs stay. What a stand-in stands for is written nowhere.
      """)

  @Argument(help: "The bundle; - reads standard input.", completion: .file(extensions: ["json"]))
  var file: String

  @Option(
    name: .long,
    help: ArgumentHelp("The file to write; standard output when left out.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var outputFile: String?

  @Flag(name: .long, help: "Tell each replacement by kind, and how often it was made; write no bundle.")
  var preview = false

  /// Hides and writes.
  func execute() throws -> ExitStatus {
    let bundle = try BundleFile(file)
    guard preview else {
      try Output.write(bundle.bytes, to: outputFile)
      return .answered
    }
    let replacements = Redaction.process.replacements
    var lines = replacements.map {
      "\($0.kind): \($0.standIn), \($0.count == 1 ? "once" : "\($0.count) times")"
    }
    if lines.isEmpty { lines = ["there is nothing to hide"] }
    try Output.write(Array(lines.map { HarmlessText.shown($0) + "\n" }.joined().utf8), to: outputFile)
    return .answered
  }
}
