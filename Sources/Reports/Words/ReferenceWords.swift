import Inference
import Knowledge

/// The facts that would settle a finding, in words.
struct ReferenceWords {
  private let knowledge: KnowledgeBase

  init(_ knowledge: KnowledgeBase) { self.knowledge = knowledge }

  /// What settles an open finding: `needs user.role`, `shown by a; ruled out by b and c`.
  func settled(_ open: OpenFinding, hidesEntity: Bool = false) -> String {
    let confirm = names(open.toConfirm, hidesEntity ? open.verdict.entity : nil)
    let ruleOut = names(open.toRuleOut, hidesEntity ? open.verdict.entity : nil)
    if confirm == ruleOut, !confirm.isEmpty { return "needs \(CountWords.list(confirm))" }
    switch (confirm.isEmpty, ruleOut.isEmpty) {
    case (false, false):
      return "shown by \(CountWords.list(confirm)), or ruled out by \(CountWords.list(ruleOut))"
    case (false, true): return "can be shown by \(CountWords.list(confirm))"
    case (true, false): return "can be ruled out by \(CountWords.list(ruleOut))"
    case (true, true): return "nothing that we can ask settles it"
    }
  }

  /// The facts to learn, as short as it goes: `needs user.role`.
  func needs(_ open: OpenFinding) -> String {
    let shorter =
      open.toRuleOut.isEmpty || (!open.toConfirm.isEmpty && open.toConfirm.count <= open.toRuleOut.count)
    let references = names(shorter ? open.toConfirm : open.toRuleOut, open.verdict.entity)
    return references.isEmpty ? "" : "needs " + CountWords.some(references, atMost: 2)
  }

  private func names(_ references: [FactReference], _ hidden: String?) -> [String] {
    var seen: [String] = []
    for reference in references {
      let name = name(reference, hiding: hidden)
      if !seen.contains(name) { seen.append(name) }
    }
    return seen
  }

  private func name(_ reference: FactReference, hiding hidden: String?) -> String {
    if let list = reference.openList {
      return "the whole list of \(SubjectWords.plural(list, in: knowledge))"
    }
    let name = knowledge.facts[reference.fact].name.description
    guard let entity = reference.entity, entity != hidden else { return name }
    return "\(name) of \(HarmlessText.shown(entity, limit: 60))"
  }
}
