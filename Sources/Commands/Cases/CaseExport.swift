import ArgumentParser
import CaseStore
import Casework
import JSONText

/// `case export`: for somebody else's store.
struct CaseExport: KeptCaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes kept cases for another store: one as a JSON document, several as one a line.",
    usage: "wabadoctor case export (<number> ... | --all) [<options>]",
    discussion: """
      Examples:
        wabadoctor case export 12 --output-file case-12.json
        wabadoctor case export --all > cases.ndjson
      """)

  @Argument(help: ArgumentHelp("The numbers of the cases.", valueName: "number")) var numbers: [Int64] = []
  @Flag(help: "Every case of the store.") var all = false
  @Option(
    help: ArgumentHelp("Write into a file, which is replaced when all is written.", valueName: "file"), completion: .file())
  var outputFile: String?
  @OptionGroup(title: "The cases") var place: StoreOptions

  func validate() throws {
    guard all != !numbers.isEmpty else { throw ValidationError("give the numbers of cases, or --all") }
  }

  func run(with session: PromptSession?) throws -> ExitStatus {
    let store = try place.opened(.reading, in: session)
    let wanted = all ? try store.entries(CaseFilter()).map(\.number).sorted() : numbers
    if wanted.count == 1, !all {
      let text = JSONWriter.text(try store.record(wanted[0]).record.json(), layout: .canonical)
      if outputFile == nil, let session { session.say(text) } else { try Output.write(Array(text.utf8), to: outputFile) }
    } else {
      let destination = try outputFile.map { path throws(CaseworkError) in try Destination(file: path) } ?? Destination(descriptor: 1)
      for number in wanted {
        let line = JSONWriter.text(try store.record(number).record.json(), layout: .compact)
        try destination.write(Array((line.hasSuffix("\n") ? line : line + "\n").utf8))
      }
      try destination.finish()
    }
    if let outputFile { session?.say("Written to \(outputFile).\n") }
    return .answered
  }
}
