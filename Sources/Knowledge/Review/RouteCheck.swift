import JSONText

/// Where tickets go and when they are answered: routes that are not in the table (`dangling-reference`), and a first answer of
/// `knowledge.json` whose days, facts or clocks cannot be read (`bad-value`).
///
/// A report would name a way that nobody can look up, or leave out the moment of the answer in silence.
enum RouteCheck {
  /// The table of the ways to Meta.
  static let routes = "routes"

  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    let knowledge = context.knowledge
    let known = keys(of: routes, in: knowledge)
    let named = knowledge.findings.filter { $0.retired == nil }.flatMap { finding in
      (finding.json["routes"]?.elements.map { $0 } ?? []).compactMap { dangling($0, "route", known) }
    }
    return named + (knowledge.json?["first answer"].map { firstAnswer($0, known, knowledge) } ?? [])
  }

  private static func firstAnswer(_ json: JSONValue, _ routes: [String], _ knowledge: KnowledgeBase)
    -> [KnowledgeFault]
  {
    var faults: [KnowledgeFault] = []
    if let within = json["within"], within.string.flatMap({ TimeSpan($0) }) == nil {
      faults.append(
        KnowledgeFault(.badValue, at: within.place, "expected \(FactKind.duration.example), but there is \(within.shown)"))
    }
    for day in json["days"]?.elements.map({ $0 }) ?? [] where Weekday(named: day.string ?? "") == nil {
      faults.append(
        KnowledgeFault(
          .badValue, at: day.place,
          "\(day.shown) is no day of the week"
            + NearMiss.suggestion(for: day.string ?? "", among: Weekday.allCases.map(\.name))))
    }
    faults += json["route"].flatMap { dangling($0, "route", routes) }.map { [$0] } ?? []
    for (key, kind) in [("opened", FactKind.moment), ("answered", .yesNo), ("country", .country)] {
      faults += fact(json, key, kind, knowledge)
    }
    faults += clocks(json, knowledge)
    let missing = ["days", "route", "opened", "answered", "country", "clocks"].filter { json[$0] == nil }
    return faults + missing.map { KnowledgeFault(.missingKey, at: json.place, "\"\($0)\" is missing") }
  }

  private static func fact(_ json: JSONValue, _ key: String, _ kind: FactKind, _ knowledge: KnowledgeBase)
    -> [KnowledgeFault]
  {
    guard let member = json[key], let name = member.string else { return [] }
    guard let fact = knowledge.fact(FactName(name)) else {
      return dangling(member, "fact", knowledge.facts.map(\.name.description)).map { [$0] } ?? []
    }
    guard fact.kind.name != kind.name else { return [] }
    return [
      KnowledgeFault(
        .badValue, at: member.place, "\(name) is a fact of the kind \(fact.kind.name); \(key) needs one of the kind \(kind.name)")
    ]
  }

  private static func clocks(_ json: JSONValue, _ knowledge: KnowledgeBase) -> [KnowledgeFault] {
    guard let member = json["clocks"], let name = member.string else { return [] }
    guard let position = knowledge.tablePositions[name] else {
      return dangling(member, "table", knowledge.tables.map(\.address)).map { [$0] } ?? []
    }
    return knowledge.tables[position].rows.compactMap { row in
      guard let value = row.json["value"], value.string.flatMap({ CountryClocks($0) }) == nil else { return nil }
      return KnowledgeFault(
        .badValue, at: value.place,
        "expected clocks such as \"UTC+05:30\", \"UTC+01:00, in summer UTC+02:00\" or \"UTC-05:00 to UTC-02:00\", but there is \(value.shown)"
      )
    }
  }

  private static func dangling(_ json: JSONValue, _ noun: String, _ known: [String]) -> KnowledgeFault? {
    guard let name = json.string, !known.contains(name) else { return nil }
    return KnowledgeFault(
      .danglingReference, at: json.place,
      "there is no \(noun) \(json.shown)" + NearMiss.suggestion(for: name, among: known))
  }

  private static func keys(of table: String, in knowledge: KnowledgeBase) -> [String] {
    guard let position = knowledge.tablePositions[table] else { return [] }
    let table = knowledge.tables[position]
    return table.rows.map { $0.key.text(of: table.keyKind) }
  }
}
