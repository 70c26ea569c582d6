import JSONText
import Knowledge

/// A ticket for a program, as `KnowledgeBase/Schemas/ticket.schema.json` describes it.
extension Ticket {
  /// What a ticket of this form says in `schema`.
  package static let schema = "wabadoctor/ticket"
  /// The version of the form.
  package static let version: Int64 = 1

  /// The ticket.
  package func json(_ context: ReportContext) -> JSONTree {
    let knowledge = context.knowledge
    return [
      "schema": .string(Self.schema), "version": .integer(Self.version),
      "tool": ["name": "wabadoctor", "version": .string(context.header.toolVersion)], "edition": .string(knowledge.edition),
      "as_of": .string(context.diagnosis.now.description), "for": .string(voice.rawValue), "ready": .boolean(isReady),
      "heading": .string(heading), "type": type.map(type) ?? .null,
      "stopped": stop.map { ["finding": .string($0.address), "title": .string($0.title)] } ?? .null,
      "missing": .array(missing.map(missing)), "before_sending": .strings(warnings),
      "severity": severity.map { severity($0, knowledge) } ?? .null, "routes": .array(routes.map(\.json)),
      "sections": .object(
        Heading.allCases.compactMap { heading in
          sections[heading].map { JSONField(heading.rawValue, .array($0.map(line))) }
        }),
      "coverage": .string(coverage),
    ]
  }

  private func type(_ type: TicketType) -> JSONTree {
    [
      "name": .string(type.address), "title": .string(type.title), "matter": .string(type.matter),
      "question_type": .optional(type.questionType), "chosen": .optional(choice),
    ]
  }

  private func missing(_ need: MissingNeed) -> JSONTree {
    [
      "title": .string(need.title), "facts": .strings(need.names), "ask": .optional(need.question?.ask),
      "who": .optional(need.question?.who), "where": .optional(need.question?.where),
    ]
  }

  private func severity(_ grade: TicketSeverity.Grade, _ knowledge: KnowledgeBase) -> JSONTree {
    let finding = knowledge.findings[grade.finding]
    return [
      "name": .string(grade.key), "number": .integer(Int64(grade.number)), "finding": .string(finding.address),
      "title": .string(finding.title),
    ]
  }

  private func line(_ line: Line) -> JSONTree {
    ["label": .optional(line.label), "text": .string(line.text), "notes": .strings(line.notes)]
  }
}
