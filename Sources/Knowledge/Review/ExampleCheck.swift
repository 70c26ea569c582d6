import JSONText

/// The examples of rules, which are their documentation and their test; `kb test` runs them, here they are only read.
///
/// - `missing-example`: a rule without one example that fires and one that stays silent: nobody would see it break.
/// - `unknown-key`, `wrong-kind`: what is no list of fires, silent and waits.
/// - every fault of the facts of an example, with its own kind and place.
enum ExampleCheck {
  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    context.knowledge.rules.filter { $0.retired == nil }.flatMap { rule in
      missing(rule) + shape(rule) + facts(rule, context)
    }
  }

  private static func missing(_ rule: Rule) -> [KnowledgeFault] {
    let examples = rule.json["examples"]
    let missing = [ExampleOutcome.fires, .silent].map(\.rawValue).filter {
      examples?[$0]?.elements.isEmpty ?? true
    }
    guard !missing.isEmpty else { return [] }
    let words = missing.map { "\"\($0)\"" }.joined(separator: " and under ")
    return [
      KnowledgeFault(
        .missingExample, at: examples?.place ?? rule.place,
        "the rule \(rule.address) has no example under \(words); add one")
    ]
  }

  private static func shape(_ rule: Rule) -> [KnowledgeFault] {
    guard let examples = rule.json["examples"] else { return [] }
    let outcomes = ExampleOutcome.allCases.map(\.rawValue)
    return examples.members.compactMap { member in
      if !outcomes.contains(where: { member.keyEquals($0) }) {
        return EntryKeys.unknown(member, among: outcomes)
      }
      guard member.value.kind != .array else { return nil }
      return KnowledgeFault(
        .wrongKind, at: member.value.place,
        "expected a list of examples in brackets, but there is \(member.value.kind.name)")
    }
  }

  private static func facts(_ rule: Rule, _ context: ReviewContext) -> [KnowledgeFault] {
    ExampleOutcome.allCases.flatMap { rule.examples($0) }.flatMap { example in
      FactsReader.read(example, knowledge: context.knowledge, values: .authored, evidence: "facts-file")
        .faults
    }
  }
}
