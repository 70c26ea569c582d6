import Knowledge
import TestSupport
import Testing

/// What `kb check` says of ticket types.
@Suite struct TicketCheckTests {
  private static let files = [
    "Facts/incident.json": """
    { "matter": { "title": "Matter", "kind": "choice", "values": { "billing": "Payments" } },
      "amount": { "title": "Amount", "kind": "text" }, "quiet": { "title": "Quiet", "kind": "text" } }
    """,
    "Questions/incident.json": """
    { "matter": { "ask": "What about?", "who": "agent" }, "amount": { "ask": "How much?", "who": "customer" } }
    """,
    "Tables/ticket-topics.json":
      #"{ "title": "Topics", "kind": "text", "value": "text", "rows": { "Dev: Billing": { "title": "Billing", "value": "v" } } }"#,
  ]
  private static let type = """
    "title": "Payments", "matter": "billing", "finding": "account.banned", "question type": "Dev: Billing",
    "request": "Please look.", "needs": ["incident.amount", { "any": ["phone_number", "incident.amount"] }],
    "normalisations": [{ "title": "The same", "when": { "incident.amount": "1" } }]
    """

  private func outcome(_ type: String, _ more: String = "") throws -> Bookshelf.Outcome {
    let settings = KnowledgeFixture.settings.replacing(#""waba": {"#, with: #""incident": { "title": "Incident" }, "waba": {"#)
    let files = Self.files.merging(["knowledge.json": settings, "Tickets/account.json": "{ \"billing\": { \(type) }\(more) }"]) { $1 }
    let ignored: Set<KnowledgeFault.Kind> = [.untidy, .unreachableFact, .unreachableEntry, .uncited]
    return try Bookshelf(files).reviewed(besides: ignored)
  }

  @Test func aWholeTypeHasNoFault() throws {
    let outcome = try outcome(Self.type)
    #expect(outcome.faults.map(\.description) == [])
    let type = try #require(outcome.knowledge.ticketType(ofMatter: "billing"))
    #expect(type.needs.map { $0.title(in: outcome.knowledge) } == ["Amount", "Amount"])
    #expect(type.normalisations.count == 1)
    #expect(outcome.knowledge.ticketType(named: "Billing")?.address == "account.billing")
  }

  @Test(arguments: [
    ("account.banned", "account.baned", #"there is no finding "account.baned"; did you mean "account.banned"?"#),
    (#""Dev: Billing""#, #""Dev: Biling""#, #"there is no question type "Dev: Biling"; did you mean "Dev: Billing"?"#),
    (#"["incident.amount","#, #"["incident.amuont","#, #"there is no fact "incident.amuont"; did you mean "incident.amount"?"#),
    (#"["incident.amount","#, #"["incident.quiet","#, "nobody can be asked for it: none of incident.quiet has a question"),
    (#"["incident.amount","#, "[7,", "expected the name of a fact, or an object with \"any\" or \"topic\", but there is 7"),
    (#"["incident.amount","#, #"[{ "topic": "sevrity" },"#, #"there is no topic "sevrity""#),
  ])
  func whatIsWrongInItIsNamed(_ right: String, _ wrong: String, _ message: String) throws {
    #expect(Self.type.contains(right))
    let messages = try outcome(Self.type.replacing(right, with: wrong)).messages
    #expect(messages.contains { $0.hasPrefix(message) }, "\(messages)")
  }

  @Test func everyMatterHasOneType() throws {
    let two = try outcome(Self.type, ", \"again\": { \(Self.type) }").messages
    #expect(two == [#"another ticket type is for "billing" already"#])
    let other = try outcome(Self.type.replacing(#""matter": "billing""#, with: #""matter": "biling""#)).messages
    #expect(other.contains(#"no ticket type is for "billing"; add one to Tickets/"#), "\(other)")
    #expect(other.contains { $0.hasPrefix(#"there is no value of incident.matter "biling""#) }, "\(other)")
  }
}
