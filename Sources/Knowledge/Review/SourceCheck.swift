import JSONText

/// Sources whose dates cannot be right, and changes of statements that do not exist.
///
/// - `bad-value`: a date that is none (`updated` may be `undated`), a source updated after it was read, a change without its day.
/// - `dangling-reference`: a change whose statement or superseded statement is not there.
enum SourceCheck {
  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    context.knowledge.sources.filter { $0.retired == nil }.flatMap { source in
      dates(source) + (source.json["changes"]?.elements.flatMap { change($0, of: source, context) } ?? [])
    }
  }

  private static func dates(_ source: Source) -> [KnowledgeFault] {
    var faults: [KnowledgeFault] = []
    if let json = source.json["updated"], source.updated == nil, json.string != "undated" {
      faults.append(
        KnowledgeFault(
          .badValue, at: json.place,
          "expected \(FactKind.date.example) or \"undated\", but there is \(json.shown)"))
    }
    if let json = source.json["read"], source.read == nil {
      faults.append(
        KnowledgeFault(
          .badValue, at: json.place, "expected \(FactKind.date.example), but there is \(json.shown)"))
    }
    if let updated = source.updated, let read = source.read, updated > read {
      faults.append(
        KnowledgeFault(
          .badValue, at: source.json["updated"]?.place ?? source.place,
          "updated on \(updated), after it was read on \(read); one of the two is wrong, or the page has to be read again"
        ))
    }
    return faults
  }

  private static func change(_ json: JSONValue, of source: Source, _ context: ReviewContext)
    -> [KnowledgeFault]
  {
    var faults: [KnowledgeFault] = []
    if let statement = json["statement"], let key = statement.string, source.statement(key) == nil {
      faults.append(
        KnowledgeFault(
          .danglingReference, at: statement.place,
          "\(source.address) has no statement \(statement.shown)"
            + NearMiss.suggestion(for: key, among: source.json["statements"]?.members.map(\.key) ?? [])))
    }
    if let superseded = json["supersedes"], let fault = context.dangling(citation: superseded) {
      faults.append(fault)
    }
    for key in ["supersedes", "since"] where json[key] == nil {
      faults.append(KnowledgeFault(.missingKey, at: json.place, "\"\(key)\" is missing"))
    }
    if let since = json["since"], since.string.flatMap({ CalendarDate($0) }) == nil {
      faults.append(
        KnowledgeFault(
          .badValue, at: since.place, "expected \(FactKind.date.example), but there is \(since.shown)"))
    }
    return faults
  }
}
