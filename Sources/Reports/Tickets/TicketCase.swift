import Inference
import Knowledge

/// A case as a ticket sees it: what is known, and which kind of ticket it asks for.
package struct TicketCase {
  /// The fact that says what a ticket is about.
  static let matter = "incident.matter"

  /// With what the ticket is about among what is known, so that the route rules can be run.
  let engine: InferenceEngine
  /// What the rules say of that.
  package let reportContext: ReportContext
  var context: ReportContext { reportContext }
  /// What was written down, as it was done.
  let notes: [(time: Moment, text: String)]
  /// The kind of ticket; `nil` when nothing tells.
  package let type: TicketType?
  /// How the kind was chosen, when nobody said it.
  let choice: String?
  /// What the ticket lacks.
  package let missing: [MissingNeed]
  var knowledge: KnowledgeBase { engine.knowledge }

  /// Chooses the kind of ticket and runs the rules for it.
  ///
  /// - Parameters:
  ///   - typed: the kind that was asked for; `nil` to choose by what is known.
  ///   - topics: the topics that the conversation is about, by address.
  ///   - skipped: facts that nobody could tell.
  package init(
    _ engine: InferenceEngine, header: ReportHeader, waivers: [Waiver] = [],
    notes: [(time: Moment, text: String)] = [],
    topics: [String] = [], typed: TicketType? = nil, skipped: Set<FactReference> = []
  ) {
    var engine = engine
    self.notes = notes
    (type, choice) = Self.chosen(engine, topics: topics, typed: typed)
    if let type { Self.tell(type, to: &engine) }
    engine = NewTicket.told(to: engine) ?? engine
    if let waba = header.waba { Self.tell(account: waba, to: &engine) }
    let diagnosis = engine.diagnosis()
    self.engine = engine
    reportContext = ReportContext(diagnosis, engine: engine, header: header, waivers: waivers)
    missing =
      type.map { TicketReadiness($0, engine: engine, diagnosis: diagnosis, skipped: skipped).missing }
      ?? Self.untold(engine)
  }

  /// The question what the ticket is about.
  private static func untold(_ engine: InferenceEngine) -> [MissingNeed] {
    let knowledge = engine.knowledge
    guard let fact = knowledge.factPositions[matter] else { return [] }
    return [
      MissingNeed(
        title: knowledge.facts[fact].title, reference: FactReference(fact: fact),
        question: knowledge.question(FactName(matter)), names: [matter], in: knowledge)
    ]
  }

  /// By what was asked for, what somebody said, the topic, or the gravest finding; of its topics the one about the fewest things.
  private static func chosen(_ engine: InferenceEngine, topics: [String], typed: TicketType?) -> (
    TicketType?, String?
  ) {
    let knowledge = engine.knowledge
    if let typed { return (typed, nil) }
    if let fact = knowledge.factPositions[matter], case .choice(let word)? = engine.value(of: fact)?.value {
      return (knowledge.ticketType(ofMatter: word), nil)
    }
    for topic in topics {
      if let type = Self.type(of: topic, knowledge) { return (type, "chosen by the topic \(topic)") }
    }
    for verdict in engine.diagnosis().findings {
      let address = knowledge.findings[verdict.finding].address
      let topics = knowledge.topics.filter { $0.covers(address) }.map { topic in
        (topic.address, knowledge.findings.count { topic.covers($0.address) })
      }
      for (topic, _) in topics.sorted(by: { $0.1 < $1.1 }) {
        if let type = Self.type(of: topic, knowledge) { return (type, "chosen by the finding \(address)") }
      }
    }
    return (nil, nil)
  }

  private static func type(of topic: String, _ knowledge: KnowledgeBase) -> TicketType? {
    knowledge.tickets.first { $0.retired == nil && $0.topics.contains(topic) }
  }

  /// Makes the matter of the ticket that of its type.
  private static func tell(_ type: TicketType, to engine: inout InferenceEngine) {
    guard let fact = engine.knowledge.factPositions[matter],
      engine.value(of: fact)?.value != .choice(type.matter)
    else { return }
    for claim in engine.claims where claim.name.description == matter { engine.withdraw(claim) }
    engine.assert(
      Fact(
        name: FactName(matter), value: .choice(type.matter),
        evidence: Evidence(
          origin: engine.knowledge.facts[fact].trust.first ?? "agent", detail: "chosen for the ticket")))
  }

  /// The account of the case, where no fact names it.
  private static func tell(account: String, to engine: inout InferenceEngine) {
    guard let fact = engine.knowledge.factPositions["waba.id"], engine.value(of: fact) == nil else { return }
    engine.assert(
      Fact(
        name: FactName("waba.id"), value: .text(account),
        evidence: Evidence(
          origin: engine.knowledge.facts[fact].trust.first ?? "agent", detail: "the account of the case")))
  }

  // MARK: What is found

  /// The file of a finding: `route`.
  func file(of group: FindingGroup) -> String {
    String(knowledge.findings[group.finding].address.prefix { $0 != "." })
  }

  /// Found and suspected, without the route.
  var findings: [FindingGroup] { context.findings.filter { file(of: $0) != "route" } }

  /// The same, those that the ticket is about first.
  var findingsByMatter: [FindingGroup] { findings.filter(isOfMatter) + findings.filter { !isOfMatter($0) } }

  /// Whether a finding is of the matter of the ticket: of the topics of its type, or any where the type has none.
  func isOfMatter(_ group: FindingGroup) -> Bool {
    let topics = (type?.topics ?? []).compactMap(knowledge.topic)
    return topics.isEmpty || topics.contains { $0.covers(knowledge.findings[group.finding].address) }
  }

  /// The severity with what shows it, when it is decided and not only suspected.
  var severity: (grade: TicketSeverity.Grade, verdict: Verdict)? {
    context.severity?.decided.flatMap { $0.verdict.status == .found ? $0 : nil }
  }

  /// Ways to Meta, in the order in which the rules name them; those of the type where no rule speaks.
  var routes: [TicketRoute] {
    let found = context.findings.filter { file(of: $0) == "route" }.map { knowledge.findings[$0.finding] }
    let own = type.flatMap { knowledge.findingPositions[$0.finding] }.map { [knowledge.findings[$0]] } ?? []
    var seen: Set<String> = []
    return (found + own).flatMap { TicketRoute.all($0, in: knowledge) }.filter {
      seen.insert($0.key).inserted
    }
  }

  /// The finding because of which no ticket is written.
  var stop: Finding? {
    context.findings.first { $0.status == .found && knowledge.findings[$0.finding].stopsTicket }.map {
      knowledge.findings[$0.finding]
    }
  }

  /// What the route rules have against sending it now: those of their findings that lead nowhere.
  var warnings: [String] {
    let routes = context.findings.filter { file(of: $0) == "route" }.map { knowledge.findings[$0.finding] }
    let supposed = context.header.supposed
    return
      (supposed == 0 ? [] : ["\(CountWords.count(supposed, "fact")) only supposed: drop before it is sent"])
      + routes.filter(\.routes.isEmpty).map(\.title)
  }
}
