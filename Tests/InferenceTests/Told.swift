import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Inference

/// Short ways to tell an engine things.
enum Told {
  /// Facts in the form of facts files.
  static func facts(_ text: String, _ knowledge: KnowledgeBase, origin: String = "facts-file") throws -> Collected {
    let document = try JSONDocument(Array(text.utf8), file: "facts.json")
    let outcome = FactsReader.read(document.root, knowledge: knowledge, values: .outside, evidence: origin)
    if let fault = outcome.faults.first { throw fault }
    return outcome.collected
  }

  /// One fact; the value as it stands in a facts file.
  static func fact(
    _ name: String, _ value: String, entity: String? = nil, origin: String = "facts-file", detail: String = "facts.json:1:1",
    moment: Int64? = nil, _ knowledge: KnowledgeBase
  ) throws -> Fact {
    let document = try JSONDocument(Array(value.utf8), file: "value.json")
    let definition = try #require(knowledge.fact(FactName(name)))
    return Fact(
      name: definition.name, entity: entity, value: try FactValue(json: document.root, definition: definition, origin: .outside),
      evidence: Evidence(origin: origin, detail: detail, moment: moment.map { Moment(seconds: $0) }))
  }
}

extension InferenceEngine {
  /// An engine over brief knowledge, told some facts.
  init(_ brief: BriefKnowledge, _ facts: String = "{}", now: Moment = Moment(seconds: 1_795_251_600)) throws {
    self.init(CompiledRules(try brief.knowledge(), now: now))
    add(try Told.facts(facts, knowledge))
  }

  /// Adds facts in the form of facts files.
  mutating func tell(_ facts: String, origin: String = "facts-file") throws {
    add(try Told.facts(facts, knowledge, origin: origin))
  }

  /// The verdicts of a diagnosis as lines: `found f.a`, `unknown f.b phone_number 1`.
  var verdicts: [String] {
    let diagnosis = diagnosis()
    return (diagnosis.findings + diagnosis.ruledOut + diagnosis.unknown.map(\.verdict)).map { verdict in
      let whose = verdict.entity.map { " \(verdict.subject ?? "") \($0)" } ?? ""
      return "\(verdict.status.rawValue) \(knowledge.findings[verdict.finding].address)\(whose)"
    }
  }
}
