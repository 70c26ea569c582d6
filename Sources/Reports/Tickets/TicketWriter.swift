import Inference
import Knowledge

/// Writes the same case for one of three readers.
package struct TicketWriter {
  let story: TicketCase
  let knowledge: KnowledgeBase
  let facts: TicketFacts

  package init(_ story: TicketCase) {
    self.story = story
    knowledge = story.knowledge
    facts = TicketFacts(story.engine)
  }

  /// What everybody may read.
  private static let publicHeadings: Set<Ticket.Heading> = [.summary, .impact]

  /// The ticket for a reader.
  package func ticket(for voice: TicketVoice) -> Ticket {
    let stop = story.stop
    let sections: [Ticket.Heading: [Ticket.Line]] =
      switch voice {
      case .meta:
        stop.map(stopped)
          ?? (story.type?.isPublic == true ? meta.filter { Self.publicHeadings.contains($0.key) } : meta)
      case .partner: stop.map(stopped) ?? partner
      case .customer: customer
      }
    return Ticket(
      voice: voice, type: story.type, choice: story.choice, stop: stop,
      missing: missing(for: voice, sections),
      isSupposed: story.context.header.supposed > 0,
      warnings: voice == .customer ? [] : story.warnings, sections: sections.filter { !$0.value.isEmpty },
      severity: story.severity?.grade, routes: story.routes,
      coverage: CoverageWords.line(story.context.diagnosis))
  }

  /// A customer is not kept waiting for what only a form of Meta's wants; but a message that says nothing is none.
  private func missing(for voice: TicketVoice, _ sections: [Ticket.Heading: [Ticket.Line]]) -> [MissingNeed] {
    guard voice == .customer else { return story.stop == nil ? story.missing : [] }
    let says = [.found, .duties, .questions].contains { (heading: Ticket.Heading) in
      sections[heading]?.isEmpty == false
    }
    let nothing = MissingNeed(
      title: "something to tell: a finding, or a question that only the customer can answer", in: knowledge)
    return says ? [] : [nothing]
  }

  /// What stands in place of a ticket that Meta would close at once.
  private func stopped(_ stop: Finding) -> [Ticket.Heading: [Ticket.Line]] {
    let about = stop.about.map { [Ticket.Line(nil, $0)] } ?? []
    return [
      .found: [Ticket.Line(nil, stop.title)] + about,
      .duties: duties(of: [stop], by: knowledge.actors.keys.sorted()),
    ]
  }

  // MARK: Shared

  /// The gravest finding of the matter, with the account; where none is, the matter itself.
  var subject: String {
    let first = story.findingsByMatter.first.flatMap {
      story.isOfMatter($0) ? knowledge.findings[$0.finding].title : nil
    }
    let wanted = story.type?.title ?? "nothing was found"
    let account = story.context.header.subject
    return account.isEmpty ? first ?? wanted : "\(account): \(first ?? wanted)"
  }

  /// Findings with whom they concern and what they rest on, those of the matter first.
  func found(atMost limit: Int) -> [Ticket.Line] {
    let lines = story.findingsByMatter.prefix(limit).map { group in
      let waived = story.context.waiver(of: group) == nil ? "" : " (accepted by the customer for now)"
      let sure = group.status == .suspected ? "suspected: " : ""
      return Ticket.Line(
        nil, sure + knowledge.findings[group.finding].title + entities(of: group) + waived,
        notes: reasons(of: group, atMost: 3))
    }
    guard story.findings.count > limit else { return lines }
    return lines + [Ticket.Line(nil, "and \(story.findings.count - limit) more")]
  }

  func entities(of group: FindingGroup) -> String {
    let ids = group.entities.filter { $0 != Interview.firstEntity }
    return ids.isEmpty
      ? "" : " (\(CountWords.some(ids.map { HarmlessText.value($0, limit: 60) }, atMost: 3)))"
  }

  /// What a verdict rests on: comparisons that decide it.
  func reasons(of group: FindingGroup, atMost limit: Int) -> [String] {
    group.verdicts.first.map { reasons(of: $0, atMost: limit) } ?? []
  }

  func reasons(of verdict: Verdict, atMost limit: Int) -> [String] {
    guard let rule = verdict.rules.first else { return [] }
    let proof = story.context.proof(rule, verdict.entity)
    let lines = ProofLines(knowledge, about: verdict.entity).lines(proof.steps).filter { !$0.text.isEmpty }
      .prefix(2 * limit)
    var reasons: [String] = []
    for line in lines {
      if line.isEvidence, let last = reasons.popLast() {
        reasons.append("\(last); \(TicketFacts.withoutFolders(line.text))")
      } else {
        reasons.append(line.text)
      }
    }
    return Array(reasons.prefix(limit))
  }

  /// What somebody has to do about findings, each deed once, step by step.
  func duties(of findings: [Finding], by actors: [String]) -> [Ticket.Line] {
    var seen: Set<String> = []
    return findings.flatMap(\.remedies).filter { seen.insert($0).inserted }.compactMap(knowledge.remedy)
      .filter { actors.contains($0.actor) }.map { remedy in
        let takes = remedy.takes.map { "; takes: \($0)" } ?? ""
        let who = (knowledge.actors[remedy.actor] ?? remedy.actor) + takes
        return Ticket.Line(remedy.title, who, notes: remedy.steps)
      }
  }

  /// The deeds and notes so far, with their times.
  var steps: [Ticket.Line] {
    facts.lines(["incident.checks_done", "incident.steps_to_show"])
      + story.notes.map { Ticket.Line(DateWords.minute($0.time), HarmlessText.value($0.text, limit: 500)) }
  }

  /// When the first answer is due, on the ways of the type.
  var answer: [Ticket.Line] {
    let findings = story.context.findings.map { knowledge.findings[$0.finding] }
    guard let promise = findings.lazy.compactMap({ story.context.firstAnswer(of: $0) }).first else {
      return []
    }
    return [Ticket.Line("First answer", promise.line)]
  }
}
