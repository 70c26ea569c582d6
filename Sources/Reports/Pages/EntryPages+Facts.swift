import Knowledge

/// Pages of facts and of the words that Meta sends as their values.
extension EntryPages {
  func page(fact index: FactIndex) -> EntryPage {
    let fact = knowledge.facts[index]
    let subject = knowledge.subjects[fact.subject]
    var rows = EntryPage.retired(fact)
    rows.append(EntryPage.Row("of", subject.title + (subject.isMany ? ", each" : "")))
    rows.append(EntryPage.Row("kind", fact.kind.name))
    rows += fact.options.map { option in
      EntryPage.Row(
        "values", option + (fact.meaning(of: option).map { ": \($0)" } ?? ""),
        link: EntryPage.Link(kind: .value, name: option))
    }
    if let other = fact.deprecated {
      rows.append(
        EntryPage.Row("instead", "use \(other)", link: EntryPage.Link(kind: .fact, name: other.description)))
    }
    rows += question(fact.name)
    rows += knowledge.calls.flatMap { call in
      call.mappings.filter { $0.fact == index }.map {
        EntryPage.Row(
          "read from", "\(call.isRequest ? "GET" : "webhook") \(call.path), at \($0.pointer)",
          link: EntryPage.Link(kind: .call, name: call.name))
      }
    }
    if fact.json["trust"] != nil {
      rows.append(EntryPage.Row("trust", fact.trust.joined(separator: ", then ")))
    }
    rows += rules(inferring: index).map { link("inferred", rule: $0) }
    rows += rules { $0.reads.contains(index) }.map { link("read by", rule: $0) }
    return EntryPage(
      kind: .fact, name: fact.address, title: fact.title, about: fact.about, rows: rows,
      sources: CitedStatement.all(fact.cites, in: knowledge))
  }

  /// A page for every fact that can have the value.
  func values(_ word: String) -> [EntryPage] {
    knowledge.facts.indices.filter { knowledge.facts[$0].options.contains(word) }.map {
      page(value: word, of: $0)
    }
  }

  private func page(value word: String, of index: FactIndex) -> EntryPage {
    let fact = knowledge.facts[index]
    var rows = [EntryPage.Row("value of", fact.title, link: EntryPage.Link(kind: .fact, name: fact.address))]
    rows += question(fact.name).filter { $0.label == "where" }
    let readers = rules { test in test.fact == index && Self.names(test, .choice(word)) }
    rows += readers.map { link("read by", rule: $0) }
    for rule in readers {
      guard case .find(let finding) = rule.conclusion else { continue }
      rows += knowledge.findings[finding].remedies.map { link("do", remedy: $0) }.filter {
        !rows.contains($0)
      }
    }
    return EntryPage(
      kind: .value, name: word, title: fact.meaning(of: word) ?? word, about: fact.about, rows: rows,
      sources: CitedStatement.all(fact.cites, in: knowledge))
  }

  /// The question about a fact, who can answer it, and where.
  private func question(_ name: FactName) -> [EntryPage.Row] {
    guard let question = knowledge.question(name) else { return [] }
    var rows = [EntryPage.Row("ask", "\(ReportWords.who(question)): \(question.ask)")]
    if let place = question.where { rows.append(EntryPage.Row("where", place)) }
    if let about = question.about { rows.append(EntryPage.Row("why", about)) }
    return rows
  }

  /// Rules with a comparison that the closure accepts.
  func rules(where accepts: (FactTest) -> Bool) -> [Rule] {
    knowledge.rules.filter { rule in
      var isReader = false
      rule.condition.forEachTest { test, _ in isReader = isReader || accepts(test) }
      return isReader
    }
  }

  private func rules(inferring index: FactIndex) -> [Rule] {
    knowledge.rules.filter {
      if case .infer(index, _) = $0.conclusion { true } else { false }
    }
  }

  /// Whether a comparison names a value.
  static func names(_ test: FactTest, _ value: FactValue) -> Bool {
    if case .values(let values) = test.operand { values.contains(value) } else { false }
  }
}
