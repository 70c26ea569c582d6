import CaseStore
import Casework
import Inference
import JSONText
import Knowledge
import Reports

/// Keeps the case of a conversation in the store after every change, secrets and people's numbers hidden.
final class CaseKeeper {
  /// What became of a case that was to be kept.
  enum Kept {
    case asBefore
    /// Another process changed it meanwhile; so that neither loses anything, it goes on as a case of its own.
    case apart(from: Int64, as: Int64)
  }

  /// The store's file.
  let path: String
  /// The case as it is kept; `nil` before its first change.
  private(set) var stamp: CaseStamp?
  private let clock: () -> Moment
  private var store: CaseStore?
  private var entries: KnowledgeEntries?
  /// What was known when it was last kept.
  private var known: [String] = []
  /// What was said when it was last kept, and by which knowledge.
  private var said: Said?

  private struct Said: Equatable {
    let shown: [DiagnosisDigest.Shown]
    let knowledge: String
  }

  /// - Parameter clock: tells the present.
  init(path: String, clock: @escaping () -> Moment) {
    self.path = path
    self.clock = clock
  }

  /// The number of the case; `nil` before it is kept.
  var number: Int64? { stamp?.number }

  /// Begins another case; the one before stays as it is kept.
  func begin() { (stamp, known, said) = (nil, [], nil) }

  /// Goes on with a kept case.
  func adopt(_ stamp: CaseStamp, _ engine: InferenceEngine) { (self.stamp, known, said) = (stamp, FactLine.all(engine), nil) }

  /// Notes that the case was changed by a command of this conversation.
  func follow(_ stamp: CaseStamp) { self.stamp = stamp }

  /// The store, made when it is not there.
  ///
  /// - Throws: `CaseStoreError` when it cannot be opened.
  func opened() throws(CaseStoreError) -> CaseStore {
    if let store { return store }
    let made: CaseStore
    do throws(CaseworkError) {
      try StateFolder.makeFolders(of: path)
    } catch {
      throw CaseStoreError(.notPermitted, error.lines.joined(separator: "; "))
    }
    made = try CaseStore(path: path, access: .writing)
    store = made
    return made
  }

  /// How often each finding was the cause of a closed case; nothing when there is no store yet.
  ///
  /// - Throws: `CaseStoreError` when it cannot be read.
  func causes() throws(CaseStoreError) -> [String: Int] {
    if let store { return try store.causes() }
    do {
      return try CaseStore(path: path, access: .reading).causes()
    } catch {
      if error.kind == .noStore { return [:] }
      throw error
    }
  }

  /// Keeps a case as it is now.
  ///
  /// - Throws: `CaseStoreError` when it cannot be written; what was kept before is whole.
  func keep(_ conversation: Conversation, _ diagnosis: Diagnosis, _ context: ReportContext) throws(CaseStoreError) -> Kept {
    let store = try opened()
    let now = clock()
    let (draft, saying) = draft(conversation, diagnosis, context, now)
    var kept = Kept.asBefore
    if let stamp {
      do {
        self.stamp = try store.update(stamp, draft, now: now)
      } catch {
        guard error.kind == .changedElsewhere || error.kind == .noSuchCase else { throw error }
        let other = try store.create(draft, now: now)
        (self.stamp, kept) = (other, .apart(from: stamp.number, as: other.number))
      }
    } else {
      stamp = try store.create(draft, now: now)
    }
    known = FactLine.all(conversation.engine)
    said = saying
    return kept
  }

  private func draft(_ conversation: Conversation, _ diagnosis: Diagnosis, _ context: ReportContext, _ now: Moment) -> (CaseDraft, Said) {
    let knowledge = conversation.knowledge
    let entries = self.entries ?? KnowledgeEntries(knowledge)
    self.entries = entries
    let digest = DiagnosisDigest(
      diagnosis, engine: conversation.engine, knowledge: entries.fingerprint, program: Program.version, time: now, since: known)
    let saying = Said(shown: digest.shown, knowledge: entries.fingerprint)
    // A note or a waiver is no diagnosis of its own.
    let isNew = saying != said || !digest.learned.isEmpty || !digest.withdrawn.isEmpty
    let kept = isNew ? (try? JSONDocument(Self.hidden(digest.json), file: "diagnosis")).flatMap { KeptDiagnosis(digest: $0.root) } : nil
    let next = context.forecast.next
    let draft = CaseDraft(
      document: Self.hidden(CaseFile(conversation.state, toolVersion: Program.version).tree),
      diagnosis: kept,
      headline: diagnosis.findings.first.map { knowledge.findings[$0.finding].title },
      due: next.flatMap { entry in
        entry.due.map { CaseDue($0.upperBound, about: knowledge.findings[entry.finding].address) }
      },
      knowledge: KeptKnowledge(fingerprint: entries.fingerprint, edition: knowledge.edition, entries: entries.text))
    return (draft, saying)
  }

  /// A document as it may be kept: what its keys tell is learned first, so that numbers are known wherever they stand.
  static func hidden(_ tree: JSONTree) -> String {
    String(decoding: Redaction.process.redacted(document: JSONWriter.bytes(tree, layout: .compact)), as: UTF8.self)
  }
}
