import JSONText
import Knowledge
import TestSupport

@testable import Inference
@testable import Reports

/// The worked cases of the project's own knowledge base, each diagnosed.
enum WorkedReports {
  static let knowledge = KnowledgeReader.read(KnowledgeFixture.projectFolder).knowledge
  private static let rules = CompiledRules(knowledge, now: SampleDiagnosis.now)

  /// What a report on a case is made from.
  static func context(_ story: WorkedCase) throws -> ReportContext {
    guard let facts = story.json["facts"] else { throw Missing() }
    let read = FactsReader.read(facts, knowledge: knowledge, values: .authored, evidence: "facts-file")
    var engine = InferenceEngine(rules)
    engine.add(read.collected)
    let header = ReportHeader(caseName: story.address, factsFrom: ["\(story.address).json"], toolVersion: "0.1.0")
    return ReportContext(engine.diagnosis(), engine: engine, header: header)
  }

  /// What a report on the case of a name is made from.
  static func context(_ name: String) throws -> ReportContext {
    guard let story = knowledge.cases.first(where: { $0.address == name }) else { throw Missing() }
    return try context(story)
  }

  /// Every so-and-so-many-th case.
  static func sample(every step: Int) throws -> [ReportContext] {
    try stride(from: 0, to: knowledge.cases.count, by: step).map { try context(knowledge.cases[$0]) }
  }

  private struct Missing: Error {}
}
