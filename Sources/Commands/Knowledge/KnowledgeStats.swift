import ArgumentParser
import CaseStore
import Casework
import Inference
import JSONText
import Knowledge

/// `kb stats`: how much there is, and how well examples and cases hold it.
struct KnowledgeStats: Command {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Counts the entries, and tells what the examples and cases would not notice.",
    usage: "wabadoctor kb stats [--verbose] [--cases] [<options>]",
    discussion: """
      Every comparison, quantifier and group of every rule is turned round, and every part left out, one at a time; the mutation
      score is the share of these changes that some example of the rule notices.

      With --cases it tells instead how usual each finding is: its declared prior, how often it was the true cause of a closed \
      case, and what follows for the interview (the prior and the count together, and their share of all).
      """)

  @OptionGroup(title: "The report") var report: ReportOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  @Flag(
    name: .shortAndLong,
    help: "Name every change that no example notices, and every rule that no case reaches.")
  var verbose = false

  @Flag(help: "Tell what closed cases teach of how usual each finding is.") var cases = false
  @OptionGroup(title: "The cases") var place: StoreOptions

  /// Counts and tries.
  func execute() throws -> ExitStatus {
    if cases { return try learned() }
    let statistics = KnowledgeStatistics(try knowledge.read(.everything))
    switch report.output ?? .text {
    case .text: try report.write(text(statistics))
    case .json: try report.write(JSONWriter.text(json(statistics), layout: .canonical))
    }
    return .answered
  }

  private func learned() throws -> ExitStatus {
    let knowledge = try knowledge.read([.rules])
    let causes = try place.path.map { path throws(CaseStoreError) in try CaseKeeper(path: path, clock: { .present }).causes() } ?? [:]
    let table = PriorTable(FindingPriors(causes: causes, in: knowledge), causes: causes, knowledge: knowledge)
    try report.write(text: table.text(all: verbose), json: table.json)
    return .answered
  }

  private func text(_ statistics: KnowledgeStatistics) -> String {
    var lines = statistics.entries.map { "\($0.count) \($0.kind)" }
    let rules = statistics.rulesFiringInCases + statistics.rulesInNoCase.count
    lines.append(
      "\(statistics.rulesFiringInCases) of \(rules) rules fire in a worked case, \(statistics.findingsInCases) findings are met in one"
    )
    lines.append("\(statistics.healthyCases) worked cases find nothing")
    lines.append(
      "mutation score \(Self.percent(statistics.mutationScore)) %: \(statistics.mutants - statistics.unnoticed.count) of \(statistics.mutants) changes to conditions are noticed by an example"
    )
    if verbose {
      lines += statistics.unnoticed.map(\.description)
      lines += statistics.rulesInNoCase.map { "no case reaches \($0)" }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func json(_ statistics: KnowledgeStatistics) -> JSONTree {
    [
      "schema": "wabadoctor/knowledge-statistics", "version": 1,
      "entries": .object(statistics.entries.map { JSONField($0.kind, .integer(Int64($0.count))) }),
      "rules_in_cases": .integer(Int64(statistics.rulesFiringInCases)),
      "rules_in_no_case": .array(statistics.rulesInNoCase.map { .string($0) }),
      "findings_in_cases": .integer(Int64(statistics.findingsInCases)),
      "healthy_cases": .integer(Int64(statistics.healthyCases)),
      "mutants": .integer(Int64(statistics.mutants)),
      "unnoticed": .array(
        statistics.unnoticed.map {
          ["rule": .string($0.rule), "place": .string($0.place.description), "change": .string($0.change)]
        }),
    ]
  }

  /// A share with one decimal, cut and not rounded, so that 100.0 means all.
  private static func percent(_ share: Double) -> String {
    let tenths = Int(share * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
