import Knowledge
import TestSupport
import Testing

@testable import Inference

@Suite struct ProofMakerTests {
  // MARK: By chance

  @Test(arguments: 0..<20)
  func aProofStandsByItselfAndNamesItsEvidence(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(7000 + seed))
    let trust = seed % 4 == 3 ? #"["graph-api", "rule", "customer"]"# : nil
    let rules = CompiledRules(try RandomKnowledge(using: &random, trust: trust).brief.knowledge(), now: Moment(seconds: 0))
    var engine = InferenceEngine(rules)
    for _ in 0..<4 {
      for _ in 0..<12 { engine.take(try RandomCase.step(rules.knowledge, claims: engine.claims, using: &random)) }
      for (index, rule) in rules.knowledge.rules.enumerated() {
        for entity in (rule.subject.map { engine.entities(of: rules.knowledge.subjects[$0].name) } ?? []) + [nil] {
          let proof = engine.proof(of: index, entity: entity)
          #expect(proof.truth == engine.truth(of: index, entity: entity))
          let check = ProofCheck(engine)
          check.check(proof)
          #expect(check.faults.isEmpty, "seed \(seed), \(rule.address) \(entity ?? "")")
          if !check.faults.isEmpty { return }
        }
      }
    }
  }

  /// Reads proofs as somebody would who knows nothing but the proof.
  private final class ProofCheck {
    private let engine: InferenceEngine
    private(set) var faults: [String] = []
    private var knowledge: KnowledgeBase { engine.knowledge }

    init(_ engine: InferenceEngine) { self.engine = engine }

    func check(_ proof: Proof) {
      if truth(.all, proof.steps) != proof.truth { faults.append("the steps do not show \(proof.truth)") }
      look(proof.steps, for: proof.truth)
    }

    /// What steps say together.
    private func truth(_ connective: ProofStep.Connective, _ steps: [ProofStep]) -> Truth {
      let truths = steps.map { truth($0) }
      switch connective {
      case .all: return Truth.all(truths)
      case .any: return Truth.any(truths)
      case .none: return Truth.any(truths).negated
      }
    }

    private func truth(_ step: ProofStep) -> Truth {
      switch step {
      case .test(let test): return engine.rules.evaluator.truth(test.test, value: test.value, other: test.other?.value)
      case .group(let connective, _, let parts): return truth(connective, parts)
      case .entities(let step):
        // Of entities that are left out nothing is known.
        var tally = NetworkState.Tally(unknown: Int32(step.known - step.entities.count))
        for entity in step.entities {
          let inner = step.quantifier.condition == nil ? Truth.holds : truth(.all, entity.steps)
          if inner != entity.truth { faults.append("entity \(entity.id) is not \(entity.truth)") }
          tally.add(inner.rawValue, 1)
        }
        return tally.truth(step.quantifier.amount, isComplete: step.isComplete)
      }
    }

    /// Every leaf must be what makes the whole what it is.
    private func look(_ steps: [ProofStep], for wanted: Truth) {
      for step in steps {
        switch step {
        case .test(let test):
          if test.truth != wanted { faults.append("a line is \(test.truth) and not \(wanted)") }
          look(at: test)
        case .group(let connective, let truth, let parts):
          if truth != wanted { faults.append("a group is \(truth) and not \(wanted)") }
          if parts.isEmpty { faults.append("an empty group") }
          look(parts, for: connective == .none ? truth.negated : truth)
        case .entities(let step):
          if step.truth != wanted { faults.append("a count is \(step.truth) and not \(wanted)") }
          for entity in step.entities { look(entity.steps, for: entity.truth) }
        }
      }
    }

    private func look(at step: TestStep) {
      look(step.test.fact, step.entity, step.value, step.evidence, step.inferredBy)
      guard let other = step.other else {
        if step.test.reads.count > 1 { faults.append("the other fact is missing") }
        return
      }
      look(other.fact, other.entity, other.value, other.evidence, other.inferredBy)
    }

    private func look(_ fact: FactIndex, _ entity: String?, _ value: FactValue?, _ evidence: [Evidence], _ inferredBy: [Proof]) {
      let isMany = knowledge.subjects[knowledge.facts[fact].subject].isMany
      if isMany != (entity != nil) { faults.append("whose fact is it?") }
      if (value == nil) != evidence.isEmpty { faults.append("a value and its evidence go together") }
      if value != engine.value(of: fact, entity: entity)?.value { faults.append("not the value in use") }
      if (evidence.first?.origin == "rule") != !inferredBy.isEmpty { faults.append("an inference and its proof go together") }
      for proof in inferredBy {
        guard case .infer(fact, let inferred) = knowledge.rules[proof.rule].conclusion, inferred == value, proof.truth == .holds,
          proof.entity == entity
        else {
          faults.append("a proof of something else")
          continue
        }
        check(proof)
      }
      let ranks = evidence.map { knowledge.facts[fact].trust.firstIndex(of: $0.origin) ?? .max }
      if ranks != ranks.sorted() { faults.append("evidence is not in the order of trust") }
    }
  }

  // MARK: By hand

  static let brief = BriefKnowledge(
    facts: [
      "waba.a": "yes-no", "waba.b": "yes-no", "waba.status": "choice A B C", "waba.middle": "choice X Y", "waba.end": "yes-no",
      "waba.limit": "count", "phone_number.count": "count", "phone_number.good": "yes-no",
    ],
    rules: [
      "infer.middle": #"{ "when": { "waba.status": "A" }, "infer": { "waba.middle": "X" } }"#,
      "infer.middle-too": #"{ "when": { "waba.status": ["A", "B"] }, "infer": { "waba.middle": "Y" } }"#,
      "infer.end": #"{ "when": { "waba.middle": "X" }, "infer": { "waba.end": true } }"#,
      "f.end": #"{ "when": { "waba.end": true }, "find": "f.end" }"#,
      "f.none": #"{ "when": { "waba.status": "C", "none": [{ "waba.a": true }, { "waba.b": true }] }, "find": "f.none" }"#,
      "f.other": #"{ "when": { "phone_number.count": { "above": { "fact": "waba.limit" } } }, "find": "f.other" }"#,
      "f.good":
        #"{ "when": { "count": "phone_number", "where": { "phone_number.good": true }, "at least": 2, "at most": 2 }, "find": "f.good" }"#,
      "f.why": #"{ "when": { "waba.a": true }, "find": "f.why" }"#,
      "f.why.more": #"{ "when": { "waba.b": true, "waba.status": "A" }, "suspect": "f.why" }"#,
      "f.why.not": #"{ "when": { "waba.status": "C" }, "rule out": "f.why" }"#,
    ])

  static func proof(_ rule: String, _ facts: String, entity: String? = nil) throws -> Proof {
    let engine = try InferenceEngine(brief, facts)
    return engine.proof(of: try #require(engine.knowledge.rules.firstIndex { $0.address == rule }), entity: entity)
  }

  @Test func aChainOfInferencesIsShownLinkByLink() throws {
    let proof = try Self.proof("f.end", #"{ "waba.status": "A" }"#)
    guard case .test(let end)? = proof.steps.first, let first = end.inferredBy.first, case .test(let middle)? = first.steps.first,
      let second = middle.inferredBy.first, case .test(let status)? = second.steps.first
    else {
      Issue.record("no chain")
      return
    }
    #expect(end.evidence.map(\.detail) == ["infer.end"])
    // The rule that infers something else is no evidence.
    #expect(middle.value == .choice("X") && middle.evidence.map(\.detail) == ["infer.middle"] && middle.inferredBy.count == 1)
    #expect(status.value == .choice("A") && status.evidence.map(\.origin) == ["facts-file"] && status.inferredBy.isEmpty)
  }

  @Test func aTrustedClaimEndsTheChain() throws {
    let proof = try Self.proof("f.end", #"{ "waba.status": "A", "waba.end": true }"#)
    guard case .test(let end)? = proof.steps.first else { return }
    #expect(end.evidence.map(\.origin) == ["facts-file", "rule"] && end.inferredBy.isEmpty)
  }

  @Test func underNoneTheLinesThatFailAreShown() throws {
    let proof = try Self.proof("f.none", #"{ "waba.status": "C", "waba.a": false, "waba.b": false }"#)
    #expect(proof.truth == .holds && proof.steps.count == 2)
    guard case .group(.none, .holds, let parts) = proof.steps[1] else {
      Issue.record("no group")
      return
    }
    #expect(parts.count == 2)
    let failing = try Self.proof("f.none", #"{ "waba.status": "C", "waba.a": true }"#)
    guard case .group(.none, .fails, let broken)? = failing.steps.first, case .test(let test)? = broken.first else {
      Issue.record("no group")
      return
    }
    #expect(failing.steps.count == 1 && broken.count == 1 && test.truth == .holds)
  }

  @Test func bothFactsOfAComparisonHaveTheirEvidence() throws {
    let proof = try Self.proof("f.other", #"{ "waba.limit": 3, "phone_number": [{ "id": "7", "count": 4 }] }"#, entity: "7")
    guard case .test(let test)? = proof.steps.first, let other = test.other else {
      Issue.record("no other")
      return
    }
    #expect(test.entity == "7" && test.value == .whole(4) && !test.evidence.isEmpty)
    #expect(other.entity == nil && other.value == .whole(3) && !other.evidence.isEmpty)
  }

  @Test func aCountShowsTheEntitiesThatDecideIt() throws {
    func entities(_ numbers: String, whole: Bool = true) throws -> String {
      let proof = try Self.proof("f.good", #"{ "phone_number": [\#(numbers)], "phone_number.complete": \#(whole) }"#)
      guard case .entities(let step)? = proof.steps.first else { return "" }
      return "\(proof.truth) \(step.entities.map { "\($0.id) \($0.truth)" }) of \(step.known)"
    }
    func number(_ id: Int, _ good: Bool? = nil) -> String { #"{ "id": "\#(id)"\#(good.map { #", "good": \#($0)"# } ?? "") }"# }
    #expect(
      try entities([number(1, true), number(2, false), number(3, true)].joined(separator: ","))
        == #"holds ["1 holds", "2 fails", "3 holds"] of 3"#)
    #expect(
      try entities([number(1, true), number(2, true), number(3, true), number(4, false)].joined(separator: ","), whole: false)
        == #"fails ["1 holds", "2 holds", "3 holds"] of 4"#)
    #expect(try entities([number(1, true), number(2, false)].joined(separator: ",")) == #"fails ["2 fails"] of 2"#)
    #expect(try entities([number(1, true), number(2)].joined(separator: ",")) == #"unknown ["2 unknown"] of 2"#)
  }

  @Test func withoutAnEntityEachIsTold() throws {
    let facts =
      #"{ "waba.limit": 3, "phone_number": [{ "id": "7", "count": 1 }, { "id": "8", "count": 2 }], "phone_number.complete": true }"#
    let proof = try Self.proof("f.other", facts)
    guard case .entities(let step)? = proof.steps.first else {
      Issue.record("no entities")
      return
    }
    #expect(proof.truth == .fails && proof.entity == nil && step.quantifier.amount == .some && step.entities.map(\.id) == ["7", "8"])
    let none = try Self.proof("f.other", #"{ "phone_number.complete": true }"#)
    #expect(none.truth == .fails)
  }

  @Test func whyNotTellsWhatFailsApartFromWhatWaits() throws {
    func whyNot(_ facts: String) throws -> [String] {
      let engine = try InferenceEngine(Self.brief, facts)
      return engine.whyNot(try #require(engine.knowledge.findingPositions["f.why"])).map { proof in
        let lines = proof.steps.map { step -> String in
          guard case .test(let test) = step else { return "" }
          return engine.knowledge.facts[test.test.fact].name.field
        }
        return "\(engine.knowledge.rules[proof.rule].address) \(proof.truth) \(lines)"
      }
    }
    #expect(try whyNot("{}") == [#"f.why unknown ["a"]"#, #"f.why.more unknown ["b", "status"]"#])
    #expect(try whyNot(#"{ "waba.a": false, "waba.b": true }"#) == [#"f.why fails ["a"]"#, #"f.why.more unknown ["status"]"#])
    // A line that fails decides; what waits beside it does not matter. And a rule that excludes is told.
    #expect(try whyNot(#"{ "waba.a": true, "waba.status": "C" }"#) == [#"f.why.more fails ["status"]"#, #"f.why.not holds ["status"]"#])
    #expect(try whyNot(#"{ "waba.a": true, "waba.b": true, "waba.status": "A" }"#) == [])
  }
}
