import Inference
import JSONText
import Knowledge

/// The results of a run.
extension SARIFReport {
  /// Facts that are named as places of a result.
  private static let placesShown = 20

  /// A result for each entity of a finding.
  func results(_ group: FindingGroup) -> [JSONTree] { group.verdicts.map { result($0, in: group) } }

  private func result(_ verdict: Verdict, in group: FindingGroup) -> JSONTree {
    let finding = knowledge.findings[verdict.finding]
    let one = FindingGroup(
      finding: verdict.finding, status: verdict.status, subject: verdict.subject, verdicts: [verdict])
    let because = words.because(one)
    let lines = because.map { String(repeating: "  ", count: $0.depth + ($0.isEvidence ? 1 : 0)) + $0.text }
    let title = verdict.status == .suspected ? "Suspected: \(finding.title)" : finding.title
    let proof = lines.isEmpty ? "" : "\nbecause " + lines.joined(separator: "\n")
    var fields =
      head(verdict, kind: "fail", level: Self.level(finding.impact), text: title + whose(verdict) + proof) + [
        JSONField("relatedLocations", .array(places(verdict).prefix(Self.placesShown).map(\.self))),
        JSONField("properties", ["status": .string(verdict.status.rawValue), "impact": .string(finding.impact.name)]),
      ]
    if let waiver = context.waivers.first(where: { $0.covers(verdict) }) {
      fields.append(JSONField("suppressions", [suppression(waiver)]))
    }
    return .object(fields)
  }

  /// An open question: kind `open`, and no level, as the standard asks (3.27.10).
  func result(_ open: OpenFinding) -> JSONTree {
    let finding = knowledge.findings[open.verdict.finding]
    let asks = words.questions(open).map(ReportWords.ask)
    let text = ([finding.openQuestion + whose(open.verdict) + ": " + words.settled(open)] + asks).joined(separator: "\n")
    return .object(
      head(open.verdict, kind: "open", level: "none", text: text) + [
        JSONField("properties", ["status": "unknown", "impact": .string(finding.impact.name)])
      ])
  }

  private func head(_ verdict: Verdict, kind: String, level: String, text: String) -> [JSONField] {
    let address = knowledge.findings[verdict.finding].address
    let subject = context.header.waba ?? context.header.caseName ?? ""
    return [
      JSONField("ruleId", .string(address)), JSONField("kind", .string(kind)), JSONField("level", .string(level)),
      JSONField("message", Self.message(text)), JSONField("locations", [location(verdict)]),
      JSONField(
        "partialFingerprints",
        ["findingOfEntity/v1": .string([subject, address, verdict.entity ?? ""].joined(separator: " "))]),
    ]
  }

  private func whose(_ verdict: Verdict) -> String {
    guard let entity = verdict.entity, let subject = verdict.subject else { return "" }
    return " (\(SubjectWords.singular(subject, in: knowledge)) \(HarmlessText.value(entity, limit: 60)))"
  }

  /// What it is about: the account, or an entity of it.
  private func location(_ verdict: Verdict) -> JSONTree {
    let account = context.header.waba ?? context.header.caseName ?? "case"
    let name = verdict.entity ?? account
    let path = ["waba", account] + [verdict.subject, verdict.entity].compactMap(\.self)
    return ["logicalLocations": [Self.place(name, path.joined(separator: "/"))]]
  }

  private static func place(_ name: String, _ path: String) -> JSONTree {
    ["name": .string(name), "fullyQualifiedName": .string(path), "kind": "resource"]
  }

  private func suppression(_ waiver: Waiver) -> JSONTree {
    [
      "kind": "external", "status": "accepted",
      "justification": .string("until \(waiver.until): \(HarmlessText.shown(waiver.reason))"),
    ]
  }

  // MARK: Evidence

  /// The facts that decide it, each with where it was learned.
  private func places(_ verdict: Verdict) -> [JSONTree] {
    var seen: Set<String> = []
    return verdict.rules.flatMap { tests(context.proof($0, verdict.entity).steps) }.compactMap { step in
      let name = knowledge.facts[step.test.fact].name.description
      let path = step.entity.map { "\(name)/\($0)" } ?? name
      guard seen.insert(path).inserted else { return nil }
      let told = ([ProofLines(knowledge, about: nil).statement(step)] + EvidenceWords.lines(step.evidence)).joined(separator: "; ")
      return ["logicalLocations": [Self.place(name, path)], "message": Self.message(told)]
    }
  }

  private func tests(_ steps: [ProofStep]) -> [TestStep] {
    steps.flatMap { step -> [TestStep] in
      switch step {
      case .test(let test): [test] + test.inferredBy.flatMap { tests($0.steps) }
      case .group(_, _, let parts): tests(parts)
      case .entities(let entities): entities.entities.flatMap { tests($0.steps) }
      }
    }
  }
}
