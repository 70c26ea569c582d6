import ArgumentParser
import Casework
import JSONText
import Knowledge

/// `collect`: a live account into a file that others can diagnose.
struct Collect: Command {
  static let configuration = CommandConfiguration(
    abstract: "Reads a live account into a file that can be diagnosed without it.",
    usage: "wabadoctor collect --waba <id> [<options>]",
    discussion: """
      Asks the Graph API everything that the knowledge has a call for, and writes each request with its raw answer. Tokens \
      are never part of it; phone numbers and e-mail addresses get stand-ins, the same wherever they stand, and ids that Meta \
      needs stay. What is refused or does not come is part of the file too.

      Examples:
        wabadoctor collect --waba 102290129340398 --token-file ~/.wa-token \\
          --output-file bundle.json
        wabadoctor diagnose --bundle bundle.json
      """)

  @Option(name: .long, help: ArgumentHelp("The id of the WhatsApp Business Account.", valueName: "id"))
  var waba: String

  @Option(
    name: .long,
    help: ArgumentHelp("The file to write; standard output when left out.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var outputFile: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Answers that were given, a JSON file of facts, to be kept beside what is read.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var facts: String?

  @OptionGroup var contacts: ContactOptions
  @OptionGroup(title: "The live account") var live: LiveOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  /// Refuses an id that is none.
  func validate() throws { try AccountID.check(waba) }

  /// The file of answers, once every fact in it is known to be one.
  private func answers(_ knowledge: KnowledgeBase) throws -> JSONValue? {
    guard let facts else { return nil }
    let bytes = try InputFile.bytes(of: facts)
    var opening = CaseOpening(knowledge: knowledge)
    try opening.add(facts: bytes, name: InputFile.name(of: facts))
    return try JSONDocument(bytes, file: facts).root
  }

  /// Reads and writes.
  func execute() throws -> ExitStatus {
    contacts.apply()
    let knowledge = try knowledge.read([.collectors, .errorCodes])
    let reading = LiveReading(
      waba: waba, live: live, knowledge: knowledge, useful: nil, facts: try answers(knowledge))
    let bytes = try reading.bundle()
    try Output.write(bytes, to: outputFile)
    return .answered
  }
}
