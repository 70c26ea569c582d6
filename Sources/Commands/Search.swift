import ArgumentParser
import Casework
import JSONText
import Knowledge
import Reports

/// `search`: entries by a person's words.
struct Search: Command {
  static let configuration = CommandConfiguration(
    abstract: "Finds what the knowledge base holds about some words; offline.",
    usage: "wabadoctor search <words> [--limit <n>] [--output text|json] [<options>]",
    discussion: """
      Examples:
        wabadoctor search payment
        wabadoctor search greyed out tick
        wabadoctor search admin left the company

      Every hit says which of the words it holds. "wabadoctor explain" opens one.
      """)

  @Argument(help: ArgumentHelp("What the customer says, in any words.", valueName: "words"))
  var words: [String]

  @Option(help: ArgumentHelp("How many entries to show.", valueName: "n"))
  var limit = 10

  @OptionGroup(title: "The report") var report: ReportOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  /// Refuses a number of entries that shows nothing.
  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is a number of entries, 1 or more") }
  }

  /// Shows the best hits; ends with 66 when no word is known.
  func execute() throws -> ExitStatus {
    let knowledge = try knowledge.read([.rules, .remedies, .topics, .errorCodes, .questions])
    let question = words.joined(separator: " ")
    let results = KnowledgeSearch(knowledge).results(for: question, limit: limit)
    if results.isEmpty, report.output != .json {
      Terminal.complain(
        "nothing is known under \"\(HarmlessText.value(question, limit: 60))\"; try other words, or an error code\n"
      )
      return .noSuchInput
    }
    try report.write(text: results.map(line).joined(), json: json(question, results, knowledge))
    return results.isEmpty ? .noSuchInput : .answered
  }

  private func line(_ result: KnowledgeSearch.Result) -> String {
    "\(result.title)\n  \(result.kind) \(result.address); matched: \(result.matched.joined(separator: ", "))\n"
  }

  private func json(_ question: String, _ results: [KnowledgeSearch.Result], _ knowledge: KnowledgeBase)
    -> JSONTree
  {
    [
      "schema": "wabadoctor/search", "version": 1, "edition": .string(knowledge.edition),
      "query": .string(question),
      "results": .array(
        results.map {
          [
            "kind": .string($0.kind), "name": .string($0.address), "title": .string($0.title),
            "matched": .array($0.matched.map { .string($0) }),
          ]
        }),
    ]
  }
}
