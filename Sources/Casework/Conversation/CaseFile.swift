import Inference
import JSONText
import Knowledge

/// A case as a file: everything known, answered, left open, waived and noted, so that it can be opened again as it was.
///
/// `KnowledgeBase/Schemas/case-file.schema.json` describes the form.
package struct CaseFile {
  /// What a file of this form says in `schema`.
  package static let schema = "wabadoctor/case"
  /// The version of the form that is read and written.
  package static let version: Int64 = 1

  private let state: CaseState
  private let toolVersion: String
  private var engine: InferenceEngine { state.engine }
  private var knowledge: KnowledgeBase { engine.knowledge }

  package init(_ state: CaseState, toolVersion: String) {
    self.state = state
    self.toolVersion = toolVersion
  }

  /// The file's text.
  package var text: String { JSONWriter.text(tree, layout: .canonical) }

  /// The file as JSON.
  package var tree: JSONTree {
    let many = knowledge.subjects.filter(\.isMany)
    let entities = many.flatMap { subject in
      engine.entities(of: subject.name).map { id -> JSONTree in
        ["subject": .string(subject.name), "id": .string(id)]
      }
    }
    return [
      "schema": .string(Self.schema), "version": .integer(Self.version),
      "tool": ["name": "wabadoctor", "version": .string(toolVersion)], "edition": .string(knowledge.edition),
      "as_of": .string(engine.rules.now.description), "case": optional(state.label),
      "waba": optional(state.waba),
      "places": .array(state.places.map(JSONTree.string)),
      "topics": .array(state.topics.map(JSONTree.string)),
      "facts": .array(engine.claims.map(fact)), "entities": .array(entities),
      "complete": .array(many.filter { engine.isComplete($0.name) }.map { .string($0.name) }),
      "gaps": .array(engine.gaps.map(gap)), "not_sure": .array(state.unsure.sorted().map(reference)),
      "later": .array(state.postponed.sorted().map(reference)), "supposed": .array(state.supposed.map(fact)),
      "waived": .array(state.waivers.map(waiver)),
      "notes": .array(
        state.notes.map { ["text": .string($0.text), "time": .string($0.moment.description)] }),
      "attachments": .array(state.attachments.map(attachment)),
    ]
  }

  private func optional(_ text: String?) -> JSONTree { text.map(JSONTree.string) ?? .null }

  private func fact(_ fact: Fact) -> JSONTree {
    [
      "fact": .string(fact.name.description), "entity": optional(fact.entity),
      "value": fact.value.json(of: knowledge.fact(fact.name)?.kind ?? .text),
      "origin": .string(fact.evidence.origin),
      "detail": .string(fact.evidence.detail), "time": optional(fact.evidence.moment?.description),
    ]
  }

  private func attachment(_ attachment: CaseAttachment) -> JSONTree {
    [
      "name": .string(attachment.name), "sha256": .string(attachment.sha256), "bytes": .integer(attachment.bytes),
      "time": .string(attachment.time.description),
    ]
  }

  private func reference(_ reference: FactReference) -> JSONTree {
    ["fact": .string(knowledge.facts[reference.fact].name.description), "entity": optional(reference.entity)]
  }

  private func waiver(_ waiver: Waiver) -> JSONTree {
    [
      "finding": .string(knowledge.findings[waiver.finding].address), "entity": optional(waiver.entity),
      "reason": .string(waiver.reason), "until": .string(waiver.until.description),
    ]
  }

  private func gap(_ gap: Gap) -> JSONTree {
    var fields = [
      JSONField("call", .string(gap.call)),
      JSONField("facts", .array(gap.facts.map { .string($0.description) })),
      JSONField("subject", optional(gap.subject)), JSONField("entity", optional(gap.entity)),
    ]
    switch gap.cause {
    case .refused(let code, let message, let permissions):
      fields += [
        JSONField("refused", .string(message)), JSONField("code", code.map(JSONTree.integer) ?? .null),
        JSONField("permissions", .array(permissions.map(JSONTree.string))),
      ]
    case .unreadable(let text): fields.append(JSONField("unreadable", .string(text)))
    case .missing(let text): fields.append(JSONField("missing", .string(text)))
    case .needs(let name): fields.append(JSONField("needs", .string(name.description)))
    case .wrongKind(let text): fields.append(JSONField("wrong kind", .string(text)))
    }
    return .object(fields)
  }
}
