import Inference
import JSONText
import Knowledge

/// A diagnosis as a run of SARIF 2.1.0 (OASIS, errata 01 of 28 August 2023).
///
/// What was found or suspected is a result of kind `fail` with its level as `error`, `warning` or `note`; what could not be decided
/// is a result of kind `open`; what somebody accepts is suppressed. What was ruled out is counted, for viewers show every result.
struct SARIFReport {
  private static let version = "2.1.0"
  private static let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  let report: Report
  let words: ReportWords
  var context: ReportContext { report.context }
  var knowledge: KnowledgeBase { context.knowledge }

  init(_ report: Report) {
    self.report = report
    words = ReportWords(report.context)
  }

  /// Runs as a log.
  static func log(of runs: [JSONTree], warning: String?) -> JSONTree {
    let properties = warning.map { [JSONField("properties", ["unredacted": true, "warning": .string($0)])] } ?? []
    return .object(
      [JSONField("$schema", .string(schema)), JSONField("version", .string(version))] + properties
        + [JSONField("runs", .array(runs))])
  }

  /// The run of an account that could not be read: nothing was found out, and it says so.
  static func run(ofUnread account: String, because message: String, toolVersion: String) -> JSONTree {
    [
      "tool": ["driver": ["name": "wabadoctor", "version": .string(toolVersion), "rules": []]],
      "automationDetails": ["id": .string("wabadoctor/\(account)/")],
      "invocations": [
        [
          "executionSuccessful": false,
          "toolExecutionNotifications": [note("error", "the account could not be read: \(message)", id: "unread")],
        ]
      ],
      "results": [],
    ]
  }

  /// The run.
  var run: JSONTree {
    var fields: [JSONField] = [
      JSONField("tool", ["driver": driver]), JSONField("invocations", [invocation]),
      JSONField("results", .array(context.findings.flatMap(results) + context.diagnosis.unknown.map(result))),
      JSONField("columnKind", "unicodeCodePoints"), JSONField("properties", properties),
    ]
    if let waba = context.header.waba {
      fields.insert(JSONField("automationDetails", ["id": .string("wabadoctor/\(waba)/")]), at: 1)
    }
    return .object(fields)
  }

  // MARK: The tool

  /// Findings that a result names, each once, in the order of a report.
  private var told: [FindingIndex] {
    var seen: Set<FindingIndex> = []
    return (context.diagnosis.findings.map(\.finding) + context.diagnosis.unknown.map(\.verdict.finding)).filter {
      seen.insert($0).inserted
    }
  }

  private var driver: JSONTree {
    [
      "name": "wabadoctor", "version": .string(context.header.toolVersion),
      "semanticVersion": .string(context.header.toolVersion), "rules": .array(told.map(rule)),
      "properties": ["knowledge": .string(knowledge.edition)],
    ]
  }

  private func rule(_ index: FindingIndex) -> JSONTree {
    let finding = knowledge.findings[index]
    let remedies = finding.remedies.compactMap { knowledge.remedy($0) }
    let help = remedies.map { "\(knowledge.actors[$0.actor] ?? $0.actor): \(ReportWords.prose($0.title))" }
    var fields = [
      JSONField("id", .string(finding.address)), JSONField("shortDescription", Self.message(finding.title)),
      JSONField("defaultConfiguration", ["level": .string(Self.level(finding.impact))]),
      JSONField("properties", ["impact": .string(finding.impact.name)]),
    ]
    if let about = finding.about { fields.insert(JSONField("fullDescription", Self.message(ReportWords.prose(about))), at: 2) }
    if !help.isEmpty { fields.insert(JSONField("help", Self.message(help.joined(separator: "\n"))), at: fields.count - 2) }
    if let link = finding.cites.lazy.compactMap({ knowledge.source($0.source)?.link }).first(where: { $0.hasPrefix("https://") }) {
      fields.insert(JSONField("helpUri", .string(link)), at: fields.count - 2)
    }
    return .object(fields)
  }

  static func level(_ impact: Impact) -> String {
    switch impact {
    case .blocking: "error"
    case .harming: "warning"
    case .advice: "note"
    }
  }

  // MARK: The run

  private var invocation: JSONTree {
    let diagnosis = context.diagnosis
    let gaps = diagnosis.gaps.map { gap in
      let (what, loss) = words.gap(gap)
      return Self.note("warning", "could not be read: \(what)" + (loss.isEmpty ? "" : "; \(loss)"), id: "gap")
    }
    let contradictions = diagnosis.contradictions.map { contradiction in
      let (what, lines) = words.contradiction(contradiction)
      return Self.note("warning", "contradiction: \(what): \(lines.joined(separator: "; "))", id: "contradiction")
    }
    let unlisted = diagnosis.unlisted.map { Self.note("warning", "unknown to us: \(words.unlisted($0).what)", id: "unlisted") }
    let coverage = Self.note("note", CoverageWords.line(diagnosis), id: "coverage")
    return [
      "executionSuccessful": true, "exitCode": .integer(Int64(report.exitStatus)),
      "toolExecutionNotifications": .array([coverage] + gaps + contradictions + unlisted),
    ]
  }

  private static func note(_ level: String, _ text: String, id: String) -> JSONTree {
    ["descriptor": ["id": .string(id)], "level": .string(level), "message": message(text)]
  }

  static func message(_ text: String) -> JSONTree {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { HarmlessText.shown(String($0)) }
    return ["text": .string(lines.joined(separator: "\n"))]
  }

  private var properties: JSONTree {
    .object([
      JSONField("asOf", .string(context.diagnosis.now.description)),
      JSONField("factsFrom", .strings(context.header.factsFrom)),
      JSONField("summary", .string(context.summary.sentence)),
      JSONField("ruledOut", .integer(Int64(context.ruledOut.count))),
      JSONField("exitStatus", .integer(Int64(report.exitStatus))),
      JSONField("ticketSeverity", JSONReport.severity(context)),
    ])
  }
}
