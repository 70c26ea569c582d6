import Collectors
import Inference
import JSONText
import Knowledge

/// What is brought to an investigation before anything is concluded: a recording, files of facts, facts typed by hand.
package struct CaseOpening {
  /// The knowledge that names and kinds of facts are taken from.
  package let knowledge: KnowledgeBase
  private let useful: Set<FactName>?
  /// What hides secrets and contacts in everything that is brought, so that nothing that follows can show them.
  private let redaction: Redaction
  /// Everything brought so far, in the order it came; each fact says where it came from.
  package private(set) var collected = Collected()
  /// The moment that the evidence itself speaks of, if it says.
  package private(set) var moment: Moment?
  /// The account, if it is known.
  package private(set) var waba: String?
  /// The name that a file of facts gives the case.
  package private(set) var label: String?
  /// Where the facts come from, in words, one a place.
  package private(set) var places: [String] = []

  /// An opening to which nothing is brought yet.
  ///
  /// - Parameter useful: the facts that are taken from recordings; `nil` for all.
  package init(knowledge: KnowledgeBase, useful: Set<FactName>? = nil, redaction: Redaction = .process) {
    self.knowledge = knowledge
    self.useful = useful
    self.redaction = redaction
  }

  /// Adds a recorded account.
  ///
  /// - Parameters:
  ///   - path: the recording, or standard input as `-`.
  ///   - expected: the account it must be of; `nil` for any.
  /// - Throws: `CaseworkError` when it cannot be read, is no recording, or is of another account.
  package mutating func add(recording path: String, of expected: String? = nil) throws(CaseworkError) {
    try add(recording: try InputFile.bytes(of: path), name: InputFile.name(of: path), of: expected)
  }

  /// Adds the bytes of a recorded account.
  ///
  /// - Parameters:
  ///   - name: what places in it are told by.
  ///   - expected: the account it must be of; `nil` for any.
  /// - Throws: `CaseworkError` when it is no recording, or is of another account.
  package mutating func add(recording bytes: [UInt8], name: String, of expected: String? = nil)
    throws(CaseworkError)
  {
    let recording: Recording
    do {
      recording = try Recording(redaction.redacted(document: bytes), file: name)
    } catch {
      throw CaseworkError(.unreadableInput, error.description)
    }
    if let expected, let waba = recording.waba, waba != expected {
      throw CaseworkError(
        .unreadableInput, "\(recording.file): is a recording of the account \(waba), not of \(expected)")
    }
    waba = recording.waba ?? expected
    moment = recording.recorded ?? moment
    let version = recording.graphVersion.isEmpty ? "" : " (Graph API \(recording.graphVersion))"
    places.append("\(recording.file)\(version)")
    collected.append(GraphCollector(knowledge: knowledge, useful: useful).collect(from: recording))
  }

  /// Adds a file of webhooks, or standard input as `-`.
  ///
  /// - Throws: `CaseworkError` when it cannot be read, or holds no webhook at all.
  package mutating func add(webhooks path: String) throws(CaseworkError) {
    try add(webhooks: try InputFile.bytes(of: path), name: InputFile.name(of: path))
  }

  /// Adds the bytes of webhooks.
  ///
  /// - Throws: `CaseworkError` when they hold no webhook at all.
  package mutating func add(webhooks bytes: [UInt8], name: String) throws(CaseworkError) {
    let kept = redaction.redacted(lines: bytes)
    let read = WebhookCollector(knowledge: knowledge).collect(from: kept, file: name)
    guard !read.entities.isEmpty else {
      throw CaseworkError(
        .unreadableInput,
        "\(name): holds no webhook; expected Meta's payloads as JSON, one a line, or lines of a log that hold one each"
      )
    }
    collected.append(read)
    places.append(name)
    noteAccount(read)
  }

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
      document = try JSONDocument(redaction.redacted(document: bytes), file: name)
    } catch {
      throw CaseworkError(.unreadableInput, error.description)
    }
    let outcome = FactsReader.read(
      document.root, knowledge: knowledge, values: .outside, evidence: "facts-file")
    guard outcome.faults.isEmpty else {
      throw CaseworkError(.unreadableInput, outcome.faults.map(\.description))
    }
    collected.append(outcome.collected)
    places.append(name)
    label = outcome.label ?? label
    if let day = outcome.asOf { moment = day.start }
    noteAccount(outcome.collected)
  }

  /// Adds a fact as typed: `waba.country=CU`.
  ///
  /// - Throws: `CaseworkError` of kind usage, with the near miss.
  package mutating func add(flag text: String) throws(CaseworkError) {
    let read = try FactFlag.read(redaction.redacted(text), knowledge: knowledge)
    collected.append(read)
    if places.last != "--fact" { places.append("--fact") }
    noteAccount(read)
  }

  /// Adds what somebody else read.
  ///
  /// - Parameter place: where it comes from, in words.
  package mutating func add(_ read: Collected, from place: String) {
    collected.append(read)
    places.append(place)
    noteAccount(read)
  }

  /// Says which account it is, when that is all that is known.
  package mutating func note(waba id: String?) { waba = id ?? waba }

  private mutating func noteAccount(_ read: Collected) {
    for fact in read.facts where fact.name.description == "waba.id" {
      if case .text(let id) = fact.value { waba = id }
    }
  }
}
