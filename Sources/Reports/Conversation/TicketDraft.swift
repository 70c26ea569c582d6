import Inference
import Knowledge

/// A draft of a support ticket in plain text: what is missing first, then severity, route, identifiers, what was seen and what was ruled out.
package struct TicketDraft {
  private let context: ReportContext
  private let notes: [(time: Moment, text: String)]
  private let engine: InferenceEngine
  private let style: TextStyle
  private var knowledge: KnowledgeBase { context.knowledge }
  /// Findings that were excluded and are named; the rest are counted.
  private static let excludedShown = 8
  /// Entities of one subject that are named.
  private static let entitiesShown = 5

  /// A draft over one diagnosis.
  package init(
    _ context: ReportContext, notes: [(time: Moment, text: String)], engine: InferenceEngine, style: TextStyle
  ) {
    self.context = context
    self.notes = notes
    self.engine = engine
    self.style = style
  }

  /// The draft.
  package var text: String {
    var page = TextPage(style)
    let missing = missing
    if missing.isEmpty {
      page.paragraph("Draft of a ticket", ink: .bold)
    } else {
      page.paragraph(
        "Draft of a ticket, not complete: \(CountWords.count(missing.count, "thing")) missing", ink: .bold)
      for line in missing { page.paragraph("- \(line)", indent: 2, hanging: 2) }
    }
    page.gap()
    page.row("about", subject)
    page.row("severity", SeverityWords(context).map { $0.address == nil ? "not decided" : $0.title } ?? "not decided", hanging: 2)
    let titles = context.findings.filter { isOf($0, "route.") }.map {
      knowledge.findings[$0.finding].title + ($0.status == .suspected ? " (suspected)" : "")
    }
    page.row("route", titles.isEmpty ? "not decided" : CountWords.some(titles, atMost: 3), hanging: 2)
    write("ids", identifiers, &page)
    write("seen", seen, &page)
    write("found", found, &page)
    write("attach", attachments, &page)
    write("excluded", excluded, &page)
    write("notes", notes.map { "\(DateWords.minute($0.time)): \($0.text)" }, &page)
    page.gap()
    page.paragraph(CoverageWords.line(context.diagnosis), hanging: 2, ink: .dim)
    return page.text
  }

  private func write(_ label: String, _ lines: [String], _ page: inout TextPage) {
    for (number, line) in lines.enumerated() { page.row(number == 0 ? label : "", line, hanging: 2) }
  }

  private func isOf(_ group: FindingGroup, _ file: String) -> Bool {
    knowledge.findings[group.finding].address.hasPrefix(file)
  }

  /// What the ticket is about: the gravest finding, or that none was found.
  private var subject: String {
    let first = context.findings.first { !isOf($0, "route.") }
    let title =
      first.map { knowledge.findings[$0.finding].title } ?? "nothing was found; see what was ruled out"
    let account = context.header.subject
    return account.isEmpty ? title : "\(account): \(title)"
  }

  private var missing: [String] {
    var lines: [String] = []
    if context.header.supposed > 0 {
      lines.append("\(CountWords.count(context.header.supposed, "fact")) only supposed: drop before it is sent")
    }
    if context.header.waba == nil { lines.append("the id of the account: waba.id") }
    if let severity = SeverityWords(context), severity.address == nil {
      lines.append("the severity is not decided: \(severity.needs)")
    }
    if !context.findings.contains(where: { isOf($0, "route.") }),
      let open = context.unknown.first(where: { knowledge.findings[$0.finding].address.hasPrefix("route.") })
    {
      let needs = ReferenceWords(knowledge).needs(open.first)
      lines.append("where to take it is not decided" + (needs.isEmpty ? "" : ": \(needs)"))
    }
    return lines
  }

  /// Ids of the case and of its entities: Meta needs them.
  private var identifiers: [String] {
    var lines: [String] = []
    for (fact, definition) in knowledge.facts.enumerated()
    where definition.name.field == "id" && !knowledge.subjects[definition.subject].isMany {
      guard let value = engine.value(of: fact)?.value else { continue }
      lines.append(
        "\(knowledge.subjects[definition.subject].title): \(HarmlessText.value(value.text(of: definition.kind)))"
      )
    }
    for subject in knowledge.subjects
    where subject.isMany && ["phone_number", "template", "message"].contains(subject.name) {
      let ids = engine.entities(of: subject.name)
      guard !ids.isEmpty else { continue }
      lines.append(
        "\(subject.title): \(CountWords.some(ids.map { HarmlessText.value($0, limit: 60) }, atMost: Self.entitiesShown))"
      )
    }
    return lines
  }

  /// What came back from the API, and when.
  private var seen: [String] {
    engine.claims.filter { $0.name.subject == "incident" }.compactMap { claim in
      knowledge.fact(claim.name).map {
        "\($0.title): \(HarmlessText.value(claim.value.text(of: $0.kind))); \(EvidenceWords.line(claim.evidence))"
      }
    }
  }

  private var found: [String] {
    context.findings.filter { !isOf($0, "route.") }.map { group in
      let waived = context.waiver(of: group) == nil ? "" : " (waived)"
      let entities =
        group.entities.isEmpty
        ? "" : " for \(CountWords.some(group.entities.map { HarmlessText.value($0, limit: 60) }, atMost: 3))"
      return
        "\(group.status == .suspected ? "suspected: " : "")\(knowledge.findings[group.finding].title)\(entities)\(waived)"
    }
  }

  private var attachments: [String] {
    var lines: [String] = []
    for group in context.findings {
      for text in knowledge.findings[group.finding].texts("attach") where !lines.contains(text) {
        lines.append(text)
      }
    }
    return lines
  }

  private var excluded: [String] {
    let titles = context.ruledOut.map { knowledge.findings[$0.finding].title }
    guard titles.count > Self.excludedShown else { return titles }
    return titles.prefix(Self.excludedShown) + [
      "and \(titles.count - Self.excludedShown) more, each with proof"
    ]
  }
}
