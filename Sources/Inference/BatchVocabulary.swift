import Knowledge

/// The keys of a batch line, found by their bytes: facts, many-subjects, and the few words of the form itself.
///
/// Owned by one `BatchDiagnosis`.
final class BatchVocabulary {
  /// What a key stands for.
  enum Meaning {
    case fact(FactIndex)
    /// A list of entities of the subject.
    case entities(Int)
    /// Whether the subject's list is whole.
    case complete(Int)
    /// The name of the case.
    case label
  }
  /// Keys of the case; the number remembered is a fact's position, or names a word of the form.
  private let ofCase = ValueCache(limit: .max)
  /// Keys of the entities of each subject; the number remembered is a fact's position.
  private let ofEntity: [ValueCache]
  /// Numbers at and above it are no facts: `case`, then for each subject its list and whether that is whole.
  private let words: Int32

  init(_ knowledge: KnowledgeBase) {
    words = Int32(knowledge.facts.count)
    ofEntity = knowledge.subjects.map { _ in ValueCache(limit: .max) }
    Self.insert("case", words, into: ofCase)
    for (index, subject) in knowledge.subjects.enumerated() where subject.isMany {
      Self.insert(subject.name, words + 1 + 2 * Int32(index), into: ofCase)
      Self.insert("\(subject.name).complete", words + 2 + 2 * Int32(index), into: ofCase)
    }
    for (index, definition) in knowledge.facts.enumerated() {
      if knowledge.subjects[definition.subject].isMany {
        Self.insert(definition.name.field, Int32(index), into: ofEntity[definition.subject])
      } else {
        Self.insert(definition.name.description, Int32(index), into: ofCase)
      }
    }
  }

  /// What a key of the case stands for; `nil` when it is not known.
  @inline(__always)
  func meaning(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Meaning? {
    let number = ofCase.effect(bytes, length, byteHash(bytes, length, seed: 0))
    if number < 0 { return nil }
    if number < words { return .fact(Int(number)) }
    let word = Int(number &- words)
    if word == 0 { return .label }
    return word & 1 == 1 ? .entities((word &- 1) / 2) : .complete((word &- 2) / 2)
  }

  /// The fact that a key of an entity stands for; `nil` when it is not known.
  @inline(__always)
  func fact(_ bytes: UnsafePointer<UInt8>, _ length: Int, of subject: Int) -> FactIndex? {
    let number = ofEntity[subject].effect(bytes, length, byteHash(bytes, length, seed: 0))
    return number < 0 ? nil : Int(number)
  }

  private static func insert(_ text: String, _ number: Int32, into cache: ValueCache) {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      cache.insert(base, bytes.count, byteHash(base, bytes.count, seed: 0), effect: number)
    }
  }
}
