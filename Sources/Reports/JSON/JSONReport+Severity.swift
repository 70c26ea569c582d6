import Inference
import JSONText
import Knowledge

/// The suggested severity of a ticket.
extension JSONReport {
  var severity: JSONTree {
    guard let severity = context.severity, let words = SeverityWords(context) else { return .null }
    let moves = severity.moves(context)
    let finding = severity.decided.map { knowledge.findings[$0.grade.finding] }
    let proofs = severity.decided.map { decided in decided.verdict.rules.map { context.proof($0, nil) } } ?? []
    return [
      "decided": severity.decided.map { grade($0.grade) } ?? .null, "finding": .optional(finding?.address),
      "title": .optional(finding?.title), "about": .optional(finding?.about), "because": .array(proofs.map(proof)),
      "higher": .array(moves.higher.map(move)), "lower": .array(moves.lower.map(move)),
      "possible": .array(severity.open.map { grade($0.grade) }), "needs": .array(severity.needs.map(reference)),
      "sources": .array(words.sources.map(\.json)), "remedies": .array((finding?.remedies ?? []).map(remedy)),
    ]
  }

  private func grade(_ grade: TicketSeverity.Grade) -> JSONTree {
    ["severity": .string(grade.key), "name": .string(grade.name)]
  }

  private func move(_ move: TicketSeverity.Move) -> JSONTree {
    let changes = move.way.changes.map { change -> JSONTree in
      [
        "fact": .string(knowledge.facts[change.reference.fact].name.description),
        "from": value(change.from, of: change.reference.fact), "to": .string(change.label),
      ]
    }
    return ["to": grade(move.grade), "changes": .array(changes)]
  }
}
