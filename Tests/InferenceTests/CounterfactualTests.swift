import Inference
import Knowledge
import Testing
import TestSupport

@Suite struct CounterfactualTests {
  static func sample() throws -> (knowledge: KnowledgeBase, engine: InferenceEngine) {
    let knowledge = try BriefKnowledge(
      facts: [
        "waba.status": "choice ACTIVE RESTRICTED BANNED", "waba.country": "country", "waba.is_paid": "yes-no", "waba.is_signed": "yes-no",
        "waba.is_closed": "yes-no",
      ],
      findings: [
        "a.closed": #"{ "title": "Closed", "impact": "blocking", "remedies": ["admin.move"] }"#,
        "a.stopped": #"{ "title": "Stopped", "impact": "blocking", "remedies": ["meta.wait"] }"#,
        "a.either": #"{ "title": "Either", "impact": "harming", "remedies": ["developer.mend", "sender.pay"] }"#,
        "a.fit": #"{ "title": "Fit", "impact": "advice", "remedies": ["sender.go"] }"#,
      ],
      rules: [
        "a.derive": #"{ "when": { "waba.country": ["CU", "IR"] }, "infer": { "waba.is_closed": true } }"#,
        "a.closed": #"{ "when": { "waba.is_closed": true }, "find": "a.closed" }"#,
        "a.stopped": #"{ "when": { "waba.status": { "not": "ACTIVE" } }, "find": "a.stopped" }"#,
        "a.either": #"{ "when": { "any": [{ "waba.is_paid": false }, { "waba.is_signed": false }] }, "find": "a.either" }"#,
        "a.fit": #"{ "when": { "waba.status": "ACTIVE", "waba.is_paid": true, "waba.is_signed": true }, "find": "a.fit" }"#,
      ]
    ).knowledge()
    var engine = try InterviewTests.engine(knowledge)
    engine.assert(InterviewTests.fact("waba.country", .country(try #require(CountryCode("CU"))), origin: "customer"))
    engine.assert(InterviewTests.fact("waba.status", .choice("BANNED"), origin: "graph-api"))
    engine.assert(InterviewTests.fact("waba.is_paid", .yesNo(false)))
    engine.assert(InterviewTests.fact("waba.is_signed", .yesNo(false)))
    return (knowledge, engine)
  }

  static func told(_ ways: [Counterfactual.Way], _ knowledge: KnowledgeBase) -> [[String]] {
    ways.map { $0.changes.map { "\(knowledge.facts[$0.reference.fact].name.field) \($0.label) by \($0.actors.joined(separator: "/"))" } }
  }

  static func ways(_ address: String, to show: Bool = false) throws -> [[String]] {
    let (knowledge, engine) = try sample()
    let finding = try #require(knowledge.findingPositions[address])
    let goal = show ? Counterfactual.Goal.with(finding, entity: nil) : .without(finding, entity: nil)
    return told(Counterfactual(engine: engine).ways(to: goal), knowledge)
  }

  @Test func aFindingGoesAwayWithTheFactThatItsInferenceRestsOn() throws {
    #expect(try Self.ways("a.closed") == [["country another country by admin"]])
  }

  @Test func whatMetaDecidesOnlyMetaCanChange() throws {
    #expect(try Self.ways("a.stopped") == [["status ACTIVE by meta"]])
  }

  @Test func twoCausesMustBothGo() throws {
    #expect(try Self.ways("a.either") == [["is_paid yes by sender/developer", "is_signed yes by sender/developer"]])
  }

  @Test func aGoalIsReachedByTheLeastThatSuffices() throws {
    #expect(try Self.ways("a.fit", to: true) == [["status ACTIVE by sender", "is_paid yes by sender", "is_signed yes by sender"]])
  }

  @Test func whatIsReachedNeedsNoChange() throws {
    #expect(try Self.ways("a.closed", to: true) == [[]])
  }

  @Test func anInferredFactChangesWithWhatItRestsOnByThoseWhoCureWhatRestsOnIt() throws {
    let (knowledge, engine) = try Self.sample()
    let closed = try #require(knowledge.factPositions["waba.is_closed"])
    let country = try #require(knowledge.factPositions["waba.country"])
    var open = engine
    for claim in engine.claims where claim.name == knowledge.facts[country].name { open.withdraw(claim) }
    let ways = Counterfactual(engine: open).ways(to: .fact(FactReference(fact: closed), .yesNo(true)))
    #expect(Self.told(ways, knowledge) == [["country CU, IR by admin"]])
  }

  @Test func whatNoRemedySpeaksOfTheBusinessCanChangeWhenItCanBeAsked() throws {
    let knowledge = try InterviewTests.knowledge(
      facts: ["waba.is_paid": "yes-no", "waba.is_signed": "yes-no", "waba.is_open": "yes-no"],
      rules: ["a.open": #"{ "when": { "waba.is_paid": true, "waba.is_signed": true }, "infer": { "waba.is_open": true } }"#],
      asked: ["waba.is_paid": "customer", "waba.is_signed": "dashboard"])
    let open = try #require(knowledge.factPositions["waba.is_open"])
    let ways = Counterfactual(engine: try InterviewTests.engine(knowledge)).ways(to: .fact(FactReference(fact: open), .yesNo(true)))
    #expect(Self.told(ways, knowledge) == [["is_paid yes by sender", "is_signed yes by admin"]])
  }

  @Test func whatNobodyCanReachHasNoWay() throws {
    let (knowledge, engine) = try Self.sample()
    let fit = try #require(knowledge.findingPositions["a.fit"])
    #expect(Counterfactual(engine: engine).ways(to: .with(fit, entity: nil), size: 2).isEmpty)
  }

  /// Of the first finding of worked cases: each way works, and no part of it does.
  @Test func everyWayWorksAndNothingLessDoes() throws {
    let (knowledge, faults) = KnowledgeReader.read(KnowledgeFixture.projectFolder)
    try #require(faults.isEmpty)
    var tried = 0
    var cases = InterviewCases(knowledge)
    for full in knowledge.cases.enumerated().compactMap({ $0.offset % 8 == 0 ? cases.engines($0.element)?.full : nil }) {
      for verdict in full.diagnosis().findings.prefix(1) {
        let goal = Counterfactual.Goal.without(verdict.finding, entity: verdict.entity)
        for way in Counterfactual(engine: full).ways(to: goal, size: 2, attempts: 200).prefix(4) {
          tried += 1
          #expect(!Self.isShown(verdict, after: way.changes, full), "\(knowledge.findings[verdict.finding].address)")
          for left in way.changes.indices {
            var part = way.changes
            part.remove(at: left)
            #expect(Self.isShown(verdict, after: part, full), "\(knowledge.findings[verdict.finding].address)")
          }
        }
      }
    }
    #expect(tried > 20)
  }

  private static func isShown(_ verdict: Verdict, after changes: [Counterfactual.Change], _ engine: InferenceEngine) -> Bool {
    var changed = engine
    for change in changes {
      let name = engine.knowledge.facts[change.reference.fact].name
      let old = engine.claims.filter { $0.name == name && $0.entity == change.reference.entity }
      let evidence = old.first?.evidence ?? Evidence(origin: "agent", detail: "test")
      changed.assert(Fact(name: name, entity: change.reference.entity, value: change.to[change.to.count - 1], evidence: evidence))
      for fact in old { changed.withdraw(fact) }
    }
    var holding: [RuleIndex] = []
    for rule in changed.knowledge.rules.indices where changed.knowledge.rules[rule].finding == verdict.finding {
      if changed.truth(of: rule, entity: verdict.entity) == .holds { holding.append(rule) }
    }
    func concludes(_ rule: RuleIndex) -> Int {
      switch changed.knowledge.rules[rule].conclusion {
      case .find: 0
      case .ruleOut: 1
      case .suspect: 2
      case .infer: 3
      }
    }
    // What is certain outweighs what excludes it, which outweighs a suspicion.
    return holding.map(concludes).min().map { $0 != 1 } ?? false
  }
}
