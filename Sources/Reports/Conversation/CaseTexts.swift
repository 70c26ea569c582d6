import Inference
import Knowledge

/// What is known of a case, fact by fact, with who says so.
package struct FactListText {
  private let engine: InferenceEngine
  private let style: TextStyle

  package init(_ engine: InferenceEngine, style: TextStyle) {
    self.engine = engine
    self.style = style
  }

  /// The list.
  ///
  /// - Parameters:
  ///   - word: only facts whose name holds it; `nil` for all.
  ///   - unsure: facts that nobody could tell.
  ///   - supposed: how many facts are only supposed.
  package func text(holding word: String? = nil, unsure: [String] = [], supposed: Int = 0) -> String {
    var page = TextPage(style)
    let knowledge = engine.knowledge
    var seen: Set<FactReference> = []
    let tests = TestWords(knowledge)
    for claim in engine.claims {
      guard let fact = knowledge.factPositions[claim.name.description] else { continue }
      let reference = FactReference(fact: fact, entity: claim.entity)
      guard word.map({ claim.name.description.contains($0) }) != false, seen.insert(reference).inserted else {
        continue
      }
      let entity = claim.entity.map { "[\(HarmlessText.value($0, limit: 40))]" } ?? ""
      let same = engine.claims.filter { $0.name == claim.name && $0.entity == claim.entity }
      let used = engine.value(of: fact, entity: claim.entity)
      let value = used.map { tests.value($0.value, of: fact) } ?? tests.value(claim.value, of: fact)
      page.paragraph("\(claim.name.subject)\(entity).\(claim.name.field) is \(value)", hanging: 2)
      for line in EvidenceWords.lines(used?.evidence ?? [claim.evidence]) {
        page.paragraph(line, indent: 4, hanging: 2, ink: .dim)
      }
      for other in same where used.map({ other.value != $0.value }) ?? false {
        page.paragraph(
          "but also \(tests.value(other.value, of: fact)): \(EvidenceWords.line(other.evidence))", indent: 4,
          hanging: 2)
      }
    }
    for name in unsure where word.map({ name.contains($0) }) != false {
      page.paragraph("\(name) is left open: nobody could tell", hanging: 2)
    }
    if supposed > 0 {
      page.paragraph(
        "\(CountWords.count(supposed, "fact")) only supposed; drop forgets, keep makes it known.", hanging: 2)
    }
    if page.lines.isEmpty {
      page.paragraph(word == nil ? "Nothing is known yet." : "Nothing is known of that.")
    }
    return page.text
  }
}

/// Why a finding is not shown: rule by rule, what fails and what is unknown, apart.
package enum WhyNotText {
  /// The text for a finding that is not shown.
  package static func text(
    _ finding: FindingIndex, proofs: [Proof], knowledge: KnowledgeBase, style: TextStyle
  ) -> String {
    var report = TextPage(style)
    let entry = knowledge.findings[finding]
    report.paragraph("Why not: \(entry.title) (\(entry.address))", ink: .bold)
    for proof in proofs {
      report.gap()
      let rule = knowledge.rules[proof.rule]
      let entity = proof.entity.map { " of \(HarmlessText.value($0, limit: 60))" } ?? ""
      let isExcluding = if case .ruleOut = rule.conclusion { true } else { false }
      let verb =
        switch proof.truth {
        case .holds: isExcluding ? "excludes it" : "holds"
        case .fails: "fails"
        case .unknown: "waits"
        }
      report.paragraph("The rule \(rule.address)\(entity) \(verb), because", indent: 2)
      for line in ProofLines(knowledge, about: proof.entity).lines(proof.steps) {
        report.paragraph(
          line.text, indent: 4 + 2 * line.depth + (line.isEvidence ? 2 : 0), hanging: 2,
          ink: line.isEvidence ? .dim : .plain)
      }
    }
    if proofs.isEmpty { report.paragraph("No rule of it is run.", indent: 2) }
    return report.text
  }
}

/// What would have to change for a goal to be reached, and who can change it.
package enum WhatIfText {
  /// Ways that are told; the rest are counted.
  private static let shown = 6

  /// The ways, smallest first.
  ///
  /// - Parameter goal: in words: `no longer: The account is restricted`.
  package static func text(
    _ ways: [Counterfactual.Way], goal: String, knowledge: KnowledgeBase, style: TextStyle
  ) -> String {
    var page = TextPage(style)
    page.paragraph("\(goal):", ink: .bold)
    guard !ways.isEmpty else {
      page.paragraph("No change of up to three facts that somebody can make would bring it about.", indent: 2)
      return page.text
    }
    if ways[0].changes.isEmpty {
      page.paragraph("It is so already.", indent: 2)
      return page.text
    }
    for (number, way) in ways.prefix(shown).enumerated() {
      page.row(
        "\(number + 1)",
        way.onlyMeta
          ? "only Meta can:"
          : way.changes.count == 1 ? "one change:" : "\(way.changes.count) changes together:", column: 6)
      for change in way.changes {
        let definition = knowledge.facts[change.reference.fact]
        let entity = change.reference.entity.map { "[\(HarmlessText.value($0, limit: 40))]" } ?? ""
        let now = change.from.map { ", now \(HarmlessText.value($0.text(of: definition.kind)))" } ?? ""
        let actors = change.actors.map { actor in
          let title = knowledge.actors[actor] ?? actor
          return title.prefix(1).lowercased() + title.dropFirst()
        }
        page.row(
          "",
          "\(definition.name.subject)\(entity).\(definition.name.field) to \(change.label)\(now); who: \(CountWords.list(actors.map { $0 == "meta" ? "Meta" : $0 }, joined: "or"))",
          column: 8,
          hanging: 2)
      }
    }
    if ways.count > shown { page.paragraph("…and \(ways.count - shown) more ways", indent: 2) }
    return page.text
  }
}
