import Inference
import Knowledge

/// What was found or suspected.
extension TextReport {
  /// `Blocks   The account is run on behalf of its owner   onboarding.on-behalf-of`
  func headline(_ group: FindingGroup) -> Headline {
    let finding = knowledge.findings[group.finding]
    let ink: TextStyle.Ink =
      switch finding.impact {
      case .blocking: .red
      case .harming: .yellow
      case .advice: .bold
      }
    return Headline(word: words.word(group), title: words.title(group), note: finding.address, ink: ink)
  }

  func columns(_ groups: [FindingGroup]) -> HeadlineColumns {
    HeadlineColumns(groups.map(headline), width: style.width, atLeast: Self.labels)
  }

  /// A finding with all that is known about it.
  mutating func write(_ group: FindingGroup, columns: HeadlineColumns) {
    let finding = knowledge.findings[group.finding]
    page.headline(headline(group), in: columns)
    if group.status == .suspected {
      page.row("sure", ReportWords.suspicion)
    }
    if let waiver = words.waiver(group) { page.row("waived", waiver) }
    writeEntities(group.entities, of: group.subject)
    if let about = finding.about { page.row("about", ReportWords.prose(about)) }
    write("because", words.because(group))
    if let likewise = words.likewise(group) { page.row("", likewise) }
    writeSources(words.sources(group))
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
      page.row(number == 0 ? "attach" : "", "- \(ReportWords.prose(thing))", hanging: 2)
    }
  }

  /// `for   3 of 12 phone numbers: 106…, 107…, and 1 more`
  mutating func writeEntities(_ entities: [String], of subject: String?) {
    if let line = words.entities(entities, of: subject) { page.row("for", line) }
  }

  /// Lines under one label; evidence stands a little further in than what it is for.
  mutating func write(_ label: String, _ lines: [ProofLines.Line]) {
    for (number, line) in lines.enumerated() {
      page.row(
        number == 0 ? label : "", line.text, column: Self.labels + 2 * line.depth + (line.isEvidence ? 2 : 0))
    }
  }

  mutating func writeSources(_ statements: [CitedStatement]) {
    var seen: Set<String> = []
    for line in statements.map(\.line) where seen.insert(line).inserted {
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
      page.row(label, "\(number + 1). \(ReportWords.prose(remedy.title))", hanging: 3)
      let actor = knowledge.actors[remedy.actor] ?? remedy.actor
      page.row("", "who: \(actor)" + (remedy.takes.map { "; takes: \($0)" } ?? ""), column: 14, hanging: 2)
      for step in remedy.steps { page.row("", "- \(ReportWords.prose(step))", column: 14, hanging: 2) }
    }
  }
}
