import JSONText
import Knowledge
import Testing

/// Every way in which settings, facts, tables, calls and the other entries can be wrong when they are read.
@Suite struct EntryFaultTests {
  @Test(arguments: [
    (
      "Facts/waba.json", #"{"x": {"title": "X", "kind": ▸"chioce"}}"#,
      "unknown kind \"chioce\"; did you mean \"choice\"?"
    ),
    (
      "Facts/waba.json", #"{"x": {"title": "X", "kind": ▸"number"}}"#,
      "unknown kind \"number\"; did you mean \"whole number\"?"
    ),
    ("Facts/waba.json", #"{"x": ▸{"title": "X", "kind": "choice"}}"#, "a choice needs its \"values\""),
    (
      "Facts/waba.json", #"{"x": {"title": "X", "kind": "text", "values": ▸{"A": "a"}}}"#,
      "\"values\" belongs to a choice only, this is a text"
    ),
    (
      "Facts/waba.json", #"{"x": ▸{"title": "X", "kind": "list"}}"#,
      "a list needs \"of\": the kind of its elements"
    ),
    (
      "Facts/waba.json", #"{"x": {"title": "X", "kind": "list", "of": ▸"texts"}}"#,
      "a list needs \"of\": the kind of its elements; did you mean \"text\"?"
    ),
    (
      "Facts/waba.json", #"{"x": {"title": "X", "kind": "text", "of": ▸"text"}}"#,
      "\"of\" belongs to a list only"
    ),
    ("Facts/waba.json", #"{"x": ▸{"kind": "text"}}"#, "\"title\" is missing"),
    ("Facts/waba.json", #"{"x": ▸{"title": "X"}}"#, "\"kind\" is missing"),
    (
      "Facts/waba.json", #"{▸"x-y": {"title": "X", "kind": "text"}}"#,
      "\"x-y\" is not a field's name; use letters, digits and underscores"
    ),
    (
      "Facts/waba.json", #"{▸"complete": {"title": "X", "kind": "text"}}"#,
      "\"complete\" is not a field's name; use letters, digits and underscores"
    ),
    (
      "Facts/waba.json", #"{"x": {"title": "X", "kind": "text", "trust": [▸"graphapi"]}}"#,
      "unknown origin \"graphapi\"; did you mean \"graph-api\"?"
    ),
    (
      "Facts/wabas.json", #"▸{"x": {"title": "X", "kind": "text"}}"#,
      "the file speaks of \"wabas\", which is not a subject of knowledge.json; did you mean \"waba\"?"
    ),
    (
      "Facts/phone_number.json", #"▸{}"#,
      "the name of a file is lower case letters, digits and hyphens; rename \"phone_number.json\""
    ),
    (
      "Findings/account.json", #"{"banned": {"title": "B", "impact": ▸"harmin"}}"#,
      "the impact is one of blocking, harming, advice; did you mean \"harming\"?"
    ),
    (
      "Findings/account.json", #"{"banned": {"title": "B", "impact": "harming", ▸"remedys": "x"}}"#,
      "unknown key \"remedys\"; did you mean \"remedies\"?"
    ),
    (
      "Remedies/metta.json", #"{▸"x": {"title": "X", "steps": []}}"#,
      "the file is named for who acts, and \"metta\" is none of the actors of knowledge.json; did you mean \"meta\"?"
    ),
    (
      "Questions/waba.json", #"{▸"statuss": {"ask": "?", "who": "agent"}}"#,
      "the question bears the name of its fact, and there is no fact \"waba.statuss\"; did you mean \"waba.status\"?"
    ),
    (
      "ErrorCodes/graph-api.json", #"{▸"code-190": {"title": "T", "means": "M"}}"#,
      "\"code-190\" is not an error code; write its digits"
    ),
    (
      "Sources/meta.json",
      #"{"help": {"title": "H", "publisher": "M", "address": "a", "updated": "undated", "read": "2026-01-01", "confidence": ▸"D", "statements": {}}}"#,
      "the confidence is A, B or C"
    ),
    ("Topics/account.json", #"▸{"title": "A", "symptoms": [], "words": []}"#, "\"findings\" is missing"),
    (
      "Cases/banned.json",
      #"{"title": "A", "story": "B", "facts": {}, "expect": {}, ▸"as-of": "2026-01-01"}"#,
      "unknown key \"as-of\"; did you mean \"as of\"?"
    ),
    ("Cases/banned.json", #"{"title": ▸}"#, "expected a value after :; add it, or take the key away"),
    ("Cases/banned.json", #"▸"text""#, "expected an object in braces, but there is a string"),
  ])
  func aFaultOfAnEntry(_ file: String, _ text: String, _ message: String) throws {
    try expect(file, text, message)
  }

  @Test(arguments: [
    (
      #"{"title": "T", "kind": ▸"chioce", "rows": {"A": {}}}"#,
      "unknown kind \"chioce\"; did you mean \"choice\"?"
    ),
    (
      #"{"title": "T", "kind": "choice", "value": ▸"versoin", "rows": {"A": {}}}"#,
      "unknown kind \"versoin\"; did you mean \"version\"?"
    ),
    (#"{"title": "T", "kind": "country", "rows": ▸{}}"#, "a table needs rows"),
    (
      #"{"title": "T", "kind": "country", "rows": {"CU": {}, ▸"Cuba": {}}}"#,
      "expected a country such as \"CU\" or a region such as \"UA-43\", but there is \"Cuba\""
    ),
    (#"{"title": "T", "kind": "country", "rows": {"CU": {}, ▸"cu": {}}}"#, "the key \"cu\" stands twice"),
    (
      #"{"title": "T", "kind": "choice", "value": "version", "rows": {"A": {"value": "1.0"}, "B": ▸{}}}"#,
      "the row needs a \"value\", a version such as \"2.21.15.15\""
    ),
    (
      #"{"title": "T", "kind": "choice", "value": "version", "rows": {"A": {"value": "1.0"}, ▸"B": {"value": "new"}}}"#,
      "expected a version such as \"2.21.15.15\", but there is \"new\""
    ),
    (
      #"{"title": "T", "kind": "choice", "rows": {"A": {"value": ▸"1.0"}}}"#,
      "the table declares no \"value\" kind for a value column"
    ),
    (
      #"{"title": "T", "kind": "choice", "rows": {"A": {}, "B": ▸1}}"#,
      "expected an object in braces, but there is a number"
    ),
    (
      #"{"title": "T", "kind": "choice", "rows": {"A": {▸"vlaue": 1}}}"#,
      "unknown key \"vlaue\"; did you mean \"value\"?"
    ),
  ])
  func aFaultOfATable(_ text: String, _ message: String) throws {
    try expect("Tables/other.json", text, message)
  }

  @Test(arguments: [
    (#""facts": {▸"waba.statsu": "/status"}"#, "unknown fact \"waba.statsu\"; did you mean \"waba.status\"?"),
    (#""facts": {"waba.status": ▸"status"}"#, "a JSON pointer begins with \"/\", here is \"status\""),
    (
      #""facts": {"waba.status": ▸"/list/*/status"}"#,
      "a pointer with * gives a list, but waba.status is a choice"
    ),
    (
      #""facts": {"waba.status": ▸7}"#,
      "expected a JSON pointer such as \"/status\", or an object with \"at\""
    ),
    (
      #""facts": {"waba.status": {"at": "/status", "as": ▸"lowercase"}}"#,
      "unknown conversion \"lowercase\"; did you mean \"lower case\"?"
    ),
    (#""facts": {"waba.status": {"at": "/status", ▸"value": "x"}}"#, "unknown key \"value\""),
    (
      #""facts": {"waba.status": {"fixed": ▸"BAND"}}"#,
      "waba.status: \"BAND\" is not one of its values; did you mean \"BANNED\"?"
    ),
    (
      #""facts": {▸"phone_number.name": "/name"}"#,
      "phone_number.name is known for each phone_number; the call needs \"each\""
    ),
    (
      #""each": ▸"phone_numbers", "facts": {}"#,
      "unknown many-subject \"phone_numbers\"; did you mean \"phone_number\"?"
    ),
    (#""origin": ▸"graph", "facts": {}"#, "unknown origin \"graph\"; did you mean \"graph-api\"?"),
    (#""facts": {}, "when refused": {▸"x": {}}"#, "expected an error code such as \"190\" or \"190/463\""),
    (
      #""facts": {}, "when refused": {"190/463": {"waba.is_paid": ▸1}}"#,
      "waba.is_paid: expected true or false, but there is 1"
    ),
    (#""facts": {}, "query": {"business": ▸"{waba.ident}"}"#, "unknown fact \"waba.ident\""),
    (
      #""facts": {}, "query": {"business": ▸"{waba.id"}"#,
      "a place-holder is closed with \"}\": \"{waba.id}\""
    ),
    (#""facts": {}, ▸"page": true"#, "unknown key \"page\"; did you mean \"pages\"?"),
  ])
  func aFaultOfACall(_ members: String, _ message: String) throws {
    try expect(
      "Collectors/graph-api.json",
      #"{"version": "v24.0", "calls": {"waba": {"title": "A", "path": "/{waba.id}", \#(members)}}}"#, message)
  }

  @Test(arguments: [
    (
      #""subjects": {"waba": {"title": "W", ▸"manny": true}}"#,
      "unknown key \"manny\"; did you mean \"many\"?"
    ),
    (
      #""subjects": {▸"wa-ba": {"title": "W"}}"#,
      "\"wa-ba\" is not a subject; use letters, digits and underscores"
    ),
  ])
  func aFaultOfTheSettings(_ members: String, _ message: String) throws {
    let text =
      #"{"edition": "2026-11-21", "language": "en", \#(members), "impacts": {"blocking": "B", "harming": "H", "advice": "A"}, "actors": {"meta": "Meta"}, "trust": ["graph-api"]}"#
    let outcome = try Bookshelf(["knowledge.json": text]).read()
    let faults = outcome.faults.filter { $0.place.file == "knowledge.json" }
    #expect(faults.map(\.message) == [message])
    #expect(faults.map(\.place.description) == outcome.marks)
  }

  @Test func theThreeImpactsAreFixedAndTheEditionIsADay() throws {
    let text =
      #"{"edition": ▸"now", "language": "en", "subjects": {}, "impacts": ▸{"blocking": "B", "harming": "H", ▸"advise": "A"}, "actors": {}, "trust": []}"#
    let outcome = try Bookshelf(["knowledge.json": text]).read()
    let faults = outcome.faults.filter { $0.place.file == "knowledge.json" }
    #expect(faults.map(\.place.description) == outcome.marks)
    #expect(
      faults.map(\.message) == [
        "expected a day such as \"2026-11-21\", but there is \"now\"", "the impact \"advice\" is missing",
        "unknown impact \"advise\"; did you mean \"advice\"?",
      ])
  }

  @Test func faultsOfManyFilesAreReportedInOneRunFileByFile() throws {
    let outcome = try Bookshelf([
      "Rules/account.json": #"{"banned": {"when": {▸"waba.x": 1}, "find": "account.banned"}}"#,
      "Facts/user.json": #"{"role": {"title": "Role", "kind": ▸"txet"}}"#, "Cases/banned.json": "▸[1]",
      "Tables/oldest.json": #"▸{"title": "T", "kind": "choice"}"#,
    ]).read()
    #expect(Set(outcome.marks).isSubset(of: outcome.places))
    #expect(outcome.faults.map(\.place.file) == outcome.faults.map(\.place.file).sorted())
    #expect(outcome.faults.count == 5)
  }

  @Test func aMissingFolderIsAFaultAndNotAnEmptyKnowledge() {
    let (_, faults) = KnowledgeReader.read(KnowledgeFolder(path: "/nowhere/at/all"))
    #expect(faults.map(\.kind) == [.unreadable])
  }

  @Test func aDoubledKeyIsRefusedWithItsPlace() throws {
    let outcome = try Bookshelf([
      "Facts/user.json": "{\"role\": {\"title\": \"R\", \"kind\": \"text\"},\n ▸\"role\": {}}"
    ]).read()
    #expect(outcome.places.prefix(1) == outcome.marks.prefix(1))
    #expect(outcome.faults.first?.kind == .malformed)
  }

  private func expect(_ file: String, _ text: String, _ message: String) throws {
    let outcome = try Bookshelf([file: text]).read()
    let faults = outcome.faults.filter { $0.place.file == file }
    #expect(faults.map(\.message) == [message])
    #expect(faults.map(\.place.description) == outcome.marks)
  }
}
