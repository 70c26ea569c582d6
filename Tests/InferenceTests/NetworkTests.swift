import Knowledge
import TestSupport
import Testing

@testable import Inference

@Suite struct NetworkTests {
  /// 40 random knowledge bases, 100 random changes each; after every one each rule is as the plain meaning says.
  @Test(arguments: 0..<40)
  func theNetworkSaysWhatThePlainMeaningSays(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    // In every fourth a rule is trusted more than a customer.
    let trust = seed % 4 == 3 ? #"["graph-api", "rule", "customer"]"# : nil
    let rules = CompiledRules(try RandomKnowledge(using: &random, trust: trust).brief.knowledge(), now: Moment(seconds: 0))
    var engine = InferenceEngine(rules)
    var plain = PlainMeaning(rules)
    for number in 0..<100 {
      let step = try RandomCase.step(rules.knowledge, claims: plain.claims, using: &random)
      engine.take(step)
      plain.take(step)
      let difference = Self.difference(engine, plain)
      #expect(difference == nil, "seed \(seed), step \(number): \(step)")
      if difference != nil { return }
    }
  }

  /// The first rule or fact of which the two think differently.
  static func difference(_ engine: InferenceEngine, _ plain: PlainMeaning) -> String? {
    let knowledge = engine.knowledge
    for subject in RandomCase.subjects where Set(engine.entities(of: subject)) != plain.entities(of: subject) {
      return "\(subject): \(engine.entities(of: subject)), plainly \(plain.entities(of: subject))"
    }
    for (index, rule) in knowledge.rules.enumerated() {
      for entity in entities(rule.subject, engine) {
        let (network, meaning) = (engine.truth(of: index, entity: entity), plain.truth(of: index, entity))
        let proven = engine.proof(of: index, entity: entity).truth
        if network != meaning || proven != meaning {
          return "\(rule.address) \(entity ?? ""): \(network), proven \(proven), plainly \(meaning)"
        }
      }
    }
    for (index, fact) in knowledge.facts.enumerated() {
      for entity in entities(knowledge.subjects[fact.subject].isMany ? fact.subject : nil, engine) {
        let (value, meaning) = (engine.value(of: index, entity: entity)?.value, plain.value(of: index, entity))
        if value != meaning { return "\(fact.name) \(entity ?? ""): \(String(describing: value)), plainly \(String(describing: meaning))" }
      }
    }
    return nil
  }

  private static func entities(_ subject: Int?, _ engine: InferenceEngine) -> [String?] {
    subject.map { engine.entities(of: engine.knowledge.subjects[$0].name) } ?? [nil]
  }
}
