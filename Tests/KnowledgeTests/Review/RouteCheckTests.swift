import Knowledge
import TestSupport
import Testing

/// What `kb check` says of the ways to Meta and of the first answer.
@Suite struct RouteCheckTests {
  private static let promise = """
    "within": "24 hours", "days": ["Monday"], "route": "direct-support", "opened": "incident.opened",
    "answered": "incident.answered", "country": "incident.country", "clocks": "clocks"
    """
  private static let files = [
    "Facts/incident.json": """
    { "opened": { "title": "Opened", "kind": "moment" }, "answered": { "title": "Answered", "kind": "yes-no" },
      "country": { "title": "Country", "kind": "country" } }
    """,
    "Tables/routes.json":
      #"{ "title": "Ways", "kind": "choice", "value": "text", "rows": { "direct-support": { "title": "Direct Support", "value": "v" } } }"#,
    "Tables/clocks.json":
      #"{ "title": "Clocks", "kind": "country", "value": "text", "rows": { "DE": { "title": "Germany", "value": "UTC+01:00" } } }"#,
  ]

  private func faults(_ promise: String, _ replaced: [String: String] = [:]) throws -> Bookshelf.Outcome {
    let settings = KnowledgeFixture.settings
      .replacing(#""waba": {"#, with: #""incident": { "title": "Incident" }, "waba": {"#)
    let end = settings.lastIndex(of: "}") ?? settings.endIndex
    let files = Self.files.merging(["knowledge.json": settings[..<end] + ", \"first answer\": { \(promise) } }"]) { $1 }
    let ignored: Set<KnowledgeFault.Kind> = [.untidy, .unreachableFact, .unreachableEntry, .uncited]
    return try Bookshelf(files.merging(replaced) { $1 }).reviewed(besides: ignored)
  }

  @Test func aWholePromiseHasNoFault() throws {
    let outcome = try faults(Self.promise)
    #expect(outcome.faults.map(\.description) == [])
    #expect(outcome.knowledge.firstAnswer != nil)
  }

  @Test(arguments: [
    ("24 hours", "24", "expected a duration with its unit such as \"30 days\", but there is \"24\""),
    (#"["Monday"]"#, #"["Munday"]"#, #""Munday" is no day of the week; did you mean "Monday"?"#),
    (#""route": "direct-support""#, #""route": "direct-suport""#, #"there is no route "direct-suport"; did you mean "direct-support"?"#),
    ("incident.opened", "incident.opend", #"there is no fact "incident.opend"; did you mean "incident.opened"?"#),
    (
      #""country": "incident.country""#, #""country": "incident.opened""#,
      "incident.opened is a fact of the kind moment; country needs one of the kind country"
    ),
    (#""clocks": "clocks""#, #""clocks": "clock""#, #"there is no table "clock"; did you mean "clocks"?"#),
    (#""opened": "incident.opened","#, "", "\"opened\" is missing"),
  ])
  func whatIsWrongInItIsNamed(_ right: String, _ wrong: String, _ message: String) throws {
    #expect(Self.promise.contains(right))
    #expect(try faults(Self.promise.replacing(right, with: wrong)).messages == [message])
  }

  @Test func clocksThatCannotBeReadAreNamedWithTheirPlace() throws {
    let table = #"{ "title": "Clocks", "kind": "country", "value": "text", "rows": { "DE": { "title": "G", "value": ▸"CET" } } }"#
    let outcome = try faults(Self.promise, ["Tables/clocks.json": table])
    #expect(outcome.places == outcome.marks)
    #expect(outcome.messages.first?.hasPrefix("expected clocks such as \"UTC+05:30\"") == true)
  }

  @Test func aFindingNamesAWayOfTheTable() throws {
    let finding = """
      { "banned": { "title": "T", "impact": "harming", "remedies": ["meta.appeal"], "routes": ["direct-support", ▸"direct"],
        "cites": ["meta.help#bans"] } }
      """
    let outcome = try faults(Self.promise, ["Findings/account.json": finding])
    #expect(outcome.places == outcome.marks)
    #expect(outcome.messages.first?.hasPrefix("there is no route \"direct\"") == true)
  }
}
