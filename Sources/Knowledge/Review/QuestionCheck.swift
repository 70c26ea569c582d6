import JSONText

/// Questions that cannot be asked or answered as they stand (`bad-value`).
///
/// - `who` names nobody whose time has a cost in `knowledge.json`, so the interview cannot weigh the question.
/// - `after` names no fact with a question that could be asked first (`dangling-reference`), or leads back to the question.
/// - a label in `answers` belongs to no value of the fact, so that nobody will ever see it.
enum QuestionCheck {
  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    let costs = context.knowledge.json?["costs"]?.members.map(\.key) ?? []
    return context.knowledge.questions.filter { $0.retired == nil }.flatMap { question in
      who(question, costs) + after(question, context) + answers(question, context)
    }
  }

  private static func who(_ question: Question, _ costs: [String]) -> [KnowledgeFault] {
    let people = costs.isEmpty ? ["agent", "dashboard", "customer", "meta"] : costs
    guard let json = question.json["who"], let name = json.string, !people.contains(name) else { return [] }
    return [
      KnowledgeFault(
        .badValue, at: json.place,
        "\(json.shown) is none of those who can answer: \(people.joined(separator: ", "))"
          + NearMiss.suggestion(for: name, among: people))
    ]
  }

  private static func after(_ question: Question, _ context: ReviewContext) -> [KnowledgeFault] {
    guard let json = question.json["after"], let name = json.string else { return [] }
    let knowledge = context.knowledge
    guard let fact = knowledge.fact(FactName(name)), knowledge.question(fact.name) != nil else {
      let asked = knowledge.questions.filter { $0.retired == nil }.map(\.address)
      return [
        KnowledgeFault(
          .danglingReference, at: json.place, "there is no question about \(json.shown)" + NearMiss.suggestion(for: name, among: asked))
      ]
    }
    let own = knowledge.fact(FactName(question.address))
    if knowledge.subjects[fact.subject].isMany, fact.subject != own?.subject {
      return [KnowledgeFault(.badValue, at: json.place, "\(name) is of another entity; name a fact of the same subject, or of the case")]
    }
    var seen: Set<String> = []
    var next: String? = question.address
    while let address = next, seen.insert(address).inserted { next = knowledge.question(FactName(address))?.after }
    guard next == question.address else { return [] }
    return [KnowledgeFault(.badValue, at: json.place, "the question waits for itself; leave \"after\" out of one of them")]
  }

  private static func answers(_ question: Question, _ context: ReviewContext) -> [KnowledgeFault] {
    guard let answers = question.json["answers"],
      let fact = context.knowledge.fact(FactName(question.address))
    else {
      return []
    }
    let labelled: [String]
    switch fact.kind.element {
    case .yesNo: labelled = ["yes", "no"]
    case .choice: labelled = fact.options
    default:
      return [
        KnowledgeFault(
          .badValue, at: answers.place,
          "only yes-no and choice have labelled answers, and \(fact.name) is \(article(fact.kind.name))")
      ]
    }
    return answers.members.compactMap { member in
      let key = member.key
      guard !labelled.contains(key) else { return nil }
      return KnowledgeFault(
        .badValue, at: member.keyPlace,
        "\(JSONWriter.quoted(key)) is no value of \(fact.name)"
          + NearMiss.choice(for: key, among: labelled))
    }
  }
}
