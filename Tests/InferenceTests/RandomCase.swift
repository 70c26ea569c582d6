import Knowledge
import TestSupport

@testable import Inference

/// Random changes of a case.
enum RandomCase {
  enum Step {
    case assert(Fact)
    case withdraw(Fact)
    case addEntity(String, subject: String)
    case setComplete(String, Bool)
  }

  static let subjects = ["phone_number", "user"]

  /// The next change, given what has been claimed so far.
  static func step(_ knowledge: KnowledgeBase, claims: [Fact], using random: inout SeededGenerator) throws -> Step {
    switch Int.random(in: 0..<20, using: &random) {
    case 0: return .addEntity(entity(using: &random), subject: subjects.randomElement(using: &random) ?? "")
    case 1: return .setComplete(subjects.randomElement(using: &random) ?? "", Bool.random(using: &random))
    case 2..<9:
      if let claim = claims.randomElement(using: &random) { return .withdraw(claim) }
      return .assert(try fact(knowledge, using: &random))
    default: return .assert(try fact(knowledge, using: &random))
    }
  }

  static func entity(using random: inout SeededGenerator) -> String {
    ["1", "2", "10", "a"].randomElement(using: &random) ?? ""
  }

  /// A claim by somebody at some time; few places and times, so that ties come about.
  static func fact(
    _ knowledge: KnowledgeBase, origins: [String] = ["graph-api", "customer", "facts-file", "elsewhere"], outsideWords: Bool = true,
    using random: inout SeededGenerator
  ) throws -> Fact {
    let (name, value) = RandomKnowledge.fact(using: &random, outsideWords: outsideWords)
    let isMany = subjects.contains(String(name.prefix { $0 != "." }))
    return try Told.fact(
      name, value, entity: isMany ? entity(using: &random) : nil, origin: origins.randomElement(using: &random) ?? "",
      detail: ["x", "y"].randomElement(using: &random) ?? "", moment: [nil, 1, 2].randomElement(using: &random) ?? nil, knowledge)
  }
}

extension InferenceEngine {
  mutating func take(_ step: RandomCase.Step) {
    switch step {
    case .assert(let fact): assert(fact)
    case .withdraw(let fact): withdraw(fact)
    case .addEntity(let id, let subject): addEntity(id, of: subject)
    case .setComplete(let subject, let complete): setComplete(subject, complete)
    }
  }
}

extension PlainMeaning {
  mutating func take(_ step: RandomCase.Step) {
    switch step {
    case .assert(let fact): claims.append(fact)
    case .withdraw(let fact): if let position = claims.lastIndex(of: fact) { claims.remove(at: position) }
    case .addEntity(let id, let subject): declared[subject, default: []].insert(id)
    case .setComplete(let subject, true): complete.insert(subject)
    case .setComplete(let subject, false): complete.remove(subject)
    }
  }
}
