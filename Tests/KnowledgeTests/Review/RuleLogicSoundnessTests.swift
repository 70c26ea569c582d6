import JSONText
import Knowledge
import Testing
import TestSupport

/// What the review says of conditions is tried on every combination of a few values: it may miss something, never claim what is not so.
@Suite struct RuleLogicSoundnessTests {
  /// Some values of some facts, and not known.
  private static let values: KeyValuePairs<String, [FactValue]> = [
    "waba.status": [.choice("ACTIVE"), .choice("BANNED"), .choice("PENDING"), .unlisted("NEW")],
    "waba.is_paid": [.yesNo(true), .yesNo(false)],
    "waba.limit": (0...4).map { .whole($0) }, "waba.daily": (0...4).map { .whole($0) },
    "waba.name": ["a", "b", "ab"].map { .text($0) },
  ]

  private static func test(_ random: inout SeededGenerator) -> String {
    let number = Int.random(in: 0...4, using: &random)
    let word = ["at least", "at most", "above", "below", "is"].randomElement(using: &random) ?? "is"
    let status = ["ACTIVE", "BANNED", "PENDING"].shuffled(using: &random).prefix(
      Int.random(in: 1...3, using: &random))
    let letters = ["a", "b", "ab"].randomElement(using: &random) ?? "a"
    let value =
      switch Int.random(in: 0...5, using: &random) {
      case 0: ("waba.status", "[\(status.map { "\"\($0)\"" }.joined(separator: ", "))]")
      case 1: ("waba.is_paid", Bool.random(using: &random) ? "true" : "false")
      case 2: ("waba.limit", "{ \"\(word)\": \(number) }")
      case 3: ("waba.limit", "{ \"\(word)\": { \"fact\": \"waba.daily\" } }")
      case 4: ("waba.name", "{ \"\(Bool.random(using: &random) ? "contains" : "is")\": \"\(letters)\" }")
      default: ("waba.daily", "{ \"\(word)\": \(number) }")
      }
    return "{ \"\(value.0)\": \(Bool.random(using: &random) ? value.1 : "{ \"not\": \(value.1) }") }"
  }

  private static func condition(_ random: inout SeededGenerator, depth: Int) -> String {
    guard depth > 0, Int.random(in: 0...3, using: &random) > 0 else { return test(&random) }
    let word = ["all", "any", "none"].randomElement(using: &random) ?? "all"
    let parts = (1...Int.random(in: 1...3, using: &random)).map { _ in condition(&random, depth: depth - 1) }
    return "{ \"\(word)\": [\(parts.joined(separator: ", "))] }"
  }

  @Test(arguments: [1, 2] as [UInt64])
  func nothingIsClaimedThatSomeValuesDisprove(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var rules: [(String, String)] = []
    for index in 0..<150 {
      for name in ["f\(index)", "f\(index).b"] {
        let depth = Int.random(in: 0...2, using: &random)
        rules.append(
          (
            name,
            "\"\(name)\": {\"when\": \(Self.condition(&random, depth: depth)), \"find\": \"account.f\(index)\"}"
          ))
      }
    }
    let findings = (0..<150).map { "\"f\($0)\": {\"title\": \"T\", \"impact\": \"harming\"}" }
    let outcome = try Bookshelf([
      "Rules/account.json": "{\(rules.map(\.1).joined(separator: ",\n"))}",
      "Findings/account.json": "{\(findings.joined(separator: ",\n"))}",
      "Cases/banned.json": "", "Topics/account.json": "",
    ]).reviewed()
    let knowledge = outcome.knowledge
    #expect(knowledge.rules.count == 300)
    let dead = Set(outcome.faults.filter { $0.kind == .neverFires }.map(\.place.line))
    let needless = Set(outcome.faults.filter { $0.kind == .subsumed }.map(\.place.line))
    #expect(dead.count > 3)
    #expect(needless.count > 3)
    for index in stride(from: 0, to: 300, by: 2) {
      let (one, other) = (knowledge.rules[index].condition, knowledge.rules[index + 1].condition)
      var witness = (oneAlone: false, otherAlone: false, one: false, other: false)
      for situation in Self.situations(knowledge) {
        let (a, b) = (Self.truth(one, situation) == true, Self.truth(other, situation) == true)
        witness = (
          witness.oneAlone || (a && !b), witness.otherAlone || (b && !a), witness.one || a, witness.other || b
        )
      }
      #expect(!dead.contains(index + 1) || !witness.one, "\(rules[index].1)")
      #expect(!dead.contains(index + 2) || !witness.other, "\(rules[index + 1].1)")
      #expect(
        !needless.contains(index + 1) || !witness.oneAlone, "\(rules[index].1) beside \(rules[index + 1].1)")
      #expect(
        !needless.contains(index + 2) || !witness.otherAlone, "\(rules[index + 1].1) beside \(rules[index].1)"
      )
    }
  }

  // MARK: Strong Kleene logic, in as few lines as it takes

  private static func situations(_ knowledge: KnowledgeBase) -> [[FactIndex: FactValue]] {
    values.reduce([[:]]) { situations, entry in
      let fact = knowledge.factPositions[entry.key] ?? 0
      return situations.flatMap { situation in
        [situation] + entry.value.map { situation.merging([fact: $0]) { _, new in new } }
      }
    }
  }

  private static func truth(_ condition: Condition, _ values: [FactIndex: FactValue]) -> Bool? {
    switch condition {
    case .test(let test): return truth(test, values).map { $0 != test.negated }
    case .all(let parts):
      let truths = parts.map { truth($0, values) }
      return truths.contains(false) ? false : truths.contains(nil) ? nil : true
    case .any(let parts): return truth(.all(parts.map { .none([$0]) }), values).map { !$0 }
    case .none(let parts):
      let truths = parts.map { truth($0, values) }
      return truths.contains(true) ? false : truths.contains(nil) ? nil : true
    case .quantified: return nil
    }
  }

  private static func truth(_ test: FactTest, _ values: [FactIndex: FactValue]) -> Bool? {
    guard let value = values[test.fact], !value.isUnlisted else { return nil }
    switch test.operand {
    case .values(let operands): return operands.contains { compare(test.comparison, value, $0) }
    case .fact(let other): return values[other].map { compare(test.comparison, value, $0) }
    default: return nil
    }
  }

  private static func compare(_ word: Comparison, _ value: FactValue, _ operand: FactValue) -> Bool {
    switch (value, operand) {
    case (.whole(let a), .whole(let b)):
      switch word {
      case .atLeast: a >= b
      case .atMost: a <= b
      case .above: a > b
      case .below: a < b
      default: a == b
      }
    case (.text(let a), .text(let b)): word == .contains ? a.contains(b) : a == b
    default: value == operand
    }
  }
}
