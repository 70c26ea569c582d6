import Inference
import Knowledge

/// What every form of report says in the same words.
struct ReportWords {
  let context: ReportContext
  var knowledge: KnowledgeBase { context.knowledge }
  var diagnosis: Diagnosis { context.diagnosis }
  /// Entities that are named; the rest are counted.
  private static let entitiesShown = 3

  init(_ context: ReportContext) { self.context = context }

  // MARK: Findings

  /// The level of a finding: `Blocks`.
  func level(_ finding: Finding) -> String { knowledge.impactTitles[finding.impact.name] ?? finding.impact.name }

  /// The word before a finding: its level, or why it is not certain or does not count.
  func word(_ group: FindingGroup) -> String {
    if context.waiver(of: group) != nil { return "Waived" }
    return group.status == .found ? level(knowledge.findings[group.finding]) : "Suspected"
  }

  /// The title of a finding, with its level where the word before it tells something else.
  func title(_ group: FindingGroup) -> String {
    let finding = knowledge.findings[group.finding]
    let isSure = group.status == .found
    guard !isSure || context.waiver(of: group) != nil else { return finding.title }
    return "\(finding.title) (\(level(finding).lowercased())\(isSure ? "" : ", if so"))"
  }

  /// Until when a finding is accepted, and why.
  func waiver(_ group: FindingGroup) -> String? {
    context.waiver(of: group).map { "until \(DateWords.day($0.until)): \(HarmlessText.shown($0.reason))" }
  }

  /// That a finding is not certain.
  static let suspicion = "no: it fits what is known, and Meta does not disclose whether it is so"

  /// `3 of 12 phone numbers: 106…, 107…, and 1 more`; `nil` for what is about the case.
  func entities(_ entities: [String], of subject: String?) -> String? {
    guard let subject, !entities.isEmpty else { return nil }
    let whole = max(entities.count, context.entities(subject).count)
    let names = CountWords.some(entities.map { HarmlessText.value($0, limit: 60) }, atMost: Self.entitiesShown)
    return "\(SubjectWords.share(entities.count, of: whole, subject, in: knowledge)): \(names)"
  }

  /// The proof for the first entity; the others rest on the same rules.
  func because(_ group: FindingGroup) -> [ProofLines.Line] {
    guard let verdict = group.verdicts.first else { return [] }
    return ProofLines.distinct(
      verdict.rules.flatMap { rule in
        ProofLines(knowledge, about: verdict.entity).lines(context.proof(rule, verdict.entity).steps)
      })
  }

  /// That the other entities are proved likewise.
  func likewise(_ group: FindingGroup) -> String? {
    let others = group.verdicts.count - 1
    guard others > 0 else { return nil }
    return "and likewise for the \(others == 1 ? "other one" : "\(others) others"), each by its own facts"
  }

  /// The statements that a finding and its rules rest on, one for a document.
  func sources(_ group: FindingGroup) -> [CitedStatement] {
    let citations = knowledge.findings[group.finding].cites + group.rules.flatMap { knowledge.rules[$0].cites }
    return CitedStatement.all(citations, in: knowledge)
  }

  // MARK: Open questions

  /// What settles it; a word that we do not know can only be read, not asked away.
  func settled(_ open: OpenFinding) -> String {
    let isHopeless = open.toConfirm.isEmpty && open.toRuleOut.isEmpty
    if isHopeless, !diagnosis.unlisted.isEmpty { return "it waits on a word unknown to us; see below" }
    return ReferenceWords(knowledge).settled(open, hidesEntity: true)
  }

  /// The questions about the facts that would settle it, each once; at most three.
  func questions(_ open: OpenFinding) -> [Question] {
    var seen: Set<FactIndex> = []
    let facts = (open.toConfirm + open.toRuleOut).filter {
      $0.openList == nil && seen.insert($0.fact).inserted
    }
    return Array(facts.compactMap { knowledge.question(knowledge.facts[$0.fact].name) }.prefix(3))
  }

  /// `ask the customer: Is it in production? (Settings)`
  static func ask(_ question: Question) -> String {
    let place = question.where.map { " (\(prose($0)))" } ?? ""
    return "\(who(question)): \(prose(question.ask))\(place)"
  }

  /// What could not be read and keeps an open question open.
  func waits(_ open: OpenFinding) -> String? {
    guard let gap = open.gap, diagnosis.gaps.indices.contains(gap) else { return nil }
    return "on what could not be read: \(GapWords.short(diagnosis.gaps[gap]))"
  }

  /// Who can answer, in words.
  static func who(_ question: Question) -> String {
    switch question.who {
    case "agent": "you may know"
    case "dashboard": "look in a dashboard"
    case "customer": "ask the customer"
    case "meta": "only Meta can tell"
    default: "ask the \(question.who)"
    }
  }

  // MARK: Header

  /// Prose of the knowledge base in one paragraph.
  static func prose(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// `Facts from Graph API v24.0 and facts.json; knowledge of 2026-11-21; wabadoctor 0.1.0`
  var provenance: String {
    let places = context.header.factsFrom.map { HarmlessText.shown($0, limit: 80) }
    let from = places.isEmpty ? "Knowledge" : "Facts from \(CountWords.list(places)); knowledge"
    return "\(from) of \(knowledge.edition); wabadoctor \(context.header.toolVersion)"
  }
}
