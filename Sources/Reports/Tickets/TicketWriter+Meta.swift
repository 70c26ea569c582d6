import Inference
import Knowledge

/// What Meta's support and the customer's partner read.
extension TicketWriter {
  private static let impact = [
    "incident.business_impact", "incident.began_at", "incident.error_lasts", "incident.in_production",
    "incident.can_send",
    "incident.can_register_numbers", "incident.failing_sends", "incident.workaround",
    "incident.nothing_through_for",
    "incident.status_page",
  ]
  private static let ids = [
    "waba.id", "portfolio.id", "portfolio.name", "app.id", "phone_number", "template", "message",
  ]
  private static let exchange = [
    "incident.error_call", "incident.endpoint", "incident.api_version", "incident.failed_call_at",
    "incident.request",
    "incident.answer", "incident.error_code", "incident.error_subcode", "incident.error_details",
    "incident.fbtrace_id",
    "incident.request_id", "message.sent_at", "message.api", "message.error_code", "message.error_details",
    "message.statuses",
    "message.outcome",
  ]
  /// Told elsewhere, or not at all.
  private static let elsewhere = [
    "incident.asker", "incident.checks_done", "incident.wanted", "incident.steps_to_show",
  ]
  /// Findings that are told one by one.
  private static let foundShown = 12
  /// Reasons that exclude findings and are told; what else is excluded is counted.
  private static let excludedShown = 8
  /// Findings that are looked at for them.
  private static let excludedTold = 24

  /// The sections for Meta.
  var meta: [Ticket.Heading: [Ticket.Line]] {
    [
      .summary: summary, .impact: facts.lines(Self.impact), .ids: facts.lines(Self.ids + neededIDs),
      .exchange: facts.lines(Self.exchange), .comparison: comparison, .state: facts.lines(rest),
      .found: found(atMost: Self.foundShown),
      .excluded: excluded, .steps: steps, .attach: attachments,
    ]
  }

  /// The sections for the partner.
  var partner: [Ticket.Heading: [Ticket.Line]] {
    let findings = story.findings.map { knowledge.findings[$0.finding] }
    let others = knowledge.actors.keys.filter { $0 != "partner" && $0 != "support" }.sorted()
    return [
      .summary: [Ticket.Line("About", subject)] + severityLine, .impact: facts.lines(Self.impact),
      .ids: facts.lines(Self.ids + neededIDs), .exchange: facts.lines(Self.exchange), .comparison: comparison,
      .state: facts.lines(rest), .found: found(atMost: Self.foundShown),
      .duties: duties(of: findings, by: ["partner"]),
      .next: duties(of: findings, by: others).map { Ticket.Line($0.label, $0.text) }, .steps: steps,
    ]
  }

  private var summary: [Ticket.Line] {
    var lines = story.type?.isPublic == true ? [] : [Ticket.Line("About", subject)]
    if let type = story.type {
      lines.append(
        Ticket.Line(
          "Question type", type.questionType ?? "none is known for this; choose the nearest in the form"))
      let wanted = facts.lines(["incident.wanted"]).first?.text
      lines.append(Ticket.Line("Request", wanted ?? type.request))
    }
    lines += severityLine
    for route in story.routes { lines.append(Ticket.Line("Where", route.line)) }
    lines += facts.lines(["incident.asker"]).map { Ticket.Line($0.label, $0.text) }
    return lines + answer
  }

  private var severityLine: [Ticket.Line] {
    guard let (grade, verdict) = story.severity else { return [] }
    let finding = knowledge.findings[grade.finding]
    return [
      Ticket.Line(
        "Severity", finding.title, notes: reasons(of: verdict, atMost: 6) + [finding.about].compactMap(\.self)
      )
    ]
  }

  /// Facts of the needs that hold an id and have no place of their own.
  private var neededIDs: [String] { needed.filter { $0.hasSuffix("_id") && !Self.exchange.contains($0) } }

  /// Everything else that the type needs.
  private var rest: [String] {
    let told = Set(Self.impact + Self.ids + Self.exchange + Self.elsewhere + neededIDs)
    let compared = Set(normalisedFacts.map { knowledge.facts[$0].name.description })
    return needed.filter { !told.contains($0) && !compared.contains($0) }
  }

  /// Names of the needs, each once, in their order.
  private var needed: [String] {
    var seen: Set<String> = []
    return (story.type?.needs ?? []).flatMap(\.names).filter { seen.insert($0).inserted }
  }

  /// What was ruled out of the topics of the type, with the reason; what has the same reason stands together.
  private var excluded: [Ticket.Line] {
    let topics = (story.type?.topics ?? []).compactMap(knowledge.topic)
    let groups = story.context.ruledOut.filter { group in
      topics.contains { $0.covers(knowledge.findings[group.finding].address) }
    }
    var parts: [(titles: [String], reasons: [String])] = []
    for group in groups.prefix(Self.excludedTold) {
      let (title, reasons) = (
        knowledge.findings[group.finding].title + entities(of: group), reasons(of: group, atMost: 2)
      )
      if let same = parts.firstIndex(where: { $0.reasons == reasons && !reasons.isEmpty }) {
        parts[same].titles.append(title)
      } else if parts.count < Self.excludedShown {
        parts.append(([title], reasons))
      }
    }
    let lines = parts.map { Ticket.Line(nil, $0.titles.joined(separator: "; "), notes: $0.reasons) }
    let left = story.context.ruledOut.count - parts.reduce(0) { $0 + $1.titles.count }
    return left == 0 || lines.isEmpty
      ? lines : lines + [Ticket.Line(nil, "and \(left) more, each with proof")]
  }

  private var attachments: [Ticket.Line] {
    guard let type = story.type, let finding = knowledge.findingPositions[type.finding] else { return [] }
    return knowledge.findings[finding].attach.map { Ticket.Line(nil, $0) }
  }

  // MARK: The comparison

  private var normalisedFacts: [FactIndex] {
    (story.type?.normalisations ?? []).flatMap { Self.facts(of: $0.condition) }
  }

  /// What was made equal, each met, not met or unknown, with the figures.
  private var comparison: [Ticket.Line] {
    (story.type?.normalisations ?? []).map { normalisation in
      let word =
        switch story.engine.truth(of: normalisation.condition) {
        case .holds: "met"
        case .fails: "NOT met"
        case .unknown: "unknown"
        }
      return Ticket.Line(
        normalisation.title, word, notes: Self.facts(of: normalisation.condition).map(figure))
    }
  }

  private func figure(_ fact: FactIndex) -> String {
    let definition = knowledge.facts[fact]
    let value = story.engine.value(of: fact).map { TicketFacts.text($0.value, definition) }
    return "\(definition.title): \(value ?? "not known")"
  }

  /// The facts of a condition, each once, in their order.
  private static func facts(of condition: Condition) -> [FactIndex] {
    var facts: [FactIndex] = []
    condition.forEachTest { test, _ in
      for fact in test.reads where !facts.contains(fact) { facts.append(fact) }
    }
    return facts
  }
}
