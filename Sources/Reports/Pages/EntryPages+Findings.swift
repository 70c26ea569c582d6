import Knowledge

/// Pages of findings, rules and remedies.
extension EntryPages {
  func page(finding index: FindingIndex) -> EntryPage {
    let finding = knowledge.findings[index]
    var rows = EntryPage.retired(finding)
    rows.append(EntryPage.Row("impact", knowledge.impactTitles[finding.impact.name] ?? finding.impact.name))
    let rules = knowledge.rules.filter { $0.finding == index }
    for rule in rules { rows += self.rows(rule, label: verb(rule)) }
    rows += finding.explains.map { link("explains", finding: $0) }
    rows += knowledge.findings.filter { $0.explains.contains(finding.address) }.map {
      link("effect of", finding: $0.address)
    }
    rows += finding.remedies.map { link("do", remedy: $0) }
    if let timer = finding.timer { rows.append(recheck(timer)) }
    rows += TicketRoute.all(finding, in: knowledge).map {
      EntryPage.Row("where", $0.line, link: EntryPage.Link(kind: .table, name: TicketRoute.table))
    }
    if let answer = ExpectedAnswer(to: finding, in: knowledge, now: nil, value: { _ in nil }) {
      rows.append(EntryPage.Row("answer", answer.line))
    }
    rows += finding.attach.map { EntryPage.Row("attach", $0) }
    rows += knowledge.errorCodes.filter { $0.texts("findings").contains(finding.address) }.map {
      EntryPage.Row("error", "\($0.code): \($0.title)", link: EntryPage.Link(kind: .errorCode, name: $0.code))
    }
    rows += knowledge.topics.filter { $0.covers(finding.address) }.map {
      EntryPage.Row("topic", $0.title, link: EntryPage.Link(kind: .topic, name: $0.address))
    }
    return EntryPage(
      kind: .finding, name: finding.address, title: finding.title, about: finding.about, rows: rows,
      sources: CitedStatement.all(finding.cites + rules.flatMap(\.cites), in: knowledge))
  }

  func page(rule index: RuleIndex) -> EntryPage {
    let rule = knowledge.rules[index]
    var rows = EntryPage.retired(rule) + self.rows(rule, label: "when")
    switch rule.conclusion {
    case .find(let finding), .suspect(let finding), .ruleOut(let finding):
      rows.append(link(verb(rule), finding: knowledge.findings[finding].address))
    case .infer(let fact, let value):
      let definition = knowledge.facts[fact]
      rows.append(
        EntryPage.Row(
          "infers", "\(definition.name) is \(tests.value(value, of: fact))",
          link: EntryPage.Link(kind: .fact, name: definition.address)))
    }
    let examples = ExampleOutcome.allCases.map { ($0, rule.examples($0).count) }.filter { $0.1 > 0 }
    if !examples.isEmpty {
      rows.append(
        EntryPage.Row(
          "examples", examples.map { "\($0.1) in which it \(Self.verb($0.0))" }.joined(separator: ", ")))
    }
    return EntryPage(
      kind: .rule, name: rule.address, title: title(of: rule), about: rule.about, rows: rows,
      sources: CitedStatement.all(rule.cites, in: knowledge))
  }

  func page(_ remedy: Remedy) -> EntryPage {
    var rows = EntryPage.retired(remedy)
    rows.append(EntryPage.Row("who", knowledge.actors[remedy.actor] ?? remedy.actor))
    if let takes = remedy.takes { rows.append(EntryPage.Row("takes", takes)) }
    rows += remedy.steps.enumerated().map { EntryPage.Row("steps", "\($0 + 1). \($1)") }
    rows += knowledge.findings.filter { $0.remedies.contains(remedy.address) }.map {
      link("helps", finding: $0.address)
    }
    return EntryPage(
      kind: .remedy, name: remedy.address, title: remedy.title, about: remedy.about, rows: rows,
      sources: CitedStatement.all(remedy.cites, in: knowledge))
  }

  func page(_ type: TicketType) -> EntryPage {
    var rows = EntryPage.retired(type)
    rows.append(
      EntryPage.Row(
        "matter", "incident.matter is \(type.matter)",
        link: EntryPage.Link(kind: .fact, name: "incident.matter")))
    if let question = type.questionType { rows.append(EntryPage.Row("filed", "under \(question)")) }
    rows += type.topics.map { topic in
      EntryPage.Row(
        "topics", knowledge.topic(topic)?.title ?? topic, link: EntryPage.Link(kind: .topic, name: topic))
    }
    rows.append(EntryPage.Row("request", type.request))
    rows += type.needs.map { need in
      let names = need.topic.map { "one finding of the topic \($0)" } ?? need.names.joined(separator: " or ")
      let unless =
        need.unless.map { "; not when \($0.fact) is \(CountWords.list($0.words, joined: "or"))" } ?? ""
      return EntryPage.Row("needs", "\(need.title(in: knowledge)): \(names)\(unless)", link: factLink(need))
    }
    rows.append(link("attach", finding: type.finding))
    return EntryPage(
      kind: .ticket, name: type.address, title: type.title, about: type.about, rows: rows,
      sources: CitedStatement.all(type.cites, in: knowledge))
  }

  private func factLink(_ need: TicketNeed) -> EntryPage.Link? {
    need.names.first { knowledge.factPositions[$0] != nil }.map { EntryPage.Link(kind: .fact, name: $0) }
  }

  // MARK: Lines

  /// When the finding is worth another look: `at a.until or else 24 hours after message.sent_at; then it may be tried again`.
  private func recheck(_ timer: FindingTimer) -> EntryPage.Row {
    let from = timer.from.map { "\(timer.length ?? "") after \($0)" }
    let moments = CountWords.list(timer.at.map { "at \($0)" } + from, joined: "or else")
    return EntryPage.Row(
      "recheck", moments + (timer.then.map { "; then \($0)" } ?? ""),
      link: timer.facts.first.map { EntryPage.Link(kind: .fact, name: $0.description) })
  }

  /// When a rule applies, one comparison a line.
  private func rows(_ rule: Rule, label: String) -> [EntryPage.Row] {
    let lines = conditions.lines(rule.condition)
    let each = rule.subject.map {
      EntryPage.Row(label, "for each \(SubjectWords.singular(knowledge.subjects[$0].name, in: knowledge)):")
    }
    let heading = EntryPage.Row(
      label, "the rule \(rule.address)\(term(rule))", link: EntryPage.Link(kind: .rule, name: rule.address))
    return
      (label == "when"
      ? (term(rule).isEmpty ? [] : [EntryPage.Row(label, String(term(rule).dropFirst(2)))]) : [heading])
      + [each].compactMap(\.self)
      + lines.map { EntryPage.Row(label, $0.text, depth: $0.depth + (label == "when" ? 0 : 1)) }
  }

  /// The days a rule is in force.
  private func term(_ rule: Rule) -> String {
    switch (rule.since, rule.until) {
    case (nil, nil): ""
    case (let since?, nil): ", since \(DateWords.day(since))"
    case (nil, let until?): ", until \(DateWords.day(until))"
    case (let since?, let until?): ", from \(DateWords.day(since)) to \(DateWords.day(until))"
    }
  }

  private func verb(_ rule: Rule) -> String {
    switch rule.conclusion {
    case .find: "found by"
    case .suspect: "suspected"
    case .ruleOut: "ruled out"
    case .infer: "inferred"
    }
  }

  private static func verb(_ outcome: ExampleOutcome) -> String {
    switch outcome {
    case .fires: "fires"
    case .silent: "stays silent"
    case .waits: "waits"
    }
  }

  /// What the rule concludes, in words.
  func title(of rule: Rule) -> String {
    switch rule.conclusion {
    case .find(let finding): knowledge.findings[finding].title
    case .suspect(let finding): "Suspected: \(knowledge.findings[finding].title)"
    case .ruleOut(let finding): "Ruled out: \(knowledge.findings[finding].title)"
    case .infer(let fact, let value): "\(knowledge.facts[fact].title): \(tests.value(value, of: fact))"
    }
  }

  func link(_ label: String, finding address: String) -> EntryPage.Row {
    let title = knowledge.findingPositions[address].map { knowledge.findings[$0].title } ?? address
    return EntryPage.Row(label, title, link: EntryPage.Link(kind: .finding, name: address))
  }

  func link(_ label: String, remedy address: String) -> EntryPage.Row {
    EntryPage.Row(
      label, knowledge.remedy(address)?.title ?? address, link: EntryPage.Link(kind: .remedy, name: address))
  }

  func link(_ label: String, rule: Rule) -> EntryPage.Row {
    EntryPage.Row(label, title(of: rule), link: EntryPage.Link(kind: .rule, name: rule.address))
  }
}
