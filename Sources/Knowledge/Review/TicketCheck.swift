import JSONText

/// Ticket types that lead nowhere: unknown findings, topics, question types, facts (`dangling-reference`), a thing that is needed and that
/// nobody can be asked for (`bad-value`), and words of the matter of a ticket without a type, or with two.
///
/// A need that cannot be met would leave every ticket of the type unfinished for ever.
enum TicketCheck {
  /// The fact whose words the ticket types stand for.
  private static let matter = "incident.matter"
  /// The table of Meta's question types.
  private static let questionTypes = "ticket-topics"

  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    let knowledge = context.knowledge
    let types = knowledge.tickets.filter { $0.retired == nil }
    guard !types.isEmpty else { return [] }
    return types.flatMap { type(of: $0, context) + needs(of: $0, knowledge) } + matters(types, knowledge)
  }

  private static func type(of type: TicketType, _ context: ReviewContext) -> [KnowledgeFault] {
    let knowledge = context.knowledge
    var faults = dangling(type.json["finding"], "finding", knowledge.findings.map(\.address))
    faults += dangling(type.json["question type"], "question type", rows(of: questionTypes, knowledge))
    let topics = knowledge.topics.map(\.address)
    for topic in type.json["topics"]?.elements.map({ $0 }) ?? [] { faults += dangling(topic, "topic", topics) }
    if type.json["needs"]?.kind != .array || type.needs.isEmpty {
      faults.append(
        KnowledgeFault(.wrongKind, at: type.json["needs"]?.place ?? type.place, "expected a list with at least one need"))
    }
    return faults
  }

  private static func needs(of type: TicketType, _ knowledge: KnowledgeBase) -> [KnowledgeFault] {
    (type.json["needs"]?.elements.map { $0 } ?? []).flatMap { json -> [KnowledgeFault] in
      guard let need = TicketNeed(json) else {
        return [
          KnowledgeFault(
            .wrongKind, at: json.place,
            "expected the name of a fact, or an object with \"any\" or \"topic\", but there is \(json.shown)")
        ]
      }
      if let topic = json["topic"] { return dangling(topic, "topic", knowledge.topics.map(\.address)) }
      let places = json["any"]?.elements.map { $0 } ?? [json]
      let names = knowledge.facts.map(\.name.description) + knowledge.subjects.filter(\.isMany).map(\.name)
      let unknown = places.flatMap { dangling($0, "fact", names) }
      if !unknown.isEmpty { return unknown }
      return unless(json, knowledge) + unaskable(need, json, knowledge)
    }
  }

  private static func unless(_ json: JSONValue, _ knowledge: KnowledgeBase) -> [KnowledgeFault] {
    guard let member = json["unless"]?.members.map({ $0 }).first else { return [] }
    guard let fact = knowledge.fact(FactName(member.key)) else {
      return [
        KnowledgeFault(
          .danglingReference, at: member.keyPlace,
          "there is no fact \(JSONWriter.quoted(member.key))"
            + NearMiss.suggestion(for: member.key, among: knowledge.facts.map(\.name.description)))
      ]
    }
    let words = member.value.string == nil ? member.value.elements.map { $0 } : [member.value]
    return words.flatMap { dangling($0, "value of \(member.key)", fact.options) }
  }

  private static func unaskable(_ need: TicketNeed, _ json: JSONValue, _ knowledge: KnowledgeBase) -> [KnowledgeFault] {
    guard !need.names.contains(where: { knowledge.question(FactName($0)) != nil }) else { return [] }
    return [
      KnowledgeFault(
        .badValue, at: json.place,
        "nobody can be asked for it: none of \(need.names.joined(separator: ", ")) has a question")
    ]
  }

  private static func matters(_ types: [TicketType], _ knowledge: KnowledgeBase) -> [KnowledgeFault] {
    guard let fact = knowledge.fact(FactName(matter)) else { return [] }
    var faults = types.flatMap { dangling($0.json["matter"], "value of \(matter)", fact.options) }
    var seen: Set<String> = []
    for type in types where !seen.insert(type.matter).inserted {
      faults.append(
        KnowledgeFault(
          .badValue, at: type.json["matter"]?.place ?? type.place,
          "another ticket type is for \(JSONWriter.quoted(type.matter)) already"))
    }
    for option in fact.options where !seen.contains(option) {
      faults.append(
        KnowledgeFault(
          .danglingReference, at: fact.json["values"]?[option]?.place ?? fact.place,
          "no ticket type is for \(JSONWriter.quoted(option)); add one to Tickets/"))
    }
    return faults
  }

  private static func dangling(_ json: JSONValue?, _ noun: String, _ known: [String]) -> [KnowledgeFault] {
    guard let json, let name = json.string, !known.contains(name) else { return [] }
    return [
      KnowledgeFault(
        .danglingReference, at: json.place,
        "there is no \(noun) \(json.shown)" + NearMiss.suggestion(for: name, among: known))
    ]
  }

  private static func rows(of name: String, _ knowledge: KnowledgeBase) -> [String] {
    guard let position = knowledge.tablePositions[name] else { return [] }
    let table = knowledge.tables[position]
    return table.rows.map { $0.key.text(of: table.keyKind) }
  }
}
