import JSONText
import Knowledge

/// Reads one line of a batch with the ordinary reader and engine: what the fast path does not understand, and what is wrong.
struct CarefulLine {
  /// What became of a line.
  enum Outcome {
    case diagnosed
    case refused
    case blank
  }

  private let rules: CompiledRules

  init(_ rules: CompiledRules) { self.rules = rules }

  /// Appends the line's diagnosis, or an error record that says where and what.
  func run(_ bytes: UnsafeBufferPointer<UInt8>, line: Int, into output: inout [UInt8]) -> Outcome {
    let document: JSONDocument
    do {
      document = try JSONDocument([UInt8](bytes), file: "line \(line)")
    } catch {
      refuse(line, column: error.place.column, error.message, label: nil, &output)
      return .refused
    }
    let outcome = FactsReader.read(document.root, knowledge: rules.knowledge, values: .outside, evidence: "facts-file")
    if let fault = outcome.faults.first {
      refuse(line, column: fault.place.column, fault.message, label: outcome.label, &output)
      return .refused
    }
    if outcome.asOf != nil {
      refuse(
        line, column: document.root["as of"]?.place.column ?? 1, "a batch has one day for all its lines; say it with --as-of",
        label: outcome.label, &output)
      return .refused
    }
    var engine = InferenceEngine(rules)
    engine.add(outcome.collected)
    JSONWriter.append(record(engine.diagnosis(), line: line, label: outcome.label), layout: .compact, to: &output)
    output.append(UInt8(ascii: "\n"))
    return .diagnosed
  }

  /// A diagnosis in the form of batch lines.
  func record(_ diagnosis: Diagnosis, line: Int, label: String?) -> JSONTree {
    var fields = [JSONField("line", .integer(Int64(line)))]
    if let label { fields.append(JSONField("case", .string(label))) }
    fields.append(JSONField("found", shown(diagnosis, .found)))
    fields.append(JSONField("suspected", shown(diagnosis, .suspected)))
    let open = Set(diagnosis.unknown.map(\.verdict.finding))
    fields.append(
      JSONField(
        "unknown",
        .object(
          Impact.allCases.map { impact in
            JSONField(impact.name, .integer(Int64(open.filter { rules.knowledge.findings[$0].impact == impact }.count)))
          })))
    let facts = diagnosis.contradictions.compactMap { conflict -> FactIndex? in
      if case .evidence(let fact, _, _, _) = conflict { fact } else { nil }
    }
    if !facts.isEmpty { fields.append(JSONField("contradictions", names(facts))) }
    let unlisted = diagnosis.unlisted.compactMap { rules.knowledge.factPositions[$0.name.description] }
    if !unlisted.isEmpty { fields.append(JSONField("unlisted", names(unlisted))) }
    fields.append(
      JSONField(
        "coverage",
        .object([
          JSONField("decided", .integer(Int64(diagnosis.coverage.decided))),
          JSONField("waiting", .integer(Int64(diagnosis.coverage.total - diagnosis.coverage.decided))),
        ])))
    return .object(fields)
  }

  private func shown(_ diagnosis: Diagnosis, _ status: Verdict.Status) -> JSONTree {
    var list: [(finding: FindingIndex, subject: String?, entities: [String])] = []
    for verdict in diagnosis.findings where verdict.status == status {
      if list.last?.finding != verdict.finding { list.append((verdict.finding, verdict.subject, [])) }
      if let entity = verdict.entity { list[list.count - 1].entities.append(entity) }
    }
    return .array(
      list.map { entry in
        let address = JSONTree.string(rules.knowledge.findings[entry.finding].address)
        guard let subject = entry.subject, !entry.entities.isEmpty else { return address }
        return .object([JSONField("finding", address), JSONField(subject, .array(entry.entities.map { .string($0) }))])
      })
  }

  private func names(_ facts: [FactIndex]) -> JSONTree {
    .array(Set(facts).sorted().map { .string(rules.knowledge.facts[$0].name.description) })
  }

  private func refuse(_ line: Int, column: Int, _ message: String, label: String?, _ output: inout [UInt8]) {
    var fields = [
      JSONField("schema", .string("wabadoctor/batch-error")), JSONField("version", .integer(1)),
      JSONField("line", .integer(Int64(line))), JSONField("column", .integer(Int64(column))),
    ]
    if let label { fields.append(JSONField("case", .string(label))) }
    fields.append(JSONField("message", .string(message)))
    JSONWriter.append(.object(fields), layout: .compact, to: &output)
    output.append(UInt8(ascii: "\n"))
  }
}
