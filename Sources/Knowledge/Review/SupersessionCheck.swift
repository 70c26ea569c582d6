import JSONText

/// Citations of statements that newer ones have overtaken (`superseded`).
///
/// A statement superseded since a day may only be cited by what ended before that day: a rule or a table row with `until`, or a
/// finding all of whose rules have ended. Everything else still trusts the old words.
enum SupersessionCheck {
  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    guard !context.superseded.isEmpty else { return [] }
    let ends = lastDays(of: context.knowledge)
    return context.entries.flatMap { reviewed -> [KnowledgeFault] in
      let entry = reviewed.entry
      let end = reviewed.kind == .finding ? ends[entry.address] : until(entry.json)
      let rows = reviewed.kind == .table ? entry.json["rows"]?.members.map(\.value) ?? [] : []
      let timer = reviewed.kind == .finding ? entry.json["recheck"] : nil
      return overtaken(entry.json, end, context) + (timer.map { overtaken($0, end, context) } ?? [])
        + rows.flatMap { overtaken($0, until($0), context) }
    }
  }

  private static func overtaken(_ json: JSONValue, _ end: CalendarDate?, _ context: ReviewContext)
    -> [KnowledgeFault]
  {
    json["cites"]?.elements.compactMap { cited in
      guard let text = cited.string, let change = context.superseded[Citation(text)] else { return nil }
      if let end, let since = change.since, end < since { return nil }
      let when = change.since.map { "since \($0)" } ?? "by now"
      return KnowledgeFault(
        .superseded, at: cited.place,
        "\(text) is superseded \(when) by \(change.statement); read that, and cite it or set \"until\" before it"
      )
    } ?? []
  }

  private static func until(_ json: JSONValue) -> CalendarDate? {
    json["until"]?.string.flatMap { CalendarDate($0) }
  }

  /// The last day of each finding whose rules have all ended.
  private static func lastDays(of knowledge: KnowledgeBase) -> [String: CalendarDate] {
    var ends: [FindingIndex: CalendarDate] = [:]
    var lasting: Set<FindingIndex> = []
    for rule in knowledge.rules where rule.retired == nil {
      guard let finding = rule.finding else { continue }
      if let until = rule.until {
        ends[finding] = max(until, ends[finding] ?? until)
      } else {
        lasting.insert(finding)
      }
    }
    return Dictionary(
      ends.filter { !lasting.contains($0.key) }.map { (knowledge.findings[$0.key].address, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }
}
