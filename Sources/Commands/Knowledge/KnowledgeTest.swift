import ArgumentParser
import Casework
import JSONText
import Knowledge

/// `kb test`: the examples of the rules and the worked cases.
struct KnowledgeTest: Command {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the examples of every rule and every worked case.",
    usage: "wabadoctor kb test [--verbose] [--output text|json] [<options>]",
    discussion: """
      An example under "fires" must make its rule hold, one under "silent" must make it fail, one under "waits" must leave it
      open. A worked case must end with exactly the findings it expects. Ends with 78 when something differs.
      """)

  @OptionGroup(title: "The report") var report: ReportOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  @Flag(name: .shortAndLong, help: "Name every example and case, also those that pass.")
  var verbose = false

  /// Tries everything.
  func execute() throws -> ExitStatus {
    var trial = KnowledgeTrial(try knowledge.read([.rules, .topics, .questions, .cases]))
    let results = trial.results()
    let failed = results.filter { !$0.isPassed }
    try report.write(text: text(results, failed), json: json(results, failed))
    return failed.isEmpty ? .answered : .badKnowledge
  }

  private func text(_ results: [TrialResult], _ failed: [TrialResult]) -> String {
    var lines: [String] = []
    for result in results where verbose && result.isPassed { lines.append("passed: \(result)") }
    for result in failed { lines += result.faults.map(FaultList.line) }
    let cases = results.count { $0.subject == .workedCase }
    let tried = "\(results.count - cases) examples and \(cases) cases"
    lines.append(failed.isEmpty ? "\(tried): all as expected" : "\(tried): \(failed.count) not as expected")
    return lines.map { $0 + "\n" }.joined()
  }

  private func json(_ results: [TrialResult], _ failed: [TrialResult]) -> JSONTree {
    let cases = results.count { $0.subject == .workedCase }
    return [
      "schema": "wabadoctor/knowledge-test", "version": 1,
      "examples": .integer(Int64(results.count - cases)), "cases": .integer(Int64(cases)),
      "failed": .integer(Int64(failed.count)),
      "failures": .array(failed.flatMap(\.faults).map(FaultList.json)),
    ]
  }
}
