import Knowledge
import TestSupport
import Testing

@testable import Inference

/// What is decided stays decided while more becomes known.
@Suite struct MonotonicityTests {
  @Test(arguments: 0..<40)
  func learningMoreNeverTurnsWhatIsDecided(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(3000 + seed))
    let trust = seed % 4 == 3 ? #"["graph-api", "rule", "customer"]"# : nil
    let rules = CompiledRules(try RandomKnowledge(using: &random, trust: trust).brief.knowledge(), now: Moment(seconds: 0))
    var engine = InferenceEngine(rules)
    var before = Decided(engine)
    for _ in 0..<60 {
      var next = engine
      guard let step = try Self.learn(next, using: &random) else { continue }
      next.take(step)
      let after = Decided(next)
      // Evidence that contradicts itself may turn anything; it is told as a contradiction, and not kept here.
      guard !after.isContradictory else { continue }
      let turned = before.turned(in: after)
      #expect(turned == nil, "seed \(seed), by \(step)")
      if turned != nil { return }
      engine = next
      before = after
    }
  }

  /// Something that was not known: a fact, an entity of an open list, or that a list is whole.
  static func learn(_ engine: InferenceEngine, using random: inout SeededGenerator) throws -> RandomCase.Step? {
    switch Int.random(in: 0..<10, using: &random) {
    case 0:
      let subject = RandomCase.subjects.randomElement(using: &random) ?? ""
      return engine.isComplete(subject) ? nil : .addEntity(RandomCase.entity(using: &random), subject: subject)
    case 1: return .setComplete(RandomCase.subjects.randomElement(using: &random) ?? "", true)
    default:
      let fact = try RandomCase.fact(engine.knowledge, using: &random)
      let index = engine.knowledge.factPositions[fact.name.description] ?? 0
      if let entity = fact.entity, engine.isComplete(fact.name.subject), !engine.entities(of: fact.name.subject).contains(entity) {
        return nil
      }
      return engine.value(of: index, entity: fact.entity) == nil ? .assert(fact) : nil
    }
  }

  /// Truth values of rules and verdicts of findings that are decided.
  private struct Decided {
    private struct Key: Hashable {
      let rule: RuleIndex
      let entity: String?
    }
    private var truths: [Key: Truth] = [:]
    private var verdicts: [Key: Verdict.Status] = [:]
    private var disputed: Set<FindingIndex> = []
    let isContradictory: Bool

    init(_ engine: InferenceEngine) {
      let diagnosis = engine.diagnosis()
      isContradictory = diagnosis.contradictions.contains { if case .evidence = $0 { true } else { false } }
      for case .rules(let finding, _, _, _) in diagnosis.contradictions { disputed.insert(finding) }
      for (index, rule) in engine.knowledge.rules.enumerated() {
        let entities = rule.subject.map { engine.entities(of: engine.knowledge.subjects[$0].name) } ?? []
        for entity in entities + [nil] {
          let truth = engine.truth(of: index, entity: entity)
          if truth.isDecided { truths[Key(rule: index, entity: entity)] = truth }
        }
      }
      for verdict in diagnosis.findings + diagnosis.ruledOut where verdict.status != .suspected {
        verdicts[Key(rule: verdict.finding, entity: verdict.entity)] = verdict.status
      }
    }

    /// A rule or finding that was decided and is no longer so.
    func turned(in later: Decided) -> String? {
      if let (key, truth) = truths.first(where: { later.truths[$0.key] != $0.value }) {
        return "rule \(key.rule) \(key.entity ?? "") was \(truth)"
      }
      for (key, status) in verdicts where !later.disputed.contains(key.rule) {
        let now = later.verdicts[key]
        // What was decided for the case while no entity was known is decided for each that turns up.
        let each = later.verdicts.filter { $0.key.rule == key.rule }.values
        let isHandedOn = key.entity == nil && now == nil && !each.isEmpty && each.allSatisfy { $0 == status }
        if now != status && !isHandedOn { return "finding \(key.rule) \(key.entity ?? "") was \(status)" }
      }
      return nil
    }
  }

  @Test func anEntityAddedToAClosedListIsTakenIn() throws {
    let brief = BriefKnowledge(
      facts: ["user.role": "choice ADMIN OTHER"],
      rules: ["f.none": #"{ "when": { "no": "user", "where": { "user.role": "ADMIN" } }, "find": "f.none" }"#])
    var engine = try InferenceEngine(brief, #"{ "user.complete": true }"#)
    #expect(engine.verdicts == ["found f.none"])
    engine.addEntity("1", of: "user")
    #expect(engine.verdicts == ["unknown f.none"])
    try engine.tell(#"{ "user": [{ "id": "1", "role": "ADMIN" }] }"#)
    #expect(engine.verdicts == ["ruled out f.none"])
  }

  @Test func twoInferencesThatDisagreeAreTheOnlyWayToTurnAValueAndAreTold() throws {
    let brief = BriefKnowledge(
      facts: ["waba.a": "yes-no", "waba.b": "yes-no", "waba.status": "choice A B"],
      rules: [
        "infer.first": #"{ "when": { "waba.a": true }, "infer": { "waba.status": "A" } }"#,
        "infer.second": #"{ "when": { "waba.b": true }, "infer": { "waba.status": "B" } }"#,
        "f.b": #"{ "when": { "waba.status": "B" }, "find": "f.b" }"#,
      ])
    var engine = try InferenceEngine(brief, #"{ "waba.b": true }"#)
    #expect(engine.verdicts == ["found f.b"])
    #expect(engine.diagnosis().contradictions.isEmpty)
    try engine.tell(#"{ "waba.a": true }"#)
    #expect(engine.verdicts == ["ruled out f.b"])
    #expect(engine.diagnosis().contradictions.count == 1)
  }
}
