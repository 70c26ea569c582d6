import Inference
import Knowledge

/// What could not be decided.
extension TextReport {
  /// What stands at the end of an open question's line.
  enum UnknownNote {
    case address
    case needs
  }

  func headline(_ group: UnknownGroup, note: UnknownNote) -> Headline {
    let finding = knowledge.findings[group.finding]
    return Headline(
      word: "Unknown", title: finding.openQuestion,
      note: note == .address ? finding.address : ReferenceWords(knowledge).needs(group.first), ink: .bold)
  }

  /// The gravest open questions one by one, the rest counted.
  mutating func writeUnknown() {
    let groups = context.unknown
    let shown = groups.prefix(Self.unknownShown)
    let columns = HeadlineColumns(
      shown.map { headline($0, note: .address) }, width: style.width, atLeast: Self.labels)
    for group in shown {
      page.gap()
      write(group, columns: columns)
    }
    if groups.count > shown.count {
      page.gap()
      writeMore(groups.count - shown.count)
    }
  }

  /// An open question with what would settle it and who can tell; what was asked above is not asked again.
  mutating func write(_ group: UnknownGroup, columns: HeadlineColumns) {
    page.headline(headline(group, note: .address), in: columns)
    writeEntities(group.entities, of: group.subject)
    page.row("settle", settled(group.first))
    for (number, question) in questions(group.first).filter({ asked.insert($0.address).inserted })
      .enumerated()
    {
      let place = question.where.map { " (\(Self.prose($0)))" } ?? ""
      page.row(
        number == 0 ? "ask" : "", "\(Self.who(question)): \(Self.prose(question.ask))\(place)", hanging: 2)
    }
    if let gap = group.first.gap, diagnosis.gaps.indices.contains(gap) {
      page.row("waits", "on what could not be read: \(GapWords.short(diagnosis.gaps[gap]))")
    }
  }

  /// What settles it; a word that we do not know can only be read, not asked away.
  private func settled(_ open: OpenFinding) -> String {
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

  mutating func writeMore(_ number: Int) {
    guard number > 0 else { return }
    page.paragraph("…and \(number) more unknown; -o json lists them all", hanging: 2)
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
}
