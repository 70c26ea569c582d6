import Inference
import JSONText
import Knowledge

/// Findings, the excluded, and the open questions.
extension JSONReport {
  func finding(_ group: FindingGroup) -> JSONTree {
    let finding = knowledge.findings[group.finding]
    let proofs = group.verdicts.flatMap { verdict in verdict.rules.map { context.proof($0, verdict.entity) } }
    let citations = finding.cites + group.rules.flatMap { knowledge.rules[$0].cites }
    return .object(
      head(group) + [
        JSONField(
          "known_entities", group.subject.map { .integer(Int64(context.entities($0).count)) } ?? .null),
        JSONField("about", .optional(finding.about)),
        JSONField("because", .array(proofs.map(proof))),
        JSONField("rules", addresses(group.rules)),
        JSONField("sources", .array(CitedStatement.all(citations, in: knowledge).map(\.json))),
        JSONField("remedies", .array(finding.remedies.map(remedy))),
        JSONField("routes", .array(TicketRoute.all(finding, in: knowledge).map(\.json))),
        JSONField("first_answer", context.firstAnswer(of: finding)?.json ?? .null),
        JSONField("attach", .strings(finding.attach)),
      ] + (context.waiver(of: group).map { [JSONField("waived", waiver($0))] } ?? []))
  }

  private func waiver(_ waiver: Waiver) -> JSONTree {
    ["reason": .string(waiver.reason), "until": .string(waiver.until.description)]
  }

  func ruledOut(_ group: FindingGroup) -> JSONTree {
    .object(head(group) + [JSONField("rules", addresses(group.rules))])
  }

  /// The open findings, gravest first, one for each entity.
  var unknown: [JSONTree] { UnknownGroup.ordered(diagnosis.unknown, in: knowledge).map(open) }

  func addresses(_ rules: [RuleIndex]) -> JSONTree { .strings(rules.map { knowledge.rules[$0].address }) }

  private func head(_ group: FindingGroup) -> [JSONField] {
    let finding = knowledge.findings[group.finding]
    return [
      JSONField("finding", .string(finding.address)), JSONField("title", .string(finding.title)),
      JSONField("status", .string(group.status.rawValue)), JSONField("impact", .string(finding.impact.name)),
      JSONField("subject", .optional(group.subject)), JSONField("entities", .strings(group.entities)),
    ]
  }

  private func open(_ open: OpenFinding) -> JSONTree {
    let finding = knowledge.findings[open.verdict.finding]
    return [
      "finding": .string(finding.address), "title": .string(finding.title), "status": "unknown",
      "impact": .string(finding.impact.name),
      "question": .string(finding.openQuestion), "subject": .optional(open.verdict.subject),
      "entity": .optional(open.verdict.entity),
      "to_confirm": .array(open.toConfirm.map(reference)),
      "to_rule_out": .array(open.toRuleOut.map(reference)),
      "gap": open.gap.map { .integer(Int64($0)) } ?? .null,
    ]
  }

  func reference(_ reference: FactReference) -> JSONTree {
    if let list = reference.openList { return ["list": .string(list)] }
    let name = knowledge.facts[reference.fact].name
    return [
      "fact": .string(name.description), "entity": .optional(reference.entity),
      "who": .optional(knowledge.question(name)?.who), "ask": .optional(knowledge.question(name)?.ask),
    ]
  }

  func remedy(_ address: String) -> JSONTree {
    let remedy = knowledge.remedy(address)
    return [
      "remedy": .string(address), "title": .string(remedy?.title ?? address),
      "actor": .string(remedy?.actor ?? String(address.prefix { $0 != "." })),
      "takes": .optional(remedy?.takes),
      "steps": .strings(remedy?.steps ?? []),
    ]
  }
}

extension CitedStatement {
  /// The statement and its source; null for what is not known of it.
  var json: JSONTree {
    [
      "statement": .string(citation.description), "says": .optional(says), "title": .optional(source?.title),
      "publisher": .optional(source?.publisher), "address": .optional(source?.link),
      "updated": .optional(source?.updated?.description),
      "confidence": .optional(source?.confidence.rawValue),
    ]
  }
}
