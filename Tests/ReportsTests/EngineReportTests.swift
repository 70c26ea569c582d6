import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Inference
@testable import Reports

/// Reports of what the engine itself concludes.
@Suite struct EngineReportTests {
  private func context(_ facts: String, _ rules: CompiledRules? = nil) throws -> ReportContext {
    let rules = rules ?? CompiledRules(SampleKnowledge.base, now: SampleDiagnosis.now)
    let knowledge = rules.knowledge
    let read = FactsReader.read(
      try JSONDocument(facts, file: "facts.json").root, knowledge: knowledge, values: .outside,
      evidence: "facts-file")
    #expect(read.faults.isEmpty)
    var engine = InferenceEngine(rules)
    engine.add(read.collected)
    return ReportContext(engine.diagnosis(), engine: engine, header: SampleDiagnosis.header)
  }

  private static let facts = """
    {
      "waba.marketing_messages_onboarding_status": "INELIGIBLE_ON_BEHALF_OF_WABA", "waba.country": "MX", "waba.name": "Bakery test",
      "phone_number": [{ "id": "106", "status": "FLAGGED", "failures": 4 }, { "id": "107", "status": "CONNECTED" }, { "id": "108", "status": "SLEEPING" }],
      "phone_number.complete": true, "user": [{ "id": "1", "role": "EMPLOYEE" }, { "id": "2" }]
    }
    """

  @Test func aReportOfTheEngineAsItAppears() throws {
    #expect(Snapshot.difference(of: TextReport.text(try context(Self.facts)), from: "engine.txt") == nil)
    #expect(
      Snapshot.difference(of: JSONReport.text(try context(Self.facts), exitStatus: 1), from: "engine.json")
        == nil)
  }

  @Test func aWholeListIsProvedEntityByEntity() throws {
    let facts =
      #"{ "user": [{ "id": "1", "role": "EMPLOYEE" }, { "id": "2", "role": "EMPLOYEE" }], "user.complete": true }"#
    #expect(Snapshot.difference(of: TextReport.text(try context(facts)), from: "engine-list.txt") == nil)
  }

  @Test func whatTheKnowledgeBaseFindsIsToldAsTheSchemaSays() throws {
    let (knowledge, _) = KnowledgeReader.read(KnowledgeFixture.projectFolder)
    let validator = JSONSchemaValidator(try OutputSchema.schema("diagnosis"))
    let rules = CompiledRules(knowledge, now: SampleDiagnosis.now)
    let examples =
      knowledge.cases.compactMap { $0.json["facts"] }
      + knowledge.rules.compactMap { $0.examples(.fires).first }
    let sample = stride(from: 0, to: examples.count, by: examples.count / 20 + 1).map { examples[$0] }
    for example in sample {
      let context = try context(example.text, rules)
      let json = JSONReport.text(context, exitStatus: 0, layout: .compact)
      #expect(validator.problems(in: try JSONDocument(json, file: "report").root) == [], "\(example.place)")
      for detail in TextReport.Detail.allCases {
        let text = TextReport.text(context, detail: detail)
        #expect(!text.unicodeScalars.contains { $0 != "\n" && HarmlessText.isHarmful($0) })
        for line in text.split(separator: "\n") { #expect(TextWrap.columns(line) <= 80, "\(line)") }
        if detail == .brief { #expect(text.split(separator: "\n").count <= 12, "\(example.place)") }
      }
    }
  }
}
