import Knowledge
import Testing

/// What nothing leads to, what nothing gives, and what is not what its key calls for.
@Suite struct ReachTests {
  @Test func aFactThatNothingUsesIsReportedAndOneThatRulesReadInVainToo() throws {
    let facts = """
      {
        "id": { "title": "Id", "kind": "text" },
        "status": { "title": "S", "kind": "choice", "values": { "BANNED": "B", "ACTIVE": "A" } },
        "vain": ▸{ "title": "V", "kind": "yes-no" },
        "told": { "title": "T", "kind": "yes-no", "trust": ["customer"] },
        "idle": ▸{ "title": "I", "kind": "yes-no" },
        "old": { "title": "O", "kind": "yes-no", "deprecated": "waba.status" },
        "gone": { "title": "G", "kind": "yes-no", "retired": "2025-01-01" },
        "inferred": { "title": "I", "kind": "yes-no" },
        "client": { "title": "C", "kind": "version", "trust": ["customer"] },
        "platform": { "title": "P", "kind": "choice", "values": { "android": "A" }, "trust": ["customer"] }
      }
      """
    let rules = """
      {
        "banned": { "when": { "waba.status": "BANNED", "waba.vain": true, "waba.told": true, "waba.inferred": true }, "find": "account.banned" },
        "infer it": { "when": { "waba.client": { "older than": { "table": "oldest", "at": "waba.platform" } } }, "infer": { "waba.inferred": true } },
        "old-rule": { "retired": "2025-01-01", "when": { "waba.idle": true }, "infer": { "waba.inferred": true } }
      }
      """
    let outcome = try Bookshelf(["Facts/waba.json": facts, "Rules/account.json": rules]).reviewed()
    let faults = outcome.faults.filter { $0.kind == .unreachableFact }
    #expect(faults.map(\.place.description) == outcome.marks)
    #expect(
      faults.map(\.message) == [
        "rules read waba.vain, but no question, call or rule gives it; ask it, map it, or name in \"trust\" who tells it",
        "nothing reads or gives waba.idle; use it in a rule, a question or a call, or remove it",
      ])
  }

  @Test(arguments: [
    (
      "Findings/account.json",
      #"{"banned": {"title": "B", "impact": "harming", "remedies": ["meta.appeal"]}, "lost": ▸{"title": "L", "impact": "harming"}}"#,
      "no rule finds or suspects account.lost; write the rule, or retire the finding"
    ),
    (
      "Remedies/meta.json",
      #"{"appeal": {"title": "A", "steps": ["s"]}, "wait": ▸{"title": "W", "steps": ["s"]}}"#,
      "no finding and no error code names meta.wait; name it in \"remedies\", or retire it"
    ),
    (
      "Tables/extra.json", #"▸{"title": "E", "kind": "country", "rows": {"CU": {}}}"#,
      "no rule uses the table extra; use it with \"in\" or \"table\", or retire it"
    ),
    (
      "Questions/waba.json",
      #"{"status": {"ask": "?", "who": "agent"}, "name": ▸{"ask": "?", "who": "agent"}}"#,
      "no rule reads waba.name and no call or ticket needs it, so it would never be asked; remove the question"
    ),
  ])
  func anEntryThatNothingLeadsTo(_ file: String, _ text: String, _ message: String) throws {
    let outcome = try Bookshelf([file: text]).reviewed()
    let faults = outcome.faults.filter { $0.kind == .unreachableEntry && $0.place.file == file }
    #expect(faults.map(\.message) == [message])
    #expect(faults.map(\.place.description) == outcome.marks)
  }

  @Test func aTableOfWordsForPeopleAndTheQuestionACallNeedsAreReached() throws {
    let table =
      #"{"title": "E", "kind": "choice", "value": "text", "rows": {"A": {"value": "In words"}}, "cites": ["meta.help#bans"]}"#
    let question = #"{"status": {"ask": "?", "who": "agent"}, "id": {"ask": "?", "who": "agent"}}"#
    let faults = try Bookshelf(["Tables/words.json": table, "Questions/waba.json": question]).reviewed()
      .faults
    #expect(
      faults.filter { $0.kind == .unreachableEntry }.map(\.place.file) == [
        "Tables/oldest.json", "Tables/sanctioned.json",
      ])
  }

  @Test(arguments: [
    (
      KnowledgeFault.Kind.badValue, "Questions/waba.json", #"{"status": {"ask": "?", "who": ▸"agnet"}}"#,
      "\"agnet\" is none of those who can answer: agent, dashboard, customer, meta; did you mean \"agent\"?"
    ),
    (
      .badValue, "Questions/waba.json",
      #"{"status": {"ask": "?", "who": "agent", "answers": {"ACTIVE": "a", ▸"BAND": "b"}}}"#,
      "\"BAND\" is no value of waba.status; did you mean \"BANNED\"?"
    ),
    (
      .badValue, "Questions/waba.json",
      #"{"is_paid": {"ask": "?", "who": "agent", "answers": {"yes": "a", ▸"true": "b"}}}"#,
      "\"true\" is no value of waba.is_paid; they are yes, no"
    ),
    (
      .danglingReference, "Questions/waba.json",
      #"{"is_paid": {"ask": "?", "who": "agent"}, "limit": {"ask": "?", "who": "agent", "after": ▸"waba.is_payd"}}"#,
      "there is no question about \"waba.is_payd\"; did you mean \"waba.is_paid\"?"
    ),
    (
      .badValue, "Questions/waba.json", #"{"limit": {"ask": "?", "who": "agent", "after": ▸"waba.limit"}}"#,
      "the question waits for itself; leave \"after\" out of one of them"
    ),
    (
      .badValue, "Questions/waba.json", #"{"limit": {"ask": "?", "who": "agent", "answers": ▸{"1": "a"}}}"#,
      "only yes-no and choice have labelled answers, and waba.limit is a count"
    ),
    (
      .wrongKind, "Findings/account.json",
      #"{"banned": {"title": "B", "impact": "harming", "remedies": ▸"meta.appeal"}}"#,
      "expected a list in brackets, but there is \"meta.appeal\""
    ),
    (
      .wrongKind, "Findings/account.json", #"{"banned": {"title": ▸"", "impact": "harming"}}"#,
      "expected text in quotes, but there is \"\""
    ),
    (
      .wrongKind, "Findings/account.json", #"{"banned": {"title": "B", "impact": "harming", "prior": ▸0}}"#,
      "expected a number above 0, but there is 0"
    ),
    (
      .wrongKind, "Remedies/meta.json", #"{"appeal": {"title": "A", "steps": ▸[]}}"#,
      "expected a list with at least one text, but there is []"
    ),
    (
      .wrongKind, "Remedies/meta.json", #"{"appeal": {"title": "A", "steps": ["a", ▸2]}}"#,
      "expected text in quotes, but there is 2"
    ),
    (
      .unknownKey, "Sources/meta.json",
      #"{"help": {"title": "H", "publisher": "M", "address": "a", "updated": "undated", "read": "2026-01-01", "confidence": "A", "statements": {"bans": {"says": "B", ▸"udner": "x"}}}}"#,
      "unknown key \"udner\"; did you mean \"under\"?"
    ),
    (
      .missingKey, "Sources/meta.json",
      #"{"help": {"title": "H", "publisher": "M", "address": "a", "updated": "undated", "read": "2026-01-01", "confidence": "A", "statements": {"bans": ▸{}}}}"#,
      "\"says\" is missing"
    ),
    (
      .wrongKind, "Collectors/graph-api.json",
      #"{"version": "v24.0", "calls": {"waba": {"title": "A", "path": "/{waba.id}", "pages": ▸"yes", "facts": {}}}}"#,
      "expected true or false, but there is \"yes\""
    ),
    (
      .badValue, "Cases/banned.json",
      #"{"title": "B", "story": "S", "as of": ▸"now", "facts": {}, "expect": {}}"#,
      "expected a day such as \"2026-11-21\", but there is \"now\""
    ),
    (
      .unknownKey, "Cases/banned.json",
      #"{"title": "B", "story": "S", "facts": {}, "expect": {▸"fuond": []}}"#,
      "unknown key \"fuond\"; did you mean \"found\"?"
    ),
    (
      .wrongKind, "Cases/banned.json",
      #"{"title": "B", "story": "S", "facts": {}, "expect": {"found": ▸{}}}"#,
      "expected a list of findings, but there is an object"
    ),
    (.misplacedFile, "Ruels/account.json", "", "nothing reads this; did you mean \"Rules\"?"),
    (.misplacedFile, "Rules/account.jsn", "", "only files named .json are read here; rename or remove it"),
  ])
  func aMemberOrAFileThatWouldBePassedOver(
    _ kind: KnowledgeFault.Kind, _ file: String, _ text: String, _ message: String
  ) throws {
    let outcome = try Bookshelf([file: text.isEmpty ? "{}" : text]).reviewed()
    let faults = outcome.faults.filter { $0.kind == kind }
    #expect(faults.map(\.message) == [message])
    if !text.isEmpty { #expect(faults.map(\.place.description) == outcome.marks) }
  }
}
