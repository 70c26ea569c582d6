import JSONText

/// Every entry that claims something says on what it rests.
///
/// - `uncited`: a finding, rule, remedy, error code or table row without a citation; rows may rest on those of their table.
/// - `dangling-reference`: a citation of a statement that is not in the sources.
enum CitationCheck {
  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    context.entries.flatMap { reviewed in
      missing(reviewed) + dangling(reviewed.entry.json, context) + rows(reviewed, context)
    }
  }

  private static func missing(_ reviewed: ReviewedEntry) -> [KnowledgeFault] {
    switch reviewed.kind {
    case .finding, .rule, .remedy, .errorCode: break
    default: return []
    }
    guard reviewed.entry.json["cites"]?.elements.isEmpty ?? true else { return [] }
    return [
      KnowledgeFault(
        .uncited, at: reviewed.entry.place,
        "the \(reviewed.kind.rawValue) \(reviewed.entry.address) cites no statement; add \"cites\" with what it rests on"
      )
    ]
  }

  private static func dangling(_ json: JSONValue, _ context: ReviewContext) -> [KnowledgeFault] {
    json["cites"]?.elements.compactMap { context.dangling(citation: $0) } ?? []
  }

  private static func rows(_ reviewed: ReviewedEntry, _ context: ReviewContext) -> [KnowledgeFault] {
    guard reviewed.kind == .table, let rows = reviewed.entry.json["rows"] else { return [] }
    let isCited = reviewed.entry.json["cites"]?.elements.isEmpty == false
    return rows.members.flatMap { row in
      let cites = row.value["cites"]?.elements.isEmpty == false
      let missing = KnowledgeFault(
        .uncited, at: row.keyPlace,
        "neither the row \(JSONWriter.quoted(row.key)) nor its table cites a statement; add \"cites\" to one of them"
      )
      return (isCited || cites ? [] : [missing]) + dangling(row.value, context)
    }
  }
}

extension ReviewContext {
  /// The fault of a citation that leads nowhere; `nil` when it leads to a statement.
  func dangling(citation json: JSONValue) -> KnowledgeFault? {
    guard let text = json.string else { return nil }
    let citation = Citation(text)
    guard let source = sources[citation.source] else {
      return KnowledgeFault(
        .danglingReference, at: json.place,
        "there is no source \(JSONWriter.quoted(citation.source))"
          + NearMiss.suggestion(for: citation.source, among: sources.keys.sorted()))
    }
    guard source.statement(citation.statement) == nil else { return nil }
    if citation.statement.isEmpty {
      return KnowledgeFault(
        .danglingReference, at: json.place, "name the statement: \"\(citation.source)#…\"")
    }
    return KnowledgeFault(
      .danglingReference, at: json.place,
      "\(citation.source) has no statement \(JSONWriter.quoted(citation.statement))"
        + NearMiss.suggestion(
          for: citation.statement, among: source.json["statements"]?.members.map(\.key) ?? []))
  }
}
