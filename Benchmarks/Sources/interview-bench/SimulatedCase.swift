import Inference
import Knowledge

/// A worked case with a finding of a topic: what its person can answer, and when the right finding is decided.
struct SimulatedCase {
  let address: String
  /// Everything that the case tells.
  let full: InferenceEngine
  /// The same case before anybody has answered: only its lists of entities are there.
  let blank: InferenceEngine
  /// The right finding: of those of the topic the one that the case's report puts first.
  let right: Verdict
  /// Rules that can show it.
  private let showing: [RuleIndex]

  /// `nil` for a case without a finding of the topic.
  init?(_ told: ToldCase, _ findings: Set<FindingIndex>) {
    guard let right = told.shown.first(where: { findings.contains($0.finding) }) else { return nil }
    address = told.address
    full = told.full
    blank = told.blank
    self.right = right
    let knowledge = told.full.knowledge
    showing = knowledge.rules.indices.filter { rule in
      switch knowledge.rules[rule].conclusion {
      case .find(let finding), .suspect(let finding): finding == right.finding
      case .ruleOut, .infer: false
      }
    }
  }

  /// Whether the right finding is found or suspected.
  func isDecided(_ engine: InferenceEngine) -> Bool {
    showing.contains { engine.truth(of: $0, entity: right.entity) == .holds }
  }

  /// What the person answers; `nil` when the case does not tell.
  func answer(_ reference: FactReference) -> Fact? {
    full.value(of: reference.fact, entity: reference.entity).map { known in
      Fact(
        name: full.knowledge.facts[reference.fact].name, entity: reference.entity, value: known.value,
        evidence: Evidence(origin: "agent", detail: "case"))
    }
  }

  /// Whether everything that can be asked decides the right finding.
  func isDecidable(asking facts: [FactReference]) -> Bool {
    var engine = blank
    for reference in facts { if let fact = answer(reference) { engine.assert(fact) } }
    return isDecided(engine)
  }

  /// Facts that the right finding can rest on, also through what rules infer.
  func facts(restingOn readers: FactReaders) -> Set<FactIndex> { readers.facts(of: showing) }
}

/// A worked case as its file tells it.
struct ToldCase {
  let address: String
  let full: InferenceEngine
  let blank: InferenceEngine
  let shown: [Verdict]

  /// The cases of a knowledge base, each with rules compiled for its day.
  static func all(_ knowledge: KnowledgeBase) -> [ToldCase] {
    var compiled: [CalendarDate: CompiledRules] = [:]
    return knowledge.cases.compactMap { entry in
      guard let facts = entry.json["facts"] else { return nil }
      let read = FactsReader.read(facts, knowledge: knowledge, values: .authored, evidence: "facts-file")
      guard
        let day = read.asOf ?? entry.text("as of").flatMap({ CalendarDate($0) })
          ?? CalendarDate(knowledge.edition)
      else { return nil }
      let rules = compiled[day] ?? CompiledRules(knowledge, now: day.start)
      compiled[day] = rules
      var full = InferenceEngine(rules)
      full.add(read.collected)
      var lists = Collected()
      lists.entities = read.collected.entities
      lists.complete = read.collected.complete
      var blank = InferenceEngine(rules)
      blank.add(lists)
      return ToldCase(address: entry.address, full: full, blank: blank, shown: full.diagnosis().findings)
    }
  }
}

/// Which facts rules read.
struct FactReaders {
  private let knowledge: KnowledgeBase

  init(_ knowledge: KnowledgeBase) { self.knowledge = knowledge }

  /// Facts that some rules rest on, also through what other rules infer.
  func facts(of rules: [RuleIndex]) -> Set<FactIndex> {
    var facts: Set<FactIndex> = []
    var open = rules
    var seen = Set(rules)
    while let rule = open.popLast() {
      knowledge.rules[rule].condition.forEachTest { test, _ in
        for fact in test.reads where facts.insert(fact).inserted {
          for (index, other) in knowledge.rules.enumerated() {
            if case .infer(fact, _) = other.conclusion, seen.insert(index).inserted { open.append(index) }
          }
        }
      }
    }
    return facts
  }
}
