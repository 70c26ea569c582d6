import Inference
import Knowledge

/// What has changed since the answer before: new findings, what is gone, how many are ruled out.
package struct ConsequenceText {
  private let change: DiagnosisChange
  private let knowledge: KnowledgeBase
  private let style: TextStyle
  /// Findings that are told one by one; the rest are counted.
  private static let shown = 6

  package init(_ change: DiagnosisChange, knowledge: KnowledgeBase, style: TextStyle) {
    self.change = change
    self.knowledge = knowledge
    self.style = style
  }

  /// The lines; empty when nothing changed.
  package var text: String {
    var page = TextPage(style)
    let groups = FindingGroup.groups(of: change.appeared)
    let headlines = groups.prefix(Self.shown).map { group -> Headline in
      let finding = knowledge.findings[group.finding]
      let impact = knowledge.impactTitles[finding.impact.name] ?? finding.impact.name
      let isSure = group.status == .found
      let entities =
        group.entities.isEmpty
        ? "" : " (\(CountWords.some(group.entities.map { HarmlessText.value($0, limit: 40) }, atMost: 2)))"
      return Headline(
        word: isSure ? impact : "Suspected", title: finding.title + entities, note: finding.address,
        ink: finding.impact == .blocking ? .red : finding.impact == .harming ? .yellow : .bold)
    }
    let columns = HeadlineColumns(headlines, width: style.width)
    for headline in headlines { page.headline(headline, in: columns) }
    if groups.count > Self.shown {
      page.paragraph("…and \(groups.count - Self.shown) more findings; report tells them", hanging: 2)
    }
    for verdict in change.vanished.prefix(Self.shown) {
      page.paragraph("No longer: \(knowledge.findings[verdict.finding].title)", hanging: 2)
    }
    if change.vanished.count > Self.shown {
      page.paragraph("…and \(change.vanished.count - Self.shown) more no longer", hanging: 2)
    }
    if change.newDisagreements > 0 {
      page.paragraph(
        "This contradicts what is known from elsewhere; facts shows both, report tells which is used.", hanging: 2)
    }
    if change.newRuleConflicts > 0 {
      page.paragraph("One rule finds what another excludes; report tells which.", hanging: 2)
    }
    for fact in change.unlisted.prefix(Self.shown) {
      page.paragraph(
        "\(fact.name): a word unknown to us is kept; what rests on it stays unknown.", hanging: 2)
    }
    page.paragraph(counts, hanging: 2, ink: .dim)
    return page.text
  }

  /// `Ruled out: 12 findings; still open: 40`.
  private var counts: String {
    let ruledOut = Set(change.ruledOut.map(\.finding)).count
    let out = ruledOut == 0 ? "" : "Ruled out: \(CountWords.count(ruledOut, "finding")); "
    return "\(out)\(out.isEmpty ? "Still" : "still") open: \(change.open.now)"
  }
}
