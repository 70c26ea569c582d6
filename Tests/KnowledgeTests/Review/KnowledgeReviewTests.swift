import Knowledge
import Testing

/// What `kb check` reports of entries: one fault in an otherwise sound knowledge base, its kind, its place and what is said of it.
@Suite struct KnowledgeReviewTests {
  /// Layout has tests of its own, and the small base has facts and tables for other tests.
  private static let ignored: Set<KnowledgeFault.Kind> = [.untidy, .unreachableFact]

  @Test func theSoundKnowledgeHasNoFaults() throws {
    let faults = try Bookshelf().reviewed(besides: Self.ignored).faults
    #expect(faults.filter { $0.kind != .unreachableEntry }.map(\.description) == [])
  }

  @Test func aWordForTryingAgainIsOneOfTheFew() throws {
    let outcome = try Bookshelf([
      "ErrorCodes/graph-api.json":
        #"{"190": {"title": "T", "means": "M", "retry": ▸"Never", "remedies": ["meta.appeal"], "cites": ["meta.help#bans"]}}"#
    ]).reviewed(besides: Self.ignored.union([.unreachableEntry]))
    #expect(outcome.places == outcome.marks)
    #expect(outcome.messages == ["\"Never\" is not one of the words for it; did you mean \"never\"?"])
  }

  // MARK: References

  private static let finding = #""title": "T", "impact": "harming", "cites": ["meta.help#bans"]"#

  @Test(arguments: [
    (
      "Findings/account.json", #"{"banned": {\#(finding), "explains": [▸"account.baned"]}}"#,
      "there is no finding \"account.baned\"; did you mean \"account.banned\"?"
    ),
    (
      "Findings/account.json", #"{"banned": {\#(finding), "remedies": ["meta.appeal", ▸"meta.apeal"]}}"#,
      "there is no remedy \"meta.apeal\"; did you mean \"meta.appeal\"?"
    ),
    (
      "Findings/account.json",
      #"{"banned": {"title": "T", "impact": "harming", "remedies": ["meta.appeal"], "cites": [▸"meta.hepl#bans"]}}"#,
      "there is no source \"meta.hepl\"; did you mean \"meta.help\"?"
    ),
    (
      "Findings/account.json",
      #"{"banned": {"title": "T", "impact": "harming", "remedies": ["meta.appeal"], "cites": [▸"meta.help#ban"]}}"#,
      "meta.help has no statement \"ban\"; did you mean \"bans\"?"
    ),
    (
      "Findings/account.json",
      #"{"banned": {"title": "T", "impact": "harming", "remedies": ["meta.appeal"], "cites": [▸"meta.help"]}}"#,
      "name the statement: \"meta.help#…\""
    ),
    (
      "ErrorCodes/graph-api.json",
      #"{"190": {"title": "T", "means": "M", "findings": [▸"account.gone"], "remedies": ["meta.appeal"], "cites": ["meta.help#bans"]}}"#,
      "there is no finding \"account.gone\""
    ),
    (
      "Topics/account.json",
      #"{"title": "A", "symptoms": ["s"], "words": ["w"], "findings": ["account.*", ▸"acount.*"]}"#,
      "no finding matches \"acount.*\"; did you mean \"account.*\"?"
    ),
    (
      "Topics/account.json",
      #"{"title": "A", "symptoms": ["s"], "words": ["w"], "findings": [▸"account.band"]}"#,
      "there is no finding \"account.band\"; did you mean \"account.banned\"?"
    ),
    (
      "Facts/user.json", #"{"role": {"title": "R", "kind": "text", "deprecated": ▸"user.rolle"}}"#,
      "there is no fact \"user.rolle\"; did you mean \"user.role\"?"
    ),
    (
      "Facts/user.json", #"{"role": {"title": "R", "kind": "text", "deprecated": ▸"user.role"}}"#,
      "user.role cannot be replaced by itself; name the new fact"
    ),
    (
      "Cases/banned.json",
      #"{"title": "B", "story": "S", "facts": {}, "expect": {"found": [▸"account.band"]}}"#,
      "there is no finding \"account.band\"; did you mean \"account.banned\"?"
    ),
    (
      "Cases/banned.json", #"{"title": "B", "story": "S", "topics": [▸"acount"], "facts": {}, "expect": {}}"#,
      "there is no topic \"acount\"; did you mean \"account\"?"
    ),
    (
      "Cases/banned.json",
      #"{"title": "B", "story": "S", "facts": {"phone_number": [{"id": "106"}]}, "expect": {"unknown": [▸"account.banned phone_number 107"]}}"#,
      "the case has no \"phone_number 107\"; write the subject and the id, such as \"account.banned phone_number 106\"; did you mean \"phone_number 106\"?"
    ),
    (
      "Cases/banned.json", #"{"title": "B", "story": "S", "facts": {}, "expect": {"asks next": ▸"waba.statu"}}"#,
      "there is no question about \"waba.statu\"; did you mean \"waba.status\"?"
    ),
  ])
  func aReferenceThatLeadsNowhere(_ file: String, _ text: String, _ message: String) throws {
    try expect(.danglingReference, [file: text], message)
  }

  @Test func anAddressBelongsToOneEntryForEver() throws {
    let findings =
      #"{"banned": {\#(Self.finding), "formerly": ["account.locked"]}, "closed": {\#(Self.finding), "formerly": [▸"account.locked"]}}"#
    try expect(
      .duplicateAddress, ["Findings/account.json": findings],
      "account.locked was an address of account.banned; an address belongs to one entry for ever")
    let taken =
      #"{"banned": {\#(Self.finding), "formerly": [▸"account.closed"]}, "closed": {\#(Self.finding)}}"#
    try expect(
      .duplicateAddress, ["Findings/account.json": taken],
      "account.closed is the address of a finding; an address belongs to one entry for ever")
  }

  @Test func findingsDoNotExplainOneAnotherInACircle() throws {
    let findings =
      #"{"banned": {\#(Self.finding), "explains": ▸["account.b"]}, "b": {\#(Self.finding), "explains": ["account.banned"]}}"#
    try expect(
      .circularExplanation, ["Findings/account.json": findings],
      "findings explain one another in a circle: account.banned → account.b → account.banned")
  }

  // MARK: Rules

  private static func rule(_ members: String) -> String {
    #""when": {"waba.is_paid": false}, \#(members), "cites": ["meta.help#bans"], "examples": {"fires": [{"waba.is_paid": false}], "silent": [{"waba.is_paid": true}]}"#
  }

  @Test func aRuleBearsTheNameOfItsFinding() throws {
    let find = rule(#""find": "account.banned""#)
    try expect(
      .wrongName,
      [
        "Rules/account.json": "{\"locked\": ▸{\(find)}, \"banned\": {\(find)}, \"banned.by-name\": {\(find)}}"
      ],
      "the rule account.locked speaks of account.banned; name it account.banned, or account.banned.… when there are several"
    )
    let infer = rule(#""infer": {"waba.limit": 1}"#)
    try expect(
      .wrongName, ["Rules/account.json": "{\"banned.limit\": ▸{\(infer)}, \"limit\": {\(infer)}}"],
      "the rule account.banned.limit infers a fact and bears the name of the finding account.banned; rename it"
    )
  }

  private func rule(_ members: String) -> String { Self.rule(members) }

  @Test(arguments: [
    (
      KnowledgeFault.Kind.missingExample,
      #"{"banned": ▸{"when": {"waba.is_paid": false}, "find": "account.banned", "cites": ["meta.help#bans"]}}"#,
      "the rule account.banned has no example under \"fires\" and under \"silent\"; add one"
    ),
    (
      .missingExample,
      #"{"banned": {"when": {"waba.is_paid": false}, "find": "account.banned", "cites": ["meta.help#bans"], "examples": ▸{"fires": [{"waba.is_paid": false}], "silent": []}}}"#,
      "the rule account.banned has no example under \"silent\"; add one"
    ),
    (
      .uncited,
      #"{"banned": ▸{"when": {"waba.is_paid": false}, "find": "account.banned", "examples": {"fires": [{"waba.is_paid": false}], "silent": [{"waba.is_paid": true}]}}}"#,
      "the rule account.banned cites no statement; add \"cites\" with what it rests on"
    ),
    (
      .unknownKey,
      #"{"banned": {"when": {"waba.is_paid": false}, "find": "account.banned", "cites": ["meta.help#bans"], "examples": {"fires": [{"waba.is_paid": false}], "silent": [{"waba.is_paid": true}], ▸"wait": []}}}"#,
      "unknown key \"wait\"; did you mean \"waits\"?"
    ),
    (
      .wrongKind,
      #"{"banned": {"when": {"waba.is_paid": false}, "find": "account.banned", "cites": ["meta.help#bans"], "examples": {"fires": [{"waba.is_paid": false}], "silent": [{"waba.is_paid": true}], "waits": ▸{}}}}"#,
      "expected a list of examples in brackets, but there is an object"
    ),
    (
      .badValue,
      #"{"banned": {"when": {"waba.is_paid": false}, "find": "account.banned", "cites": ["meta.help#bans"], "examples": {"fires": [{"waba.status": ▸"BAND"}], "silent": [{"waba.is_paid": true}]}}}"#,
      "waba.status: \"BAND\" is not one of its values; did you mean \"BANNED\"?"
    ),
    (
      .unknownFact,
      #"{"banned": {"when": {"waba.is_paid": false}, "find": "account.banned", "cites": ["meta.help#bans"], "examples": {"fires": [{▸"waba.paid": false}], "silent": [{"waba.is_paid": true}]}}}"#,
      "unknown fact \"waba.paid\"; did you mean \"waba.is_paid\"?"
    ),
  ])
  func aRuleIsCitedAndHasExamplesThatCanBeRead(_ kind: KnowledgeFault.Kind, _ text: String, _ message: String)
    throws
  {
    try expect(kind, ["Rules/account.json": text], message)
  }

  // MARK: Citations and sources

  private static func source(
    _ members: String,
    statements: String = #""bans": {"says": "B"}, "sanctions": {"says": "S"}, "versions": {"says": "V"}"#
  ) -> String {
    #"{"help": {"title": "H", "publisher": "Meta", "address": "a", \#(members), "statements": {\#(statements)}}}"#
  }

  @Test(arguments: [
    (
      #""updated": ▸"last week", "read": "2026-10-15", "confidence": "A""#,
      "expected a day such as \"2026-11-21\" or \"undated\", but there is \"last week\""
    ),
    (
      #""updated": "undated", "read": ▸"undated", "confidence": "A""#,
      "expected a day such as \"2026-11-21\", but there is \"undated\""
    ),
    (
      #""updated": ▸"2026-10-16", "read": "2026-10-15", "confidence": "A""#,
      "updated on 2026-10-16, after it was read on 2026-10-15; one of the two is wrong, or the page has to be read again"
    ),
    (
      #""updated": "undated", "read": "2026-10-15", "confidence": "A", "changes": [{"statement": "bans", "supersedes": "meta.help#sanctions", "since": ▸"soon"}]"#,
      "expected a day such as \"2026-11-21\", but there is \"soon\""
    ),
  ])
  func aDateOfASourceIsADate(_ members: String, _ message: String) throws {
    try expect(.badValue, ["Sources/meta.json": Self.source(members)], message)
  }

  @Test(arguments: [
    (
      #"{"statement": ▸"ban", "supersedes": "meta.help#sanctions", "since": "2026-01-01"}"#,
      "meta.help has no statement \"ban\"; did you mean \"bans\"?"
    ),
    (
      #"{"statement": "bans", "supersedes": ▸"meta.help#sanction", "since": "2026-01-01"}"#,
      "meta.help has no statement \"sanction\"; did you mean \"sanctions\"?"
    ),
  ])
  func aChangeNamesStatementsThatExist(_ change: String, _ message: String) throws {
    let source = Self.source(
      #""updated": "undated", "read": "2026-10-15", "confidence": "A", "changes": [\#(change)]"#)
    try expect(.danglingReference, ["Sources/meta.json": source], message)
  }

  /// The old words on bans were overtaken on 15 May 2024.
  private static let changed = source(
    #""updated": "undated", "read": "2026-10-15", "confidence": "A", "changes": [{"statement": "new", "supersedes": "meta.help#bans", "since": "2024-05-15"}]"#,
    statements:
      #""bans": {"says": "B"}, "new": {"says": "N"}, "sanctions": {"says": "S"}, "versions": {"says": "V"}"#)

  @Test(arguments: [
    ("", true), (#""until": "2024-05-14", "#, false), (#""until": "2024-05-15", "#, true),
    (#""since": "2020-01-01", "#, true),
    (#""retired": "2026-01-01", "#, false),
  ])
  func whatWasSupersededIsOnlyCitedByWhatEndedBefore(_ dates: String, _ isFault: Bool) throws {
    let rules = #"{"banned": {\#(dates)\#(Self.rule(#""find": "account.banned""#))}}"#
    let outcome = try Bookshelf(["Sources/meta.json": Self.changed, "Rules/account.json": rules]).reviewed()
    let faults = outcome.faults.filter { $0.kind == .superseded && $0.place.file == "Rules/account.json" }
    #expect(
      faults.map(\.message)
        == (isFault
          ? [
            "meta.help#bans is superseded since 2024-05-15 by meta.help#new; read that, and cite it or set \"until\" before it"
          ] : []))
    // The finding ends with its last rule.
    let ofFinding = outcome.faults.filter {
      $0.kind == .superseded && $0.place.file == "Findings/account.json"
    }
    #expect(ofFinding.isEmpty == dates.contains("\"until\": \"2024-05-14\""))
    #expect(outcome.faults.contains { $0.kind == .superseded && $0.place.file == "Remedies/meta.json" })
  }

  @Test func whatOnlyAWeakSourceSaysMayNotBeFound() throws {
    let source = Self.source(#""updated": "undated", "read": "2026-10-15", "confidence": "C""#)
    let found = #"{"banned": {\#(Self.rule(#""find": ▸"account.banned""#))}}"#
    try expect(
      .weakSource, ["Sources/meta.json": source, "Rules/account.json": found],
      "account.banned rests only on sources of confidence C and may not be found; use \"suspect\", or cite a better source"
    )
    let suspected = #"{"banned": {\#(Self.rule(#""suspect": "account.banned""#))}}"#
    try expect(.weakSource, ["Sources/meta.json": source, "Rules/account.json": suspected], nil)
  }

  @Test(arguments: [
    (
      "Findings/account.json",
      #"{"banned": ▸{"title": "T", "impact": "harming", "remedies": ["meta.appeal"]}}"#,
      "the finding account.banned cites no statement; add \"cites\" with what it rests on"
    ),
    (
      "Remedies/meta.json", #"{"appeal": ▸{"title": "T", "steps": ["s"], "cites": []}}"#,
      "the remedy meta.appeal cites no statement; add \"cites\" with what it rests on"
    ),
    (
      "ErrorCodes/graph-api.json", #"{"190": ▸{"title": "T", "means": "M", "remedies": ["meta.appeal"]}}"#,
      "the error code graph-api.190 cites no statement; add \"cites\" with what it rests on"
    ),
    (
      "Tables/sanctioned.json",
      #"{"title": "T", "kind": "country", "rows": {"CU": {"cites": ["meta.help#sanctions"]}, ▸"IR": {}}}"#,
      "neither the row \"IR\" nor its table cites a statement; add \"cites\" to one of them"
    ),
  ])
  func whatClaimsSomethingSaysOnWhatItRests(_ file: String, _ text: String, _ message: String) throws {
    try expect(.uncited, [file: text], message)
  }

  // MARK: Shared

  private func expect(_ kind: KnowledgeFault.Kind, _ files: [String: String], _ message: String?) throws {
    let outcome = try Bookshelf(files).reviewed(besides: Self.ignored)
    let faults = outcome.faults.filter { $0.kind == kind }
    #expect(faults.map(\.message) == (message.map { [$0] } ?? []))
    #expect(faults.map(\.place.description) == outcome.marks.filter { _ in message != nil })
  }
}
