import Inference
import JSONText
import Knowledge

/// How large a knowledge base is, and how well its examples and cases hold it.
package struct KnowledgeStatistics: Sendable {
  /// A change to a rule's condition that none of its examples would notice.
  package struct Unnoticed: Sendable, CustomStringConvertible {
    package let rule: String
    package let place: JSONPlace
    /// What was changed: `turned round: waba.status`.
    package let change: String

    package var description: String { "\(place): \(rule): no example notices that \(change)" }
  }

  /// How many entries there are of each kind, in the order of the folders.
  package let entries: [(kind: String, count: Int)]
  /// Rules that fire in at least one worked case.
  package let rulesFiringInCases: Int
  /// Addresses of the rules in use that fire in no worked case.
  package let rulesInNoCase: [String]
  /// Findings found or suspected in at least one worked case.
  package let findingsInCases: Int
  /// Worked cases that find and suspect nothing.
  package let healthyCases: Int
  /// How many mutants of conditions were tried.
  package let mutants: Int
  /// Those that no example notices.
  package let unnoticed: [Unnoticed]

  /// The share of mutants that some example notices, in hundredths; 100 when there are none.
  package var mutationScore: Double {
    mutants == 0 ? 100 : 100 * Double(mutants - unnoticed.count) / Double(mutants)
  }

  /// Works everything out; the knowledge must be without faults and have been read whole.
  package init(_ knowledge: KnowledgeBase) {
    entries = KnowledgeInspection.entries(of: knowledge)
    var fired: Set<RuleIndex> = []
    var found: Set<FindingIndex> = []
    var healthy = 0
    var trial = KnowledgeTrial(knowledge)
    for entry in knowledge.cases {
      guard let engine = trial.engine(of: entry) else { continue }
      for rule in knowledge.rules.indices {
        let entities: [String?] =
          knowledge.rules[rule].subject.map { engine.entities(of: knowledge.subjects[$0].name) } ?? [nil]
        if entities.contains(where: { engine.truth(of: rule, entity: $0) == .holds }) { fired.insert(rule) }
      }
      let shown = engine.diagnosis().findings
      if shown.isEmpty { healthy += 1 }
      found.formUnion(shown.map(\.finding))
    }
    let used = knowledge.rules.indices.filter { knowledge.rules[$0].retired == nil }
    rulesFiringInCases = fired.count
    rulesInNoCase = used.filter { !fired.contains($0) }.map { knowledge.rules[$0].address }
    findingsInCases = found.count
    healthyCases = healthy
    var tried = 0
    var unnoticed: [Unnoticed] = []
    for rule in used {
      let outcome = trial.unnoticed(rule)
      tried += outcome.tried
      unnoticed += outcome.unnoticed
    }
    mutants = tried
    self.unnoticed = unnoticed
  }
}

extension KnowledgeTrial {
  /// The engine of a worked case with all its facts; `nil` when the case cannot be read.
  mutating func engine(of entry: WorkedCase) -> InferenceEngine? {
    guard let facts = entry.json["facts"] else { return nil }
    let read = FactsReader.read(facts, knowledge: knowledge, values: .authored, evidence: "facts-file")
    guard read.faults.isEmpty else { return nil }
    let day =
      read.asOf ?? entry.text("as of").flatMap { CalendarDate($0) } ?? CalendarDate(knowledge.edition)
      ?? CalendarDate(days: 0)
    var engine = InferenceEngine(rules(on: day))
    engine.add(read.collected)
    return engine
  }

  /// Tries every mutant of a rule's condition on the rule's examples.
  mutating func unnoticed(_ rule: RuleIndex) -> (tried: Int, unnoticed: [KnowledgeStatistics.Unnoticed]) {
    let entry = knowledge.rules[rule]
    var mutants = ConditionMutants(knowledge, place: entry.json["when"]?.place ?? entry.place).mutants(
      of: entry.condition)
    let tried = mutants.count
    for expected in ExampleOutcome.allCases {
      for example in entry.examples(expected) {
        let read = FactsReader.read(example, knowledge: knowledge, values: .authored, evidence: "facts-file")
        let day = read.asOf ?? dayInForce(entry)
        guard read.faults.isEmpty, entry.isInForce(on: day) else { continue }
        var engine = InferenceEngine(rules(on: day))
        engine.add(read.collected)
        mutants.removeAll { mutant in
          let outcome = outcome(in: engine, subject: entry.subject, complete: read.collected.complete) {
            engine.truth(of: mutant.condition, subject: entry.subject, entity: $0)
          }
          return outcome != expected
        }
      }
    }
    return (
      tried,
      mutants.map { KnowledgeStatistics.Unnoticed(rule: entry.address, place: $0.place, change: $0.change) }
    )
  }
}
