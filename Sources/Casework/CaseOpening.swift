import Collectors
import Inference
import JSONText
import Knowledge

/// What is brought to an investigation before anything is concluded: a recording, files of facts, facts typed by hand.
package struct CaseOpening {
  /// The knowledge that names and kinds of facts are taken from.
  package let knowledge: KnowledgeBase
  /// Everything brought so far, in the order it came; each fact says where it came from.
  package private(set) var collected = Collected()
  /// The moment that the evidence itself speaks of, if it says.
  package private(set) var moment: Moment?

  package init(knowledge: KnowledgeBase) { self.knowledge = knowledge }

  /// Adds a file of facts, or standard input as `-`.
  ///
  /// - Throws: `CaseworkError` with every fault of the file.
  package mutating func add(factsFile path: String) throws(CaseworkError) {
    try add(facts: try InputFile.bytes(of: path), name: InputFile.name(of: path))
  }

  /// Adds the bytes of a file of facts.
  ///
  /// - Throws: `CaseworkError` with every fault of the file.
  package mutating func add(facts bytes: [UInt8], name: String) throws(CaseworkError) {
    let document: JSONDocument
    do {
      document = try JSONDocument(bytes, file: name)
    } catch {
      throw CaseworkError(.unreadableInput, error.description)
    }
    let outcome = FactsReader.read(document.root, knowledge: knowledge, values: .outside, evidence: "facts-file")
    guard outcome.faults.isEmpty else { throw CaseworkError(.unreadableInput, outcome.faults.map(\.description)) }
    collected.append(outcome.collected)
    if let day = outcome.asOf { moment = day.start }
  }

  /// Adds a fact as typed: `waba.country=CU`.
  ///
  /// - Throws: `CaseworkError` of kind usage, with the near miss.
  package mutating func add(flag text: String) throws(CaseworkError) {
    collected.append(try FactFlag.read(text, knowledge: knowledge))
  }
}
