import Knowledge

/// Pages of error codes, tables, sources, topics and calls.
extension EntryPages {
  func page(_ error: ErrorCode, subcode: String?) -> EntryPage {
    var rows = EntryPage.retired(error)
    let subcodes = error.json["subcodes"]?.members.map { ($0.key, $0.value.string ?? "") } ?? []
    let shown = subcodes.filter { subcode == nil || $0.0 == subcode }
    if let subcode, shown.isEmpty {
      rows.append(EntryPage.Row("subcode", "\(subcode) is not known; this is the code without it"))
    }
    rows += shown.map { EntryPage.Row("subcode", "\($0.0): \($0.1)") }
    for key in ["retry", "entity", "also", "aliases", "tell apart"] { rows += lines(error, key) }
    rows += error.texts("findings").map { link("points to", finding: $0) }
    rows += error.texts("remedies").map { link("do", remedy: $0) }
    if let number = Int64(error.code) {
      let value = FactValue.whole(number)
      rows += rules { knowledge.facts[$0.fact].name.field.hasSuffix("code") && Self.names($0, value) }.map {
        link("read by", rule: $0)
      }
    }
    let about = [error.text("means"), error.about].compactMap(\.self).joined(separator: " ")
    return EntryPage(
      kind: .errorCode, name: error.code, title: error.title, about: about.isEmpty ? nil : about, rows: rows,
      sources: CitedStatement.all(error.cites, in: knowledge))
  }

  func page(_ table: Table) -> EntryPage {
    let rows =
      EntryPage.retired(table) + [EntryPage.Row("keys", table.keyKind.name)]
      + table.rows.map { row("rows", of: table, $0, isShort: true) }
    return EntryPage(
      kind: .table, name: table.address, title: table.title, about: table.about,
      rows: rows + readers(of: table),
      sources: CitedStatement.all(table.cites, in: knowledge))
  }

  /// Rows of tables under a key: `CU`, `android`.
  func rows(_ word: String) -> [EntryPage] {
    knowledge.tables.compactMap { table in
      let key =
        table.keyKind == .choice
        ? FactValue.text(word) : try? FactValue(.string(word), kind: table.keyKind, origin: .authored)
      guard let key, let row = table.row(key) else { return nil }
      let title = row.json["title"]?.string ?? word
      return EntryPage(
        kind: .row, name: key.text(of: table.keyKind), title: title, about: row.json["about"]?.string,
        rows: [self.row("table", of: table, row)] + readers(of: table),
        sources: CitedStatement.all(
          (row.json["cites"]?.elements.compactMap(\.string) ?? []).map(Citation.init) + table.cites,
          in: knowledge))
    }
  }

  func row(_ label: String, of table: Table, _ row: Table.Row, isShort: Bool = false) -> EntryPage.Row {
    let key = row.key.text(of: table.keyKind)
    let value = row.value.flatMap { value in table.valueKind.map { value.text(of: $0) } }
    let title = row.json["title"]?.string
    let text = [key, title, value].compactMap(\.self).joined(separator: ", ")
    return EntryPage.Row(
      label, isShort ? text : "\(table.title): \(text)",
      link: isShort ? nil : EntryPage.Link(kind: .table, name: table.address))
  }

  func page(_ source: Source) -> EntryPage {
    var rows = EntryPage.retired(source)
    rows.append(EntryPage.Row("publisher", source.publisher))
    rows += source.link.map { [EntryPage.Row("address", $0)] } ?? []
    rows.append(EntryPage.Row("updated", source.updated.map(DateWords.day) ?? "undated"))
    rows += source.read.map { [EntryPage.Row("read", DateWords.day($0))] } ?? []
    rows.append(EntryPage.Row("confidence", confidence(source)))
    for member in source.json["statements"]?.members.map(\.self) ?? [] {
      let citation = Citation("\(source.address)#\(member.key)")
      rows.append(
        EntryPage.Row(
          "says", "\(member.key): \(source.statement(member.key) ?? "")",
          link: EntryPage.Link(kind: .statement, name: citation.description)))
      rows += overtaken(citation).map { EntryPage.Row("says", $0.text, depth: 1, link: $0.link) }
    }
    return EntryPage(
      kind: .source, name: source.address, title: source.title, about: source.about, rows: rows, sources: [])
  }

  /// One statement of a source, and what rests on it.
  func statement(_ citation: Citation) -> EntryPage? {
    guard let source = knowledge.source(citation.source), let says = source.statement(citation.statement)
    else { return nil }
    var rows =
      source.json["statements"]?[citation.statement]?["under"]?.string.map { [EntryPage.Row("under", $0)] }
      ?? []
    rows += overtaken(citation)
    let findings = knowledge.findings.filter { $0.cites.contains(citation) }
    rows += findings.map { link("used by", finding: $0.address) }
    let named = Set(findings.map(\.address))
    rows += knowledge.rules.filter { $0.cites.contains(citation) && !named.contains($0.address) }.map {
      link("used by", rule: $0)
    }
    rows += knowledge.remedies.filter { $0.cites.contains(citation) }.map {
      link("used by", remedy: $0.address)
    }
    return EntryPage(
      kind: .statement, name: citation.description, title: says, about: nil, rows: rows,
      sources: [CitedStatement(citation: citation, source: source)])
  }

  func page(_ topic: Topic) -> EntryPage {
    let findings = knowledge.findings.filter { topic.covers($0.address) }
    let rows =
      EntryPage.retired(topic) + topic.symptoms.map { EntryPage.Row("symptoms", $0) }
      + [EntryPage.Row("words", topic.words.joined(separator: ", "))]
      + findings.map { link("findings", finding: $0.address) }
    return EntryPage(
      kind: .topic, name: topic.address, title: topic.title, about: topic.about, rows: rows, sources: [])
  }

  func page(_ call: GraphCall) -> EntryPage {
    var rows = [
      EntryPage.Row(call.isRequest ? "request" : "webhook", (call.isRequest ? "GET " : "") + call.path)
    ]
    if !call.permissions.isEmpty { rows.append(EntryPage.Row("needs", CountWords.list(call.permissions))) }
    rows += call.mappings.map {
      EntryPage.Row(
        "gives", knowledge.facts[$0.fact].name.description,
        link: EntryPage.Link(kind: .fact, name: knowledge.facts[$0.fact].address))
    }
    return EntryPage(
      kind: .call, name: call.name, title: call.title, about: call.about, rows: rows,
      sources: CitedStatement.all(call.cites, in: knowledge))
  }

  // MARK: Lines

  private func readers(of table: Table) -> [EntryPage.Row] {
    guard let position = knowledge.tablePositions[table.address] else { return [] }
    return rules { test in
      switch test.operand {
      case .keys(position), .row(position, _): true
      default: false
      }
    }.map { link("read by", rule: $0) }
  }

  /// What took the place of a statement, or what it took the place of.
  private func overtaken(_ citation: Citation) -> [EntryPage.Row] {
    knowledge.sources.flatMap(\.changes).compactMap { change in
      let since = change.since.map { " since \(DateWords.day($0))" } ?? ""
      if change.supersedes == citation {
        return EntryPage.Row(
          "overtaken", "by \(change.statement)\(since)",
          link: EntryPage.Link(kind: .statement, name: change.statement.description))
      }
      guard change.statement == citation else { return nil }
      return EntryPage.Row(
        "overtakes", "\(change.supersedes)\(since)",
        link: EntryPage.Link(kind: .statement, name: change.supersedes.description))
    }
  }

  private func confidence(_ source: Source) -> String {
    switch source.confidence {
    case .a: "A: stated by Meta on a dated page"
    case .b: "B: from a machine-readable artefact of Meta, or a maintained SDK"
    case .c: "C: the word of a vendor or of the community, or a single observation"
    }
  }

  /// A member that may be a text, a list of texts, or texts by name.
  private func lines(_ entry: some Entry, _ key: String) -> [EntryPage.Row] {
    guard let value = entry.json[key] else { return [] }
    switch value.kind {
    case .string: return [EntryPage.Row(key, value.string ?? "")]
    case .array: return value.elements.map { EntryPage.Row(key, $0.string ?? $0.text) }
    case .object:
      return value.members.map { EntryPage.Row(key, "\($0.key): \($0.value.string ?? $0.value.text)") }
    default: return [EntryPage.Row(key, value.text)]
    }
  }
}
