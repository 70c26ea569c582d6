import Inference
import Knowledge
import Testing
import TestSupport

/// A worked case of every topic, the first questions answered from what it tells; `Benchmarks/` does it with all of them.
@Suite struct InterviewSimulationTests {
  static let knowledge = KnowledgeReader.read(KnowledgeFixture.projectFolder).knowledge

  @Test(arguments: knowledge.topics.map(\.address))
  func theInterviewAsksNothingInVain(_ address: String) throws {
    let knowledge = Self.knowledge
    let topic = try #require(knowledge.topic(address))
    let findings = Set(knowledge.findings.indices.filter { topic.covers(knowledge.findings[$0].address) })
    var cases = InterviewCases(knowledge)
    for engines in cases.first(1, of: topic) {
      var engine = engines.blank
      var skipped: Set<FactReference> = []
      var asked: Set<FactReference> = []
      for _ in 0..<4 {
        let interview = Interview(engine: engine, findings: findings, skipped: skipped)
        guard case .ask(let question) = interview.next() else { break }
        let reference = question.reference
        let name = knowledge.facts[reference.fact].name
        try #require(asked.insert(reference).inserted, "\(name) is asked twice")
        #expect(engine.value(of: reference.fact, entity: reference.entity) == nil, "\(name) is known")
        #expect(!question.stakes.isEmpty, "\(name) bears on nothing")
        #expect(Self.matters(question, engine, skipped), "every answer to \(name) leaves the same")
        if let known = engines.full.value(of: reference.fact, entity: reference.entity) {
          let evidence = Evidence(origin: "agent", detail: "case")
          engine.assert(Fact(name: name, entity: reference.entity, value: known.value, evidence: evidence))
        } else {
          skipped.insert(reference)
        }
      }
    }
  }

  /// Whether some answer settles a finding, or changes what else could help it to a verdict.
  private static func matters(_ question: NextQuestion, _ engine: InferenceEngine, _ skipped: Set<FactReference>) -> Bool {
    if question.answers.contains(where: { !$0.shows.isEmpty || !$0.rulesOut.isEmpty }) { return true }
    let name = engine.knowledge.facts[question.reference.fact].name
    return Set(question.stakes.map(\.finding)).contains { finding in
      let before = Interview(engine: engine, findings: [finding], skipped: skipped).open.filter { $0 != question.reference }
      return question.answers.contains { answer in
        var supposed = engine
        let evidence = Evidence(origin: "agent", detail: "supposed")
        supposed.assert(Fact(name: name, entity: question.reference.entity, value: answer.value, evidence: evidence))
        return Interview(engine: supposed, findings: [finding], skipped: skipped).open != before
      }
    }
  }

  /// Over whole topics, so that no single lucky case counts.
  @Test(arguments: ["availability", "country"])
  func workedCasesShortenTheInterviewAndMisleadNobody(_ address: String) throws {
    let knowledge = Self.knowledge
    let topic = try #require(knowledge.topic(address))
    let findings = Set(knowledge.findings.indices.filter { topic.covers(knowledge.findings[$0].address) })
    let precedents = Precedents(knowledge.cases, knowledge)
    var cases = InterviewCases(knowledge)
    var (taught, leftOut, alone) = (0, 0, 0)
    for entry in knowledge.cases {
      guard let right = Self.right(entry, findings, knowledge), let engines = cases.engines(entry) else { continue }
      guard let count = Self.questions(until: right, engines, findings, precedents) else { continue }
      taught += count
      leftOut += Self.questions(until: right, engines, findings, precedents.without(entry.address)) ?? 99
      alone += Self.questions(until: right, engines, findings, .none) ?? 99
    }
    #expect(taught > 0)
    #expect(taught < alone, "the worked cases teach nothing")
    #expect(Double(leftOut) < 1.15 * Double(alone), "what other cases teach misleads")
  }

  /// The first finding of a topic that a worked case expects, by its rules, with its entity.
  private static func right(
    _ entry: WorkedCase, _ findings: Set<FindingIndex>, _ knowledge: KnowledgeBase
  ) -> (rules: [RuleIndex], entity: String?)? {
    let names = ["found", "suspected"].flatMap { entry.json["expect"]?[$0]?.elements.compactMap(\.string) ?? [] }
    return names.lazy.compactMap { name in
      let parts = name.split(separator: " ", maxSplits: 2).map(String.init)
      guard let finding = knowledge.findingPositions[parts[0]], findings.contains(finding) else { return nil }
      let rules = knowledge.rules.indices.filter { rule in
        switch knowledge.rules[rule].conclusion {
        case .find(let shown), .suspect(let shown): shown == finding
        case .ruleOut, .infer: false
        }
      }
      return (rules, parts.count == 3 ? parts[2] : nil)
    }.first
  }

  /// Questions until one of some rules holds; `nil` when the interview ends without it.
  private static func questions(
    until right: (rules: [RuleIndex], entity: String?), _ engines: (full: InferenceEngine, blank: InferenceEngine),
    _ findings: Set<FindingIndex>, _ precedents: Precedents
  ) -> Int? {
    var engine = engines.blank
    let knowledge = engine.knowledge
    var skipped: Set<FactReference> = []
    for count in 0..<60 {
      if right.rules.contains(where: { engine.truth(of: $0, entity: right.entity) == .holds }) { return count }
      let interview = Interview(engine: engine, findings: findings, skipped: skipped, costs: [:], precedents: precedents)
      guard case .ask(let question) = interview.next() else { return nil }
      let reference = question.reference
      guard let known = engines.full.value(of: reference.fact, entity: reference.entity) else {
        skipped.insert(reference)
        continue
      }
      let evidence = Evidence(origin: "agent", detail: "case")
      engine.assert(
        Fact(name: knowledge.facts[reference.fact].name, entity: reference.entity, value: known.value, evidence: evidence))
    }
    return nil
  }

  @Test func theSameCaseIsAskedTheSameQuestions() throws {
    var cases = InterviewCases(Self.knowledge)
    let started = cases.engines(Self.knowledge.cases[0])?.blank
    let blank = try #require(started)
    let first = Interview(engine: blank)
    let second = Interview(engine: blank)
    guard case .ask(let one) = first.next(), case .ask(let other) = second.next() else {
      Issue.record("nothing is asked")
      return
    }
    #expect(one.reference == other.reference)
    #expect(one.gain == other.gain)
    #expect(first.open == second.open)
  }
}
