import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Inference

/// What changes cost: counted nodes, not time.
@Suite struct NetworkStateTests {
  /// Two findings on a few facts, one per phone number, and so many rules that read other facts.
  static func rules(unrelated: Int) throws -> CompiledRules {
    var facts: [(String, String)] = [
      ("waba.a", "yes-no"), ("waba.b", "yes-no"), ("waba.follows", "yes-no"), ("phone_number.a", "yes-no"), ("phone_number.b", "yes-no"),
    ]
    for number in 0..<10 { facts.append(("portfolio.x\(number)", "count")) }
    let related = [
      ("f.a", #"{ "when": { "any": [{ "waba.a": true, "waba.b": true }, { "waba.follows": true }] }, "find": "f.a" }"#),
      ("f.number", #"{ "when": { "phone_number.a": true, "waba.b": true }, "find": "f.number" }"#),
      ("f.some", #"{ "when": { "some": "phone_number", "where": { "phone_number.b": true } }, "find": "f.some" }"#),
      ("infer.follows", #"{ "when": { "waba.a": true }, "infer": { "waba.follows": true } }"#),
    ]
    var knowledge = try BriefKnowledge(facts: facts, rules: related).knowledge()
    let json = try JSONDocument(Array("{}".utf8), file: "unrelated.json").root
    let fact = try #require(knowledge.factPositions["portfolio.x0"])
    for number in 0..<unrelated {
      let tests = (0..<2).map { part -> Condition in
        let value = FactValue.whole(Int64(number + part))
        return .test(
          FactTest(fact: fact + (number + part) % 10, comparison: .is, operand: .values([value]), negated: false, json: json))
      }
      let address = "g.x\(number)"
      knowledge.findingPositions[address] = knowledge.findings.count
      knowledge.findings.append(Finding(address: address, impact: .harming, json: json))
      knowledge.rules.append(
        Rule(
          address: address, condition: .all(tests), conclusion: .find(knowledge.findings.count - 1), subject: nil, since: nil, until: nil,
          json: json))
    }
    return CompiledRules(knowledge, now: Moment(seconds: 0))
  }

  /// How many nodes some facts touch, one after the other.
  static func cost(_ rules: CompiledRules, numbers: Int = 0, _ facts: [(name: String, value: String, entity: String?)]) throws -> [Int] {
    let memory = WorkingMemory(rules)
    let subject = try #require(rules.knowledge.subjectPositions["phone_number"])
    for number in 0..<numbers { memory.addEntity("\(number)", of: subject) }
    var costs: [Int] = []
    var before = memory.state.touchedCount
    for fact in facts {
      memory.assert(try Told.fact(fact.name, fact.value, entity: fact.entity, rules.knowledge))
      costs.append(memory.state.touchedCount - before)
      before = memory.state.touchedCount
    }
    return costs
  }

  @Test func aFactTouchesOnlyWhatRestsOnIt() throws {
    let facts: [(String, String, String?)] = [("waba.a", "false", nil), ("waba.b", "true", nil), ("waba.follows", "true", nil)]
    let alone = try Self.cost(try Self.rules(unrelated: 0), facts)
    // Its own comparison and those above it: `all` under `any`, and `any` itself is touched once.
    #expect(alone == [3, 1, 1])
    #expect(try Self.cost(try Self.rules(unrelated: 10_000), facts) == alone)
  }

  @Test func aFactOfAnEntityTouchesOnlyThatEntityAndWhatCountsIt() throws {
    let facts: [(String, String, String?)] = [("phone_number.a", "true", "3"), ("phone_number.b", "true", "4")]
    let few = try Self.cost(try Self.rules(unrelated: 0), numbers: 5, facts)
    // Comparison and rule; comparison and quantifier.
    #expect(few == [2, 2])
    #expect(try Self.cost(try Self.rules(unrelated: 10_000), numbers: 500, facts) == few)
  }

  @Test func aFactOfTheCaseTouchesEachEntityThatReadsIt() throws {
    let facts: [(String, String, String?)] = [("waba.b", "true", nil)]
    let costs = try [1, 100].map { try Self.cost(try Self.rules(unrelated: 10), numbers: $0, facts)[0] }
    // The mirror and the rule of each.
    #expect(costs[1] - costs[0] == 99 * 2)
  }

  @Test func theReadersOfAFactDoNotGrowWithRulesThatDoNotReadIt() throws {
    let (small, large) = (try Self.rules(unrelated: 0), try Self.rules(unrelated: 10_000))
    for name in ["waba.a", "waba.b", "phone_number.a"] {
      let fact = try #require(small.knowledge.factPositions[name])
      #expect(small.network.testsOfFact[fact].count == large.network.testsOfFact[fact].count)
    }
  }

  @Test func conditionsThatAreAlikeAreOneNode() throws {
    func size(_ rules: KeyValuePairs<String, String>) throws -> Int {
      let brief = BriefKnowledge(facts: ["waba.a": "yes-no", "waba.b": "yes-no", "phone_number.a": "yes-no"], rules: rules)
      return CompiledRules(try brief.knowledge(), now: Moment(seconds: 0)).network.operations.count
    }
    let pair = #"{ "waba.a": true, "waba.b": true }"#
    #expect(try size(["f.x": #"{ "when": \#(pair), "find": "f.x" }"#]) == 3)
    #expect(
      try size([
        "f.x": #"{ "when": \#(pair), "find": "f.x" }"#,
        "f.y": #"{ "when": { "all": [{ "waba.b": true }, { "waba.a": true }] }, "find": "f.y" }"#,
      ]) == 3)
    // What is about the case only is worked out once for it, with one mirror for the numbers.
    #expect(
      try size(["f.x": #"{ "when": { "phone_number.a": true, "any": [{ "waba.a": true }, { "waba.b": true }] }, "find": "f.x" }"#]) == 8)
  }

  // MARK: Entities that come and go

  @Test func anEntityTakesTheMemoryOfOneThatWent() throws {
    let rules = try Self.rules(unrelated: 0)
    let memory = WorkingMemory(rules)
    for round in 0..<50 {
      let facts = try (0..<3).map { try Told.fact("phone_number.b", "true", entity: "\(round)-\($0)", rules.knowledge) }
      for fact in facts { memory.assert(fact) }
      #expect(Set(memory.state.members.last(where: { !$0.isEmpty }) ?? []).count == 3)
      for fact in facts { memory.withdraw(fact) }
    }
    // Three entities at a time never need more than three places.
    let fact = try Told.fact("phone_number.b", "true", entity: "last", rules.knowledge)
    memory.assert(fact)
    #expect(memory.state.members.flatMap { $0 }.allSatisfy { $0 <= 3 })
  }
}
