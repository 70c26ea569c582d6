import Knowledge

/// The keys of a batch line, found by their bytes: facts, many-subjects, and the few words of the form itself.
struct BatchVocabulary: Sendable {
  /// What a key stands for.
  enum Meaning: Sendable {
    case fact(FactIndex)
    /// A list of entities of the subject.
    case entities(Int)
    /// Whether the subject's list is whole.
    case complete(Int)
    /// The name of the case.
    case label
  }
  /// Keys of the case, by their bytes.
  let ofCase: [[UInt8]: Meaning]
  /// Keys of the entities of each subject, by their bytes.
  let ofEntity: [[[UInt8]: FactIndex]]

  init(_ knowledge: KnowledgeBase) {
    var ofCase: [[UInt8]: Meaning] = ["case".utf8.map { $0 }: .label]
    var ofEntity: [[[UInt8]: FactIndex]] = Array(repeating: [:], count: knowledge.subjects.count)
    for (index, subject) in knowledge.subjects.enumerated() where subject.isMany {
      ofCase[Array(subject.name.utf8)] = .entities(index)
      ofCase[Array("\(subject.name).complete".utf8)] = .complete(index)
    }
    for (index, definition) in knowledge.facts.enumerated() {
      if knowledge.subjects[definition.subject].isMany {
        ofEntity[definition.subject][Array(definition.name.field.utf8)] = index
      } else {
        ofCase[Array(definition.name.description.utf8)] = .fact(index)
      }
    }
    self.ofCase = ofCase
    self.ofEntity = ofEntity
  }
}
