import Inference
import Knowledge

/// What was found or suspected.
extension TextReport {
  /// `Blocks   The account is run on behalf of its owner   onboarding.on-behalf-of`
  func headline(_ group: FindingGroup) -> Headline {
    let finding = knowledge.findings[group.finding]
    let impact = knowledge.impactTitles[finding.impact.name] ?? finding.impact.name
    let ink: TextStyle.Ink =
      switch finding.impact {
      case .blocking: .red
      case .harming: .yellow
      case .advice: .bold
      }
    let isSure = group.status == .found
    let isWaived = context.waiver(of: group) != nil
    return Headline(
      word: isWaived ? "Waived" : isSure ? impact : "Suspected",
      title: isSure && !isWaived ? finding.title : "\(finding.title) (\(impact.lowercased())\(isSure ? "" : ", if so"))",
      note: finding.address, ink: ink)
  }

  func columns(_ groups: [FindingGroup]) -> HeadlineColumns {
    HeadlineColumns(groups.map(headline), width: style.width, atLeast: Self.labels)
  }

  /// A finding with all that is known about it.
  mutating func write(_ group: FindingGroup, columns: HeadlineColumns) {
    let finding = knowledge.findings[group.finding]
    page.headline(headline(group), in: columns)
    if group.status == .suspected {
      page.row("sure", "no: it fits what is known, and Meta does not disclose whether it is so")
    }
    if let waiver = context.waiver(of: group) {
      page.row("waived", "until \(DateWords.day(waiver.until)): \(HarmlessText.shown(waiver.reason))")
    }
    writeEntities(group.entities, of: group.subject)
    if let about = finding.about { page.row("about", Self.prose(about)) }
    writeProofs(group)
    writeSources(finding.cites + group.rules.flatMap { knowledge.rules[$0].cites })
    writeRemedies(finding.remedies)
    if let line = context.forecastWords.line(of: group.finding, group.entities) { page.row("recheck", line, hanging: 2) }
    writeTicket(finding)
  }

  /// Where a ticket about it goes, when it is answered, and what it must hold.
  mutating func writeTicket(_ finding: Finding) {
    for (number, route) in TicketRoute.all(finding, in: knowledge).enumerated() {
      page.row(number == 0 ? "where" : "", route.line, hanging: 2)
    }
    if let answer = context.firstAnswer(of: finding), told.insert(answer.line).inserted {
      page.row("answer", answer.line, hanging: 2)
    }
    for (number, thing) in finding.attach.enumerated() {
      page.row(number == 0 ? "attach" : "", "- \(Self.prose(thing))", hanging: 2)
    }
  }

  /// `for   3 of 12 phone numbers: 106…, 107…, and 1 more`
  mutating func writeEntities(_ entities: [String], of subject: String?) {
    guard let subject, !entities.isEmpty else { return }
    let share = SubjectWords.share(
      entities.count, of: max(entities.count, context.entities(subject).count), subject, in: knowledge)
    let names = CountWords.some(
      entities.map { HarmlessText.value($0, limit: 60) }, atMost: Self.entitiesShown)
    page.row("for", "\(share): \(names)")
  }

  /// The proof for the first entity; the others rest on the same rules.
  private mutating func writeProofs(_ group: FindingGroup) {
    guard let verdict = group.verdicts.first else { return }
    let lines = verdict.rules.flatMap { rule in
      ProofLines(knowledge, about: verdict.entity).lines(context.proof(rule, verdict.entity).steps)
    }
    write("because", distinct(lines))
    let others = group.verdicts.count - 1
    if others > 0 {
      page.row(
        "", "and likewise for the \(others == 1 ? "other one" : "\(others) others"), each by its own facts")
    }
  }

  /// Lines under one label; evidence stands a little further in than what it is for.
  mutating func write(_ label: String, _ lines: [ProofLines.Line]) {
    for (number, line) in lines.enumerated() {
      page.row(
        number == 0 ? label : "", line.text, column: Self.labels + 2 * line.depth + (line.isEvidence ? 2 : 0))
    }
  }

  /// The lines without the comparisons, each with its evidence, that an earlier rule has shown already;
  /// once a value stands there plainly, what else was asked of it is not told.
  private func distinct(_ lines: [ProofLines.Line]) -> [ProofLines.Line] {
    var seen: Set<String> = []
    var result: [ProofLines.Line] = []
    var isRepeated = false
    for line in lines {
      if !line.isEvidence, line.depth == 0 {
        let isPlain = seen.contains { line.text.hasPrefix($0 + " (") }
        isRepeated = !line.text.hasSuffix(":") && (isPlain || !seen.insert(line.text).inserted)
      }
      if !isRepeated { result.append(line) }
    }
    return result
  }

  mutating func writeSources(_ citations: [Citation]) {
    var seen: Set<String> = []
    for statement in CitedStatement.all(citations, in: knowledge) {
      let line = statement.line
      guard seen.insert(line).inserted else { continue }
      page.row(seen.count == 1 ? "source" : "", line)
    }
  }

  mutating func writeRemedies(_ addresses: [String]) {
    for (number, address) in addresses.enumerated() {
      let label = number == 0 ? "do" : ""
      guard let remedy = knowledge.remedy(address) else {
        page.row(label, "\(number + 1). \(address)", hanging: 3)
        continue
      }
      page.row(label, "\(number + 1). \(Self.prose(remedy.title))", hanging: 3)
      let actor = knowledge.actors[remedy.actor] ?? remedy.actor
      page.row("", "who: \(actor)" + (remedy.takes.map { "; takes: \($0)" } ?? ""), column: 14, hanging: 2)
      for step in remedy.steps { page.row("", "- \(Self.prose(step))", column: 14, hanging: 2) }
    }
  }

  /// Prose of the knowledge base in one paragraph.
  static func prose(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
