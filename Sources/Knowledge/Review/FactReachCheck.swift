/// Facts that play no part, and facts that rules wait for in vain (`unreachable-fact`).
///
/// - A fact that no rule reads or infers, no question asks, no call gives or needs, and no newer name replaces: a word for nothing.
/// - A fact that rules read and nothing can give: no question, no call, no inference. Its rules wait for ever, unless a person writes
///   it into a file of facts; a fact that only people, logs or webhooks can give says so with its own `trust`.
///
/// Subjects of which no fact is asked or called for, webhooks and messages, come whole from recordings and logs and are left alone.
enum FactReachCheck {
  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    let use = FactUse(context.knowledge)
    return context.knowledge.facts.enumerated().compactMap { index, fact in
      guard fact.retired == nil, use.subjects.contains(fact.subject) else { return nil }
      let isGiven = use.asked.contains(index) || use.collected.contains(index) || use.inferred.contains(index)
      if use.read.contains(index) {
        guard !isGiven, fact.json["trust"] == nil else { return nil }
        return KnowledgeFault(
          .unreachableFact, at: fact.place,
          "rules read \(fact.name), but no question, call or rule gives it; ask it, map it, or name in \"trust\" who tells it"
        )
      }
      guard !isGiven, !use.needed.contains(index), fact.deprecated == nil else { return nil }
      return KnowledgeFault(
        .unreachableFact, at: fact.place,
        "nothing reads or gives \(fact.name); use it in a rule, a question or a call, or remove it")
    }
  }
}

/// Who gives and who reads each fact.
struct FactUse {
  /// Read by a rule in use, as the row of a table too.
  private(set) var read: Set<FactIndex> = []
  /// Inferred by a rule in use.
  private(set) var inferred: Set<FactIndex> = []
  /// Asked by a question.
  private(set) var asked: Set<FactIndex> = []
  /// Given by a call, by its refusal too.
  private(set) var collected: Set<FactIndex> = []
  /// Named in the path or the query of a call, in the timer of a finding, or by a ticket type.
  private(set) var needed: Set<FactIndex> = []
  /// Subjects of which at least one fact is asked, given by a call or inferred.
  private(set) var subjects: Set<Int> = []

  init(_ knowledge: KnowledgeBase) {
    for rule in knowledge.rules where rule.retired == nil {
      rule.condition.forEachTest { test, _ in read.formUnion(test.reads) }
      if case .infer(let fact, _) = rule.conclusion { inferred.insert(fact) }
    }
    for question in knowledge.questions where question.retired == nil {
      if let fact = knowledge.factPositions[question.address] { asked.insert(fact) }
    }
    for call in knowledge.calls where call.retired == nil {
      collected.formUnion(call.mappings.map(\.fact))
      collected.formUnion(call.refusals.flatMap(\.facts).map(\.fact))
      if let each = call.each, let id = knowledge.factPositions[knowledge.subjects[each].name + ".id"] {
        collected.insert(id)
      }
      let query = call.json["query"]?.members.compactMap(\.value.string) ?? []
      for text in [call.path] + query {
        for part in text.split(separator: "{").dropFirst() {
          if let fact = knowledge.factPositions[String(part.prefix { $0 != "}" })] { needed.insert(fact) }
        }
      }
    }
    for finding in knowledge.findings where finding.retired == nil {
      needed.formUnion(finding.timer?.facts.compactMap { knowledge.factPositions[$0.description] } ?? [])
    }
    for type in knowledge.tickets where type.retired == nil {
      needed.formUnion(type.needs.flatMap(\.names).compactMap { knowledge.factPositions[$0] })
    }
    subjects = Set(asked.union(collected).union(inferred).map { knowledge.facts[$0].subject })
  }
}
