import Inference
import Knowledge

/// Everything a report is made from. Proofs are computed only for reports that show them.
package struct ReportContext {
  package let diagnosis: Diagnosis
  package let knowledge: KnowledgeBase
  package let header: ReportHeader
  /// The ids of the entities of a many-subject that are known.
  package let entities: (_ subject: String) -> [String]
  /// The value that the rules use of a fact that a case has once; `nil` when it is not known.
  package let value: (_ fact: FactName) -> FactValue?
  /// Why a rule holds or fails.
  package let proof: (_ rule: RuleIndex, _ entity: String?) -> Proof

  /// A context from values and closures; a closure is called only when a report shows what it gives.
  package init(
    diagnosis: Diagnosis, knowledge: KnowledgeBase, header: ReportHeader,
    entities: @escaping (_ subject: String) -> [String],
    value: @escaping (_ fact: FactName) -> FactValue? = { _ in nil },
    proof: @escaping (_ rule: RuleIndex, _ entity: String?) -> Proof
  ) {
    self.diagnosis = diagnosis
    self.knowledge = knowledge
    self.header = header
    self.entities = entities
    self.value = value
    self.proof = proof
  }

  /// A context that asks an engine for proofs, about the diagnosis that the engine gave.
  package init(_ diagnosis: Diagnosis, engine: InferenceEngine, header: ReportHeader) {
    self.init(
      diagnosis: diagnosis, knowledge: engine.knowledge, header: header,
      entities: { engine.entities(of: $0) },
      value: { name in engine.knowledge.factPositions[name.description].flatMap { engine.value(of: $0)?.value } },
      proof: { engine.proof(of: $0, entity: $1) })
  }

  /// Found and suspected, one group for a finding and a status.
  var findings: [FindingGroup] { FindingGroup.groups(of: diagnosis.findings) }
  /// Excluded, one group for a finding.
  var ruledOut: [FindingGroup] { FindingGroup.groups(of: diagnosis.ruledOut) }
  /// Unknown, one group for a finding and what settles it; gravest first, then likeliest.
  var unknown: [UnknownGroup] { UnknownGroup.groups(of: diagnosis.unknown, in: knowledge) }
}
