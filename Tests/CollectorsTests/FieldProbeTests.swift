import Collectors
import Knowledge
import Testing

/// What is asked again when a request for several fields is refused.
@Suite struct FieldProbeTests {
  /// A service that refuses every request for one of these fields.
  private struct Picky: AnswerSource, AnsweringService {
    var forbidden: Set<String> = []
    var code = 100
    /// What it says to everything, if anything.
    var always: String?

    func answer(to request: GraphRequest) -> GraphAnswer? {
      GraphAnswer(status: 200, body: Array(body(for: request).utf8), call: request.call, moment: nil)
    }
    func answer(to request: GraphRequest) async -> GraphAnswer {
      GraphAnswer(status: 200, body: Array(body(for: request).utf8), call: request.call, moment: nil)
    }
    private func body(for request: GraphRequest) -> String {
      if let always { return always }
      let fields = (request.value(of: "fields") ?? "").split(separator: ",").map(String.init)
      if let field = fields.first(where: forbidden.contains) {
        return #"{ "error": { "code": \#(code), "message": "(#\#(code)) not \#(field)" } }"#
      }
      let members = fields.map { #""\#($0)": \#(Self.values[$0] ?? "null")"# }.joined(separator: ", ")
      return request.path.hasSuffix("phone_numbers") ? #"{ "data": [{ \#(members) }] }"# : "{ \(members) }"
    }
    private static let values = [
      "id": #""1""#, "status": #""ACTIVE""#, "name": #""Bakery""#, "country": #""IN""#, "currency": #""INR""#,
    ]
  }

  private let account = [FactName("waba.id"): "1"]
  private func collected(from source: Picky, useful names: String...) -> Collected {
    GraphCollector(knowledge: Fixture.knowledge, useful: Set(names.map { FactName($0) }))
      .collect(from: source, knowing: account)
  }

  @Test func oneForbiddenFieldCostsOneFact() {
    let all = collected(
      from: Picky(forbidden: ["country"]), useful: "waba.name", "waba.status", "waba.country")
    #expect(all.value("waba.status") == .choice("ACTIVE"))
    #expect(all.value("waba.name") == .text("Bakery"))
    #expect(
      all.gaps == [
        Gap(
          call: "waba", facts: [FactName("waba.country")],
          cause: .refused(
            code: 100, message: "(#100) not country", permissions: ["whatsapp_business_management"]))
      ])
  }

  @Test func aFieldThatGivesTwoFactsIsOneGap() {
    let all = collected(
      from: Picky(forbidden: ["owner_business_info"]), useful: "waba.name", "portfolio.id", "portfolio.name")
    #expect(all.gaps(of: "waba").map(\.facts) == [[FactName("portfolio.id"), FactName("portfolio.name")]])
    #expect(all.value("waba.name") == .text("Bakery"))
  }

  @Test func whatIsPresentOrAbsentIsNotConcludedFromAForbiddenField() {
    let all = collected(
      from: Picky(forbidden: ["currency", "primary_funding_id"]), useful: "waba.name", "waba.currency_set",
      "waba.funding_missing")
    #expect(all.values("waba.currency_set") == [])
    #expect(all.values("waba.funding_missing") == [])
    #expect(all.gaps.map(\.words) == ["(#100) not currency", "(#100) not primary_funding_id"])
  }

  @Test func aForbiddenFieldOfAListKeepsTheList() {
    let all = collected(
      from: Picky(forbidden: ["quality_rating"], code: 10), useful: "phone_number.status",
      "phone_number.quality_rating")
    #expect(all.ids(of: "phone_number") == ["1"])
    #expect(all.complete == ["phone_number"])
    #expect(all.gaps.map(\.facts) == [[FactName("phone_number.quality_rating")]])
  }

  @Test func aRefusedNodeIsAskedForTwiceOnly() throws {
    var plan = GraphCollector(
      knowledge: Fixture.knowledge, useful: [FactName("waba.name"), FactName("waba.status")]
    )
    .plan(knowing: account)
    let source = Picky(always: #"{ "error": { "code": 200, "message": "(#200) Permissions error" } }"#)
    var asked: [String] = []
    while case let requests = plan.requests(), !requests.isEmpty {
      for request in requests {
        asked.append(request.description)
        plan.accept(source.answer(to: request) as GraphAnswer?, to: request)
      }
    }
    #expect(asked == ["GET /1?fields=name,status", "GET /1?fields=id"])
    #expect(plan.outcome.gaps.map(\.facts) == [[FactName("waba.name"), FactName("waba.status")]])
    #expect(plan.outcome.gaps.map(\.words) == ["(#200) Permissions error"])
  }

  @Test(arguments: [
    #"{ "error": { "code": 190, "message": "expired" } }"#,
    #"{ "error": { "code": 4, "message": "limit" } }"#,
    #"{ "error": { "code": 100, "error_subcode": 33, "message": "wrong id" } }"#, "{ broken",
  ])
  func whatIsNoFieldsFaultIsNotAskedAgain(_ body: String) {
    var plan = GraphCollector(
      knowledge: Fixture.knowledge, useful: [FactName("waba.name"), FactName("waba.status")]
    )
    .plan(knowing: account)
    let request = plan.requests()[0]
    plan.accept(GraphAnswer(status: 400, body: Array(body.utf8), call: "waba", moment: nil), to: request)
    #expect(plan.requests() == [])
    #expect(plan.outcome.gaps.count == 1)
  }

  @Test func fieldsThatAreOnlyRefusedTogetherLeaveTheRefusal() {
    struct Moody: AnswerSource {
      func answer(to request: GraphRequest) -> GraphAnswer? {
        let several = request.value(of: "fields")?.contains(",") == true
        let body = several ? #"{ "error": { "code": 100, "message": "too much" } }"# : "{}"
        return GraphAnswer(status: 200, body: Array(body.utf8), call: request.call, moment: nil)
      }
    }
    let collector = GraphCollector(
      knowledge: Fixture.knowledge, useful: [FactName("waba.name"), FactName("waba.status")])
    #expect(collector.collect(from: Moody(), knowing: account).gaps.map(\.words) == ["too much"])
  }

  @Test(arguments: [[], ["country"], ["country", "currency", "health_status"]])
  func whatAServiceAnswersReadsBackFromItsRecordingTheSame(_ forbidden: Set<String>) async throws {
    let source = Picky(forbidden: forbidden)
    let collector = GraphCollector(knowledge: Fixture.knowledge)
    let direct = collector.collect(from: source, knowing: account)
    var recording = Recording(
      recorded: Moment("2026-11-21T09:14:00Z"), graphVersion: "v24.0", waba: "1",
      exchanges: await collector.exchanges(with: source, knowing: account))
    recording = try Recording(recording.bytes, file: "recording")
    #expect(recording.faults == [])
    let read = collector.collect(from: RecordedAnswers(recording), knowing: account)
    #expect(read.facts.map(\.name) == direct.facts.map(\.name))
    #expect(read.facts.map(\.value) == direct.facts.map(\.value))
    #expect(read.gaps.map(\.facts) == direct.gaps.map(\.facts))
    #expect(read.complete == direct.complete)
    #expect(read.entities.map(\.id) == direct.entities.map(\.id))
  }

  @Test func anOlderRecordingOfARefusalIsReadAsBefore() throws {
    let all = Fixture.collected(
      "waba", answer: #"{ "error": { "code": 100, "message": "no such field" } }"#, status: 400)
    #expect(all.gaps(of: "waba").map(\.words) == ["no such field"])
  }

  @Test func requestsAreUnderWaySideBySideButNotAllAtOnce() async {
    let service = Counting()
    let exchanges = await Fixture.collector.exchanges(with: service, knowing: account)
    #expect(
      exchanges.map(\.call) == [
        "debug-token", "waba", "health", "phone-numbers", "portfolio", "business-users", "assigned-users",
      ])
    #expect(await service.most == GraphCollector.requestsAtOnce)
  }

  /// Answers slowly and counts how many wait.
  private actor Counting: AnsweringService {
    var now = 0
    var most = 0

    func answer(to request: GraphRequest) async -> GraphAnswer {
      now += 1
      most = max(most, now)
      for _ in 0..<50 { await Task.yield() }
      now -= 1
      let body = #"{ "id": "1", "owner_business_info": { "id": "2" }, "data": [] }"#
      return GraphAnswer(status: 200, body: Array(body.utf8), call: request.call, moment: nil)
    }
  }
}
