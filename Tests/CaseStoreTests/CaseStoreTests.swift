import CaseStore
import JSONText
import Knowledge
import TestSupport
import Testing

@Suite struct CaseStoreTests {
  private let scratch: ScratchFolder
  private let store: CaseStore

  init() throws {
    scratch = try ScratchFolder()
    store = try Drafts.store(scratch)
  }

  private func numbers(_ change: (inout CaseFilter) -> Void) throws -> [Int64] {
    var filter = CaseFilter()
    change(&filter)
    let entries = try store.entries(filter).map(\.number)
    #expect(try store.count(filter) == entries.count)
    return entries
  }

  private func later(_ seconds: Int64) -> Moment { Moment(seconds: Drafts.now.seconds + seconds) }

  @Test func aCaseComesBackAsItWasKept() throws {
    let stamp = try store.create(Drafts.draft(due: later(60)), now: Drafts.now)
    #expect(stamp == CaseStamp(number: 1, revision: 1))
    let (record, again) = try store.record(1)
    #expect(again == stamp)
    #expect(record.document == Drafts.draft().document)
    #expect(record.begun == Drafts.now)
    #expect(record.outcome == nil)
    #expect(record.due == CaseDue(later(60), about: "account.restricted"))
    #expect(record.diagnoses.map(\.shown) == [[.init(finding: "account.restricted", entity: nil, status: "found")]])
    #expect(try store.knowledge("abc")?.entries == "rule account.restricted 1\n")
    #expect(try store.knowledge("other") == nil)
  }

  @Test func everyChangeKeepsItsDiagnosisAndCountsTheRevisionUp() throws {
    var stamp = try store.create(Drafts.draft(), now: Drafts.now)
    stamp = try store.update(stamp, Drafts.draft(finding: "account.other"), now: later(5))
    #expect(stamp.revision == 2)
    let record = try store.record(1).record
    #expect(record.changed == later(5))
    #expect(record.diagnoses.flatMap(\.shown).map(\.finding) == ["account.restricted", "account.other"])
    #expect(try numbers { $0.finding = "account.restricted" } == [])
    #expect(try numbers { $0.finding = "account.other" } == [1])
  }

  @Test func whoHoldsAnOlderRevisionMayNotWriteOverIt() throws {
    let stamp = try store.create(Drafts.draft(), now: Drafts.now)
    _ = try store.update(stamp, Drafts.draft("First"), now: Drafts.now)
    let error = #expect(throws: CaseStoreError.self) { try store.update(stamp, Drafts.draft("Second"), now: Drafts.now) }
    #expect(error?.kind == .changedElsewhere)
    #expect(try store.entry(1).label == "First")
  }

  @Test func casesAreFoundByWhatStandsInThem() throws {
    _ = try store.create(Drafts.draft("Bakery", waba: "11", note: "Größe of the façade"), now: Drafts.now)
    _ = try store.create(Drafts.draft("Florist", waba: "22", finding: "templates.paused"), now: later(86_400))
    _ = try store.create(Drafts.draft("Baker Street", waba: "22", due: later(-5)), now: later(2 * 86_400))
    #expect(try numbers { _ in } == [3, 2, 1])
    #expect(try numbers { $0.words = "bak" } == [3, 1])
    #expect(try numbers { $0.words = "bak restricted facade" } == [1])
    #expect(try numbers { $0.words = "templates paused" } == [2])
    #expect(try numbers { $0.words = "nothing" } == [])
    #expect(try numbers { $0.words = "\" OR * ( NEAR" } == [])
    #expect(try numbers { $0.words = "'\"" } == [])
    #expect(try numbers { $0.account = "22" } == [3, 2])
    #expect(try numbers { $0.finding = "templates.*" } == [2])
    #expect(try numbers { $0.since = later(86_400) } == [3, 2])
    #expect(try numbers { $0.until = later(86_400) } == [1])
    #expect(try numbers { $0.dueBy = Drafts.now } == [3])
    #expect(try store.entries(CaseFilter(), limit: 1).map(\.number) == [3])
  }

  @Test func aClosedCaseTeachesItsCauseAndIsOpenAgainWhenItChanges() throws {
    let stamp = try store.create(Drafts.draft(due: later(-5)), now: Drafts.now)
    let outcome = CaseOutcome(closed: later(60), cause: "account.restricted", words: nil, cured: "an appeal", hours: 1.5)
    let closed = try store.close(1, outcome)
    #expect(closed.revision == stamp.revision + 1)
    #expect(try store.record(1).record.outcome == outcome)
    #expect(try numbers { $0.isClosed = true } == [1])
    #expect(try numbers { $0.words = "appeal" } == [1])
    #expect(try numbers { $0.dueBy = later(100) } == [])
    #expect(try store.causes() == ["account.restricted": 1])
    _ = try store.update(closed, Drafts.draft(), now: later(120))
    #expect(try store.record(1).record.outcome == nil)
    #expect(try store.causes() == [:])
  }

  @Test func aRemovedCaseLeavesNothingAndItsNumberIsNotGivenAgain() throws {
    _ = try store.create(Drafts.draft(), now: Drafts.now)
    try store.remove(1)
    #expect(try numbers { $0.words = "bakery" } == [])
    #expect(try store.knowledge("abc") == nil)
    #expect(#expect(throws: CaseStoreError.self) { try store.record(1) }?.kind == .noSuchCase)
    #expect(#expect(throws: CaseStoreError.self) { try store.remove(1) }?.kind == .noSuchCase)
    #expect(try store.create(Drafts.draft(), now: Drafts.now).number == 2)
  }

  @Test func aRecordTravelsFromStoreToStoreUnchanged() throws {
    let stamp = try store.create(Drafts.draft(due: later(60)), now: Drafts.now)
    _ = try store.update(stamp, Drafts.draft(finding: "templates.paused"), now: later(9))
    _ = try store.close(1, CaseOutcome(closed: later(60), cause: nil, words: "a firewall", cured: nil, hours: nil))
    let text = JSONWriter.text(try store.record(1).record.json(), layout: .canonical)
    #expect(try OutputSchema.problems(in: text, by: "case-record").map(\.description) == [])
    let other = try CaseStore(path: scratch.path + "/other.sqlite", access: .writing)
    _ = try other.create(Drafts.draft("Somebody else"), now: Drafts.now)
    let record = try CaseRecord(JSONDocument(text, file: "export").root)
    #expect(try other.add([record]) == [.added(2)])
    #expect(try other.add([record]) == [.known(2)])
    #expect(try other.add([record], replaces: true) == [.replaced(2)])
    #expect(JSONWriter.text(try other.record(2).record.json(), layout: .canonical) == text)
    #expect(try other.entries(CaseFilter()).map(\.label) == ["Bakery", "Somebody else"])
  }

  @Test func ofRecordsAllAreTakenOrNone() throws {
    let good = CaseRecord(
      key: "k", begun: Drafts.now, changed: Drafts.now, document: Drafts.draft().document, headline: nil, due: nil, diagnoses: [],
      outcome: nil)
    let bad = CaseRecord(
      key: "l", begun: Drafts.now, changed: Drafts.now, document: "{", headline: nil, due: nil, diagnoses: [], outcome: nil)
    #expect(#expect(throws: CaseStoreError.self) { try store.add([good, bad]) }?.kind == .badRecord)
    #expect(try numbers { _ in } == [])
  }

  @Test(arguments: [
    "{}", #"{"schema":"wabadoctor/case-record","version":2,"key":"k"}"#, #"{"schema":"wabadoctor/case-record","version":1}"#,
    #"{"schema":"wabadoctor/case-record","version":1,"key":"k","begun":"2026-11-21T09:14:00Z","changed":"2026-11-21T09:14:00Z","case":{},"outcome":{}}"#,
  ])
  func aRecordThatIsNoneIsRefused(_ text: String) throws {
    let root = try JSONDocument(text, file: "f").root
    let error = #expect(throws: CaseStoreError.self) { try CaseRecord(root) }
    #expect(error?.kind == .badRecord)
    #expect(error?.message.hasPrefix("f:1:") == true)
  }
}
