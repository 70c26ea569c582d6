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
    page.row("settle", words.settled(group.first))
    let new = words.questions(group.first).filter { asked.insert($0.address).inserted }
    for (number, question) in new.enumerated() {
      page.row(number == 0 ? "ask" : "", ReportWords.ask(question), hanging: 2)
    }
    if let waits = words.waits(group.first) { page.row("waits", waits) }
  }

  mutating func writeMore(_ number: Int) {
    guard number > 0 else { return }
    page.paragraph("…and \(number) more unknown; -o json lists them all", hanging: 2)
  }
}
