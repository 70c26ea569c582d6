import GraphAPI
import LoopbackServer
import Synchronization
import Testing

/// The client against a real server that does what no server should.
@Suite struct GraphClientTests {
  private static let secret = "EAAGm0PX4ZCpsBAKZBZC"
  private let query = GraphQuery(path: "/1/phone_numbers", items: [.init("fields", "id,status")])

  /// Outcomes of so many queries in turn to a server with this script.
  private func ask(
    _ server: LoopbackServer, _ time: StoppedClock = StoppedClock(),
    limits: GraphLimits = GraphLimits(),
    deadline: Double = 3600, query: GraphQuery? = nil
  ) async throws -> Result<GraphReply, GraphTransportError> {
    let client = GraphClient(
      try GraphAddress(server.address, version: "v24.0"), token: try AccessToken(Self.secret), limits: limits,
      surroundings: time.surroundings)
    defer { Task { await client.close() } }
    do throws(GraphTransportError) {
      return .success(try await client.reply(to: query ?? self.query, by: deadline))
    } catch {
      return .failure(error)
    }
  }

  /// A script that answers the first requests with these, and all others with the last.
  private func script(_ replies: ServerReply...) -> @Sendable (LoopbackServer.Request) -> ServerReply {
    let next = Mutex(0)
    return { _ in
      next.withLock { position in
        defer { position += 1 }
        return replies[min(position, replies.count - 1)]
      }
    }
  }

  private func within(_ seconds: Double) -> GraphLimits {
    var limits = GraphLimits()
    limits.reply = seconds
    limits.silence = seconds
    return limits
  }

  // MARK: What is sent

  @Test func theTokenGoesIntoTheHeaderAndTheVersionIntoThePath() async throws {
    let server = try await LoopbackServer { _ in .json("{}") }
    let reply = try await ask(server).get()
    #expect(reply.status == 200)
    let request = try #require(server.requests.first)
    #expect(request.method == "GET")
    #expect(request.target == "/v24.0/1/phone_numbers?fields=id%2Cstatus")
    #expect(request.query == ["fields": "id,status"])
    #expect(request.headers["authorization"] == "Bearer \(Self.secret)")
    #expect(!request.target.contains("EAA"))
  }

  @Test func onlyTheQuestionAboutTheTokenNamesIt() async throws {
    let server = try await LoopbackServer { _ in .json("{}") }
    _ = try await ask(server, query: GraphQuery(path: "/debug_token", asksAboutToken: true)).get()
    #expect(server.requests.first?.query == ["input_token": Self.secret])
  }

  @Test func anIDCannotLeadElsewhere() async throws {
    let server = try await LoopbackServer { _ in .json("{}") }
    _ = try await ask(server, query: GraphQuery(path: "/1?x=/é", items: [.init("a&b", "c=d#")])).get()
    #expect(server.requests.first?.target == "/v24.0/1%3Fx%3D/%C3%A9?a%26b=c%3Dd%23")
  }

  @Test func headersThatTellOfTheAllowanceAreKeptAndOthersAreNot() async throws {
    let server = try await LoopbackServer { _ in
      .json("{}", headers: [("X-App-Usage", #"{"call_count":28}"#), ("Set-Cookie", "a=b")])
    }
    let names = try await ask(server).get().headers.map(\.name)
    #expect(names == ["content-type", "x-app-usage"])
  }

  // MARK: Asking again

  @Test(arguments: [
    ServerReply.refusal(2, "Service unavailable", status: 500), .refusal(1, "Unknown error"),
    .refusal(4, "App limit"),
    .refusal(17, "User limit"), .refusal(80007, "Rate limit"), .json("{}", status: 429),
    .json("", status: 500),
    .json("<html>", status: 503), .hangUp, .breakOff(body: Array("{}      ".utf8), after: 3),
    .refusal(4, "App limit", status: 200),
  ])
  func whatPassesIsAskedAgain(_ reply: ServerReply) async throws {
    let time = StoppedClock()
    let server = try await LoopbackServer(script(reply, reply, .json(#"{"id":"1"}"#)))
    #expect(try await ask(server, time).get().body == Array(#"{"id":"1"}"#.utf8))
    #expect(server.requests.count == 3)
    #expect(time.waits == [0.5, 1], "half of 1 s, half of 2 s")
  }

  @Test(arguments: [100, 190, 200, 10, 131000])
  func whatStaysIsNotAskedAgain(_ code: Int) async throws {
    let server = try await LoopbackServer { _ in .refusal(code, "no", status: code == 131000 ? 400 : 500) }
    #expect(try await ask(server).get().status >= 400)
    #expect(server.requests.count == 1)
  }

  @Test func noRequestIsTriedMoreThanFourTimes() async throws {
    let time = StoppedClock(chance: 1)
    let server = try await LoopbackServer { _ in .refusal(2, "down", status: 500) }
    #expect(try await ask(server, time).get().status == 500)
    #expect(server.requests.count == 4)
    #expect(time.waits == [1, 2, 4])
  }

  @Test func whatTheServerAsksToWaitComesOnTop() async throws {
    let time = StoppedClock(chance: 0)
    let server = try await LoopbackServer(
      script(.json("{}", status: 429, headers: [("Retry-After", "7")]), .json("{}")))
    #expect(try await ask(server, time).get().status == 200)
    #expect(time.waits == [7])
  }

  @Test func theMinutesThatMetaNamesAreWaited() async throws {
    let time = StoppedClock(chance: 0)
    let usage = #"{"2":[{"type":"whatsapp","call_count":100,"estimated_time_to_regain_access":5}]}"#
    let server = try await LoopbackServer(
      script(.refusal(80007, "limit", headers: [("X-Business-Use-Case-Usage", usage)]), .json("{}")))
    #expect(try await ask(server, time).get().status == 200)
    #expect(time.waits == [300])
  }

  @Test func aWaitThatWouldEndTooLateIsNotBegun() async throws {
    let time = StoppedClock(chance: 0)
    let usage = #"{"2":[{"type":"whatsapp","call_count":100,"estimated_time_to_regain_access":30}]}"#
    let server = try await LoopbackServer { _ in
      .refusal(80007, "limit", headers: [("X-Business-Use-Case-Usage", usage)])
    }
    let client = GraphClient(
      try GraphAddress(server.address, version: "v24.0"), token: try AccessToken(Self.secret),
      surroundings: time.surroundings)
    #expect(try await client.reply(to: query, by: 120).status == 400)
    #expect(time.waits == [])
    let error = await #expect(throws: GraphTransportError.self) { try await client.reply(to: query, by: 120) }
    #expect(
      error?.description
        == "the allowance is used up, and Meta takes requests again in 30 minutes; it was not asked")
    #expect(server.requests.count == 1)
    await client.close()
  }

  @Test func nearTheEndOfTheAllowanceThePaceIsSlower() async throws {
    let time = StoppedClock()
    let server = try await LoopbackServer { _ in
      .json("{}", headers: [("X-App-Usage", #"{"call_count":95}"#)])
    }
    let client = GraphClient(
      try GraphAddress(server.address, version: "v24.0"), token: try AccessToken(Self.secret),
      surroundings: time.surroundings)
    for _ in 0..<3 { _ = try await client.reply(to: query, by: 3600) }
    #expect(time.waits == [4, 4])
    await client.close()
  }

  // MARK: What goes wrong on the way

  @Test(arguments: [ServerReply.stall, .drip(body: Array(repeating: 0x20, count: 1000), milliseconds: 20)])
  func aReplyThatDoesNotEndIsLeft(_ reply: ServerReply) async throws {
    let server = try await LoopbackServer { _ in reply }
    let outcome = try await ask(server, limits: within(0.2))
    #expect(failure(outcome)?.kind == .tooSlow)
    #expect(server.requests.count > 0)
  }

  @Test func aFloodIsLeftEarly() async throws {
    let server = try await LoopbackServer { _ in .flood(bytes: 200 << 20) }
    // However busy the machine: a reply that takes too long would be asked for again.
    let outcome = try await ask(server, limits: within(3600))
    #expect(failure(outcome)?.description == "the reply is larger than 16 MB, and was left")
    #expect(server.requests.count == 1, "it would be as large the next time")
    #expect(server.bytesWritten < 64 << 20, "most of it was never sent")
  }

  @Test func aPromiseOfTooMuchIsNotEvenRead() async throws {
    let server = try await LoopbackServer { _ in .misstated(length: 1 << 40, body: Array("{}".utf8)) }
    #expect(failure(try await ask(server))?.kind == .tooLarge)
  }

  @Test func aBodyThatIsShorterThanPromisedIsNoReply() async throws {
    let server = try await LoopbackServer { _ in .misstated(length: 50, body: Array("{}".utf8)) }
    #expect(failure(try await ask(server, limits: within(0.2)))?.kind == .tooSlow)
    let closing = try await LoopbackServer { _ in .breakOff(body: Array("{ }".utf8), after: 2) }
    #expect(failure(try await ask(closing))?.kind == .brokenOff)
  }

  @Test func aBodyThatIsLongerThanPromisedIsCutThere() async throws {
    let server = try await LoopbackServer { _ in .misstated(length: 2, body: Array("{}{}".utf8)) }
    #expect(try await ask(server).get().body == Array("{}".utf8))
  }

  @Test func aRedirectIsNotFollowed() async throws {
    let thief = try await LoopbackServer { _ in .json("{}") }
    let server = try await LoopbackServer { _ in
      .answer(status: 302, headers: [("location", thief.address + "/v24.0/1")], body: [])
    }
    let outcome = try await ask(server)
    #expect(failure(outcome)?.kind == .sentElsewhere)
    #expect(thief.requests.isEmpty)
    #expect(server.requests.count == 1)
  }

  @Test func whatIsNoHTTPIsNoReply() async throws {
    let server = try await LoopbackServer { _ in .garbage(Array("SSH-2.0-nonsense\r\n\r\n".utf8)) }
    #expect(failure(try await ask(server))?.kind == .brokenOff)
  }

  @Test func aServerThatIsNotThereIsSaid() async throws {
    let port = try await LoopbackServer { _ in .stall }.port
    let client = GraphClient(
      try GraphAddress("http://127.0.0.1:\(port)", version: "v24.0"), token: try AccessToken(Self.secret),
      surroundings: StoppedClock().surroundings)
    let error = await #expect(throws: GraphTransportError.self) { try await client.reply(to: query, by: 60) }
    #expect(error?.kind == .unreachable)
    await client.close()
  }

  @Test func noErrorHoldsTheToken() async throws {
    for reply in [ServerReply.stall, .hangUp, .garbage(Array(Self.secret.utf8)), .flood(bytes: 1 << 25)] {
      let server = try await LoopbackServer { _ in reply }
      let outcome = try await ask(
        server, limits: within(0.1), query: GraphQuery(path: "/debug_token", asksAboutToken: true))
      #expect(!"\(outcome)".contains("m0PX4"))
    }
  }

  private func failure(_ outcome: Result<GraphReply, GraphTransportError>) -> GraphTransportError? {
    if case .failure(let error) = outcome { error } else { nil }
  }
}
