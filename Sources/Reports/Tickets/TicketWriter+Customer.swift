import Inference
import Knowledge

/// What the customer reads: plain words, and what they must do.
extension TicketWriter {
  /// Findings that are told.
  private static let told = 3
  /// Those who act at the customer's.
  private static let ownPeople = ["sender", "admin", "developer"]

  /// The sections for the customer.
  var customer: [Ticket.Heading: [Ticket.Line]] {
    let words = PlainWords(knowledge)
    let groups = story.stop.map { stop in story.findings.filter { knowledge.findings[$0.finding].address == stop.address } } ?? grave
    let findings = groups.map { knowledge.findings[$0.finding] }
    return [
      .found: groups.map { found($0, words) }, .duties: duties(findings, words), .questions: questions(words),
      .next: next(findings, words),
    ]
  }

  /// What stands in the way first; advice only where there is nothing else.
  private var grave: [FindingGroup] {
    let open = story.findings.filter { story.context.waiver(of: $0) == nil }
    let grave = open.filter { knowledge.findings[$0.finding].impact != .advice }
    return Array((grave.isEmpty ? open : grave).prefix(Self.told))
  }

  private func found(_ group: FindingGroup, _ words: PlainWords) -> Ticket.Line {
    let finding = knowledge.findings[group.finding]
    let title = words.said(finding.title) ?? Self.unspoken(finding.impact)
    let about = finding.about.flatMap(words.sentences)
    return Ticket.Line(nil, (group.status == .suspected ? "Probably: " : "") + title, notes: [about].compactMap(\.self))
  }

  /// What is said of a finding that has no plain words.
  private static func unspoken(_ impact: Impact) -> String {
    switch impact {
    case .blocking: "Something in the set-up of your WhatsApp account has to be changed before it works"
    case .harming: "Something in the set-up of your WhatsApp account makes it work less well than it could"
    case .advice: "Something in the set-up of your WhatsApp account could be better"
    }
  }

  /// Of each finding the first deed that is the customer's, each once.
  private func duties(_ findings: [Finding], _ words: PlainWords) -> [Ticket.Line] {
    var seen: Set<String> = []
    let deeds = findings.compactMap { finding in
      finding.remedies.lazy.compactMap(knowledge.remedy).first { Self.ownPeople.contains($0.actor) }
    }
    return deeds.filter { seen.insert($0.address).inserted }.map { duty($0, words) }
  }

  private func duty(_ remedy: Remedy, _ words: PlainWords) -> Ticket.Line {
    let who = remedy.actor == "sender" ? nil : knowledge.actors[remedy.actor].flatMap(words.said)
    let takes = remedy.takes.flatMap(words.said).map { "takes: \($0)" }
    let title = words.said(remedy.title)
    let steps = remedy.steps.map(words.said)
    let isWhole = title != nil && steps.allSatisfy { $0 != nil }
    return Ticket.Line(
      title ?? "We will go through this one with you", [who, takes].compactMap(\.self).joined(separator: "; "),
      notes: isWhole ? steps.compactMap(\.self) : ["We will tell you the steps one by one."])
  }

  /// What only the customer can tell.
  private func questions(_ words: PlainWords) -> [Ticket.Line] {
    guard story.stop == nil else { return [] }
    return story.missing.compactMap(\.question).filter { $0.who == "customer" }.compactMap { words.said($0.ask) }
      .map { Ticket.Line(nil, $0) }
  }

  /// What others do, and how long it takes; what support does at once is done by this very message.
  private func next(_ findings: [Finding], _ words: PlainWords) -> [Ticket.Line] {
    var seen: Set<String> = []
    return findings.flatMap(\.remedies).filter { seen.insert($0).inserted }.compactMap(knowledge.remedy)
      .filter { ["partner", "meta", "support"].contains($0.actor) && !($0.actor == "support" && $0.takes == "at once") }.compactMap {
        remedy in
        guard let title = words.said(remedy.title) else { return nil }
        let who = remedy.actor == "support" ? "We" : knowledge.actors[remedy.actor] ?? remedy.actor
        return Ticket.Line(who, title + (remedy.takes.flatMap(words.said).map { " (takes: \($0))" } ?? ""))
      }
  }
}
