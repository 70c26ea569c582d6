import Inference
import JSONText
import Knowledge

/// A diagnosis as JSON for a program, as `KnowledgeBase/Schemas/diagnosis.schema.json` describes it.
package struct JSONReport {
  /// The schema's name, and its version: counted up when a member is removed or changes its meaning.
  package static let schema = "wabadoctor/diagnosis"
  package static let version: Int64 = 2

  let context: ReportContext
  let tests: TestWords
  var knowledge: KnowledgeBase { context.knowledge }
  var diagnosis: Diagnosis { context.diagnosis }

  private init(_ context: ReportContext) {
    self.context = context
    tests = TestWords(context.knowledge)
  }

  /// The report as text: one line, or laid out for people.
  package static func text(_ context: ReportContext, exitStatus: Int, layout: JSONLayout = .canonical)
    -> String
  {
    JSONWriter.text(tree(context, exitStatus: exitStatus), layout: layout)
  }

  /// The report.
  ///
  /// - Parameter exitStatus: what the program ends with; see `Outcome`.
  package static func tree(_ context: ReportContext, exitStatus: Int) -> JSONTree {
    JSONReport(context).tree(exitStatus: exitStatus)
  }

  /// The suggested severity of a ticket alone, as it stands in the report.
  static func severity(_ context: ReportContext) -> JSONTree { JSONReport(context).severity }

  private func tree(exitStatus: Int) -> JSONTree {
    [
      "schema": .string(Self.schema),
      "version": .integer(Self.version),
      "tool": ["name": "wabadoctor", "version": .string(context.header.toolVersion)],
      "edition": .string(knowledge.edition),
      "as_of": .string(diagnosis.now.description),
      "subject": [
        "case": .optional(context.header.caseName), "waba": .optional(context.header.waba),
        "facts_from": .strings(context.header.factsFrom),
      ],
      "summary": summary,
      "ticket_severity": severity,
      "findings": .array(context.findings.map(finding)),
      "unknown": .array(unknown),
      "ruled_out": .array(context.ruledOut.map(ruledOut)),
      "facts": .array(context.known().map(known)),
      "gaps": .array(diagnosis.gaps.map(gap)),
      "contradictions": .array(diagnosis.contradictions.map(contradiction)),
      "unlisted": .array(diagnosis.unlisted.map(unlisted)),
      "forecast": context.forecastWords.json,
      "coverage": coverage,
      "exit_status": .integer(Int64(exitStatus)),
    ]
  }

  private func known(_ known: KnownFact) -> JSONTree {
    [
      "fact": .string(knowledge.facts[known.fact].name.description), "entity": .optional(known.entity),
      "value": value(known.value, of: known.fact), "evidence": evidence(known.evidence),
    ]
  }

  private var summary: JSONTree {
    let summary = context.summary
    func counts(_ numbers: [Impact: Int]) -> JSONTree {
      .object(Impact.allCases.map { JSONField($0.name, .integer(Int64(numbers[$0] ?? 0))) })
    }
    return [
      "text": .string(summary.sentence), "found": counts(summary.found),
      "suspected": counts(summary.suspected),
      "unknown": counts(summary.unknown), "least": .string(context.filter.least.name),
      "too_light": .integer(Int64(summary.leftOut)),
    ]
  }

  private var coverage: JSONTree {
    let coverage = diagnosis.coverage
    let skipped: [JSONTree] = coverage.skipped.map { skipped in
      let call = diagnosis.gaps.indices.contains(skipped.gap) ? diagnosis.gaps[skipped.gap].call : nil
      return [
        "gap": .integer(Int64(skipped.gap)), "call": .optional(call), "rules": .integer(Int64(skipped.rules)),
      ]
    }
    return [
      "total": .integer(Int64(coverage.total)), "decided": .integer(Int64(coverage.decided)),
      "waiting": .integer(Int64(coverage.waiting)), "skipped": .array(skipped),
      "not_in_force": .integer(Int64(coverage.notInForce)), "left_out": .integer(Int64(coverage.leftOut)),
    ]
  }
}

extension JSONTree {
  /// Text, or null.
  static func optional(_ text: String?) -> JSONTree { text.map(JSONTree.string) ?? .null }
  /// A list of texts.
  static func strings(_ texts: some Sequence<String>) -> JSONTree { .array(texts.map(JSONTree.string)) }
}
