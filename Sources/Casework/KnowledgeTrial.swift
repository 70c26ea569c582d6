import Inference
import JSONText
import Knowledge

/// Runs the examples of every rule and every worked case; they are the documentation of the knowledge and its test.
package struct KnowledgeTrial {
  let knowledge: KnowledgeBase
  /// The day examples speak of unless they say: the edition's, so that a trial gives the same result on every day.
  private let today: CalendarDate
  /// Rules compiled for a day.
  private var compiled: [CalendarDate: CompiledRules] = [:]

  /// A trial of a knowledge base without faults, read with its rules and cases.
  package init(_ knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    today = CalendarDate(knowledge.edition) ?? CalendarDate(days: 0)
  }

  /// Every example in file order, then every case.
  package mutating func results() -> [TrialResult] {
    knowledge.rules.indices.flatMap { examples(of: $0) } + knowledge.cases.map { result(of: $0) }
  }

  // MARK: Examples

  /// Every example of one rule.
  package mutating func examples(of rule: RuleIndex) -> [TrialResult] {
    let entry = knowledge.rules[rule]
    guard entry.retired == nil else { return [] }
    var results: [TrialResult] = []
    for outcome in ExampleOutcome.allCases {
      for (position, example) in entry.examples(outcome).enumerated() {
        results.append(
          TrialResult(
            address: entry.address, subject: .example(outcome, number: position + 1), place: example.place,
            differences: differences(rule, example, outcome)))
      }
    }
    return results
  }

  /// Only the truth of this rule counts; the others take part by what they infer.
  private mutating func differences(_ rule: RuleIndex, _ example: JSONValue, _ expected: ExampleOutcome)
    -> [String]
  {
    let read = FactsReader.read(example, knowledge: knowledge, values: .authored, evidence: "facts-file")
    guard read.faults.isEmpty else { return read.faults.map(\.description) }
    let entry = knowledge.rules[rule]
    let day = read.asOf ?? dayInForce(entry)
    guard entry.isInForce(on: day) else {
      return expected == .silent ? [] : ["the rule is not in force on \(day)"]
    }
    var engine = InferenceEngine(rules(on: day))
    engine.add(read.collected)
    let outcome = outcome(in: engine, subject: entry.subject, complete: read.collected.complete) {
      engine.truth(of: rule, entity: $0)
    }
    return outcome == expected
      ? [] : ["expected that it \(Self.verb(expected)), but it \(Self.verb(outcome))"]
  }

  /// What a rule does: one that runs for each entity fires when it holds for one, and waits while a further entity may turn up.
  func outcome(
    in engine: InferenceEngine, subject: Int?, complete: Set<String>, truth: (_ entity: String?) -> Truth
  ) -> ExampleOutcome {
    guard let subject = subject.map({ knowledge.subjects[$0].name }) else { return Self.outcome(truth(nil)) }
    let truths = engine.entities(of: subject).map { truth($0) }
    if truths.contains(.holds) { return .fires }
    if truths.contains(.unknown) || (truths.isEmpty && !complete.contains(subject)) { return .waits }
    return .silent
  }

  private static func outcome(_ truth: Truth) -> ExampleOutcome {
    switch truth {
    case .holds: .fires
    case .fails: .silent
    case .unknown: .waits
    }
  }

  private static func verb(_ outcome: ExampleOutcome) -> String {
    switch outcome {
    case .fires: "fires"
    case .silent: "stays silent"
    case .waits: "waits"
    }
  }

  // MARK: Cases

  /// A worked case, from its facts to what is found, suspected, unknown and ruled out.
  package mutating func result(of entry: WorkedCase) -> TrialResult {
    TrialResult(
      address: entry.address, subject: .workedCase, place: entry.json.place, differences: differences(entry))
  }

  private mutating func differences(_ entry: WorkedCase) -> [String] {
    guard let facts = entry.json["facts"], let expected = entry.json["expect"] else {
      return ["a case needs \"facts\" and \"expect\""]
    }
    let read = FactsReader.read(facts, knowledge: knowledge, values: .authored, evidence: "facts-file")
    guard read.faults.isEmpty else { return read.faults.map(\.description) }
    let day = read.asOf ?? entry.text("as of").flatMap { CalendarDate($0) } ?? today
    var engine = InferenceEngine(rules(on: day))
    engine.add(read.collected)
    let diagnosis = engine.diagnosis()
    let topics = entry.texts("topics")
    let covered = topics.compactMap { knowledge.topic($0) }
    guard covered.count == topics.count else {
      return ["one of its topics does not exist: \(topics.joined(separator: ", "))"]
    }
    let all = diagnosis.findings + diagnosis.ruledOut + diagnosis.unknown.map(\.verdict)
    let verdicts = Verdict.Status.allCases.flatMap { status -> [String] in
      let isExactByNature = status == .found || status == .suspected
      guard isExactByNature || expected[status.rawValue] != nil else { return [] }
      let reached = all.filter { $0.status == status }.filter { verdict in
        isExactByNature || covered.isEmpty
          || covered.contains { $0.covers(knowledge.findings[verdict.finding].address) }
      }
      return Self.differences(
        status.rawValue, reached: reached.map(name),
        expected: expected[status.rawValue]?.elements.compactMap(\.string) ?? [])
    }
    guard let next = expected["asks next"]?.string else { return verdicts }
    let asked = asksNext(engine, covered)
    return verdicts + (asked == next ? [] : ["expected to ask next: \(next), but it asks: \(asked)"])
  }

  /// What an interview over some topics, or over all findings, would ask next, as cases write it: `waba.status`,
  /// `phone_number[106…].status`, or `nothing`.
  private func asksNext(_ engine: InferenceEngine, _ topics: [Topic]) -> String {
    let findings = knowledge.findings.indices.filter { finding in topics.contains { $0.covers(knowledge.findings[finding].address) } }
    guard case .ask(let question) = Interview(engine: engine, findings: topics.isEmpty ? nil : Set(findings)).next() else {
      return "nothing"
    }
    let definition = knowledge.facts[question.reference.fact]
    guard let entity = question.reference.entity else { return definition.name.description }
    return "\(knowledge.subjects[definition.subject].name)[\(entity)].\(definition.name.field)"
  }

  /// A finding as cases write it: `numbers.not-connected phone_number 106…`.
  private func name(_ verdict: Verdict) -> String {
    let address = knowledge.findings[verdict.finding].address
    guard let entity = verdict.entity, let subject = verdict.subject else { return address }
    return "\(address) \(subject) \(entity)"
  }

  private static func differences(_ status: String, reached: [String], expected: [String]) -> [String] {
    let missing = expected.filter { !reached.contains($0) }.map { "expected \(status): \($0), but it is not" }
    let surplus = reached.filter { !expected.contains($0) }.map { "\(status), and not expected: \($0)" }
    return missing + surplus
  }

  // MARK: Days

  func dayInForce(_ rule: Rule) -> CalendarDate {
    if rule.isInForce(on: today) { return today }
    return rule.until ?? rule.since ?? today
  }

  mutating func rules(on day: CalendarDate) -> CompiledRules {
    if let known = compiled[day] { return known }
    let rules = CompiledRules(knowledge, now: day.start)
    compiled[day] = rules
    return rules
  }
}
