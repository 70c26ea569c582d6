import ArgumentParser
import Casework
import JSONText
import Knowledge
import Reports

/// `kb check`: what is wrong with the knowledge base, all of it.
struct KnowledgeCheck: Command {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reports every fault of the knowledge base, each with its place.",
    usage: "wabadoctor kb check [--output text|json] [<options>]",
    discussion: """
      Names that lead nowhere, misspelt keys, values outside a choice, statements that were superseded, rules that can never \
      fire, and everything else that can be seen without running a rule. Ends with 78 when there is a fault.
      """)

  @OptionGroup(title: "The report") var report: ReportOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  /// Inspects the whole folder.
  func execute() throws -> ExitStatus {
    let inspection = KnowledgeInspection(try knowledge.folder(), besides: ReportTemplates.faults)
    try report.write(text: text(inspection), json: json(inspection))
    return inspection.faults.isEmpty ? .answered : .badKnowledge
  }

  private func text(_ inspection: KnowledgeInspection) -> String {
    let entries = inspection.entries.filter { $0.count > 0 }.map { "\($0.count) \($0.kind)" }.joined(
      separator: ", ")
    let count = inspection.faults.count
    var lines = inspection.faults.map(FaultList.line)
    if !inspection.isReviewed {
      lines.append("a file could not be read, so only the reading was checked; mend it and check again")
    }
    lines.append(
      "knowledge of \(inspection.edition): \(entries): \(count == 0 ? "no fault" : count == 1 ? "1 fault" : "\(count) faults")"
    )
    return lines.map { $0 + "\n" }.joined()
  }

  private func json(_ inspection: KnowledgeInspection) -> JSONTree {
    [
      "schema": "wabadoctor/knowledge-check", "version": 1, "edition": .string(inspection.edition),
      "entries": .object(inspection.entries.map { JSONField($0.kind, .integer(Int64($0.count))) }),
      "faults": .array(inspection.faults.map(FaultList.json)),
    ]
  }
}
