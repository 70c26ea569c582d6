import Collectors
import Commands
import GraphAPI
import JSONText
import Knowledge
import LoopbackServer
import Synchronization
import TestSupport
import Testing

/// What is learned from a server that does what no server should: the exact gaps, and everything else.
@Suite struct MisbehaviourTests {
  private static let knowledge = KnowledgeReader.read(KnowledgeFixture.projectFolder, parts: .collectors)
    .knowledge
  private static let collector = GraphCollector(knowledge: knowledge)
  private static let templates = Set(
    knowledge.calls.first { $0.name == "message-templates" }?.mappings.map { knowledge.facts[$0.fact].name }
      ?? [])

  /// What is learned when this is answered instead of the account's templates.
  private func collected(
    _ clock: StoppedClock = StoppedClock(), silence: Double = 10,
    templates reply: @escaping @Sendable (LoopbackServer.Request) -> ServerReply?
  ) async throws -> (Collected, LoopbackServer) {
    let account = try await LiveAccount { $0.path.hasSuffix("/message_templates") ? reply($0) : nil }
    return (try await collected(from: account.server, clock, silence: silence), account.server)
  }

  private func collected(from server: LoopbackServer, _ clock: StoppedClock, silence: Double = 10)
    async throws
    -> Collected
  {
    var limits = GraphLimits()
    limits.silence = silence
    let client = GraphClient(
      try GraphAddress(server.address, version: "v24.0"), token: try AccessToken(LiveAccount.token),
      limits: limits,
      surroundings: clock.surroundings)
    let service = GraphService(client, deadline: 3600) { Moment(seconds: 1_795_252_440) }
    let exchanges = await Self.collector.exchanges(
      with: service, knowing: [FactName("waba.id"): LiveAccount.waba])
    await client.close()
    let recording = Recording(
      recorded: Moment(seconds: 1_795_252_440), graphVersion: "v24.0", waba: LiveAccount.waba,
      exchanges: exchanges)
    return Self.collector.collect(from: try Recording(recording.bytes, file: "bundle.json"))
  }

  /// What is learned when nothing is wrong.
  private func undisturbed() throws -> Collected {
    Self.collector.collect(from: try Recording(path: LiveAccount.recording))
  }

  /// Holds everything but the templates against the undisturbed account, and gives the gap that the templates leave.
  private func gap(in collected: Collected) throws -> Gap {
    let usual = try undisturbed()
    func others(_ all: Collected) -> [String] {
      all.facts.filter { !Self.templates.contains($0.name) }.map {
        "\($0.name) \($0.entity ?? "") \($0.value)"
      }.sorted()
    }
    #expect(others(collected) == others(usual))
    #expect(collected.gaps.filter { $0.call != "message-templates" }.map(\.facts) == usual.gaps.map(\.facts))
    #expect(collected.complete == usual.complete.subtracting(["template"]))
    let gaps = collected.gaps.filter { $0.call == "message-templates" }
    #expect(gaps.count == 1)
    let gap = try #require(gaps.first)
    #expect(gap.subject == "template")
    return gap
  }

  @Test(arguments: [
    (
      ServerReply.breakOff(body: Array(#"{ "data": [] }"#.utf8), after: 5),
      "no answer: the connection closed before the reply was whole"
    ),
    (.flood(bytes: 200 << 20), "no answer: the reply is larger than 16 MB, and was left"),
    (.hangUp, "no answer: the connection closed before the reply was whole"),
    (.garbage(Array("nonsense\r\n\r\n".utf8)), "no answer: the reply broke off or is no HTTP"),
    (
      .answer(status: 302, headers: [("location", "http://127.0.0.1:1/")], body: []),
      "no answer: the server sends us to another address (HTTP status 302), which is not followed"
    ),
  ])
  func whatDoesNotArriveIsAGapAndNothingElseIsLost(_ reply: ServerReply, _ words: String) async throws {
    let gap = try gap(in: try await collected { _ in reply }.0)
    guard case .missing(let text) = gap.cause else { return #expect(Bool(false), "\(gap.cause)") }
    #expect(text.hasPrefix(words), "\(text)")
    #expect(Set(gap.facts) == Self.templates)
  }

  @Test(arguments: [ServerReply.stall, .misstated(length: 900, body: Array(#"{ "data": [] }"#.utf8))])
  func whatFallsSilentIsAGapAndNothingElseIsLost(_ reply: ServerReply) async throws {
    let gap = try gap(in: try await collected(silence: 1) { _ in reply }.0)
    #expect(gap.cause == .missing("no answer: the server did not answer in time"))
  }

  @Test(arguments: [
    (ServerReply.json("<!DOCTYPE html><html>"), "the answer is a web page, not JSON"),
    (
      .answer(
        status: 200, headers: [],
        body: Array(#"{ "data": [{ "id": "1", "name": ""#.utf8) + [0xFF, 0xFE, 0x22]),
      "the answer breaks off or is no JSON"
    ),
    (.misstated(length: 9, body: Array(#"{ "data": [] }"#.utf8)), "the answer breaks off or is no JSON"),
    (.json(""), "the answer is empty"), (.json("[]"), "expected an object"),
  ])
  func whatCannotBeReadIsAGapAndNothingElseIsLost(_ reply: ServerReply, _ words: String) async throws {
    let gap = try gap(in: try await collected { _ in reply }.0)
    guard case .unreadable(let text) = gap.cause else { return #expect(Bool(false), "\(gap.cause)") }
    #expect(text.contains(words), "\(text)")
    #expect(Set(gap.facts) == Self.templates)
  }

  @Test(arguments: [200, 400, 500])
  func anEnvelopeIsARefusalWhateverItsStatus(_ status: Int) async throws {
    let gap = try gap(
      in: try await collected { _ in .refusal(200, "Permissions error", status: status) }.0)
    #expect(
      gap.cause
        == .refused(
          code: 200, message: "(#200) Permissions error", permissions: ["whatsapp_business_management"]))
  }

  @Test func pagesInACircleAreLeft() async throws {
    let page =
      #"{ "data": [{ "id": "1", "name": "a" }], "paging": { "cursors": { "after": "x" }, "next": "https://evil.test/?access_token=EAAGm0PX4ZCps" } }"#
    let (all, server) = try await collected { _ in .json(page) }
    let gap = try gap(in: all)
    #expect(gap.cause == .unreadable("page 2 leads back to a page that was read before"))
    #expect(all.facts.contains { $0.name == FactName("template.name") }, "what was read stays")
    #expect(
      server.requests.filter { $0.path.hasSuffix("/message_templates") }.map { $0.query["after"] } == [
        nil, "x",
      ])
  }

  @Test func everyPageIsRead() async throws {
    let (all, _) = try await collected { request in
      let number = Int(request.query["after"] ?? "0") ?? 0
      let next = number < 11 ? #", "paging": { "cursors": { "after": "\#(number + 1)" }, "next": "x" }"# : ""
      return .json(#"{ "data": [{ "id": "\#(number)", "name": "n" }]\#(next) }"#)
    }
    #expect(all.entities.filter { $0.subject == "template" }.map(\.id) == (0..<12).map(String.init))
    #expect(all.complete.contains("template"))
  }

  @Test func aPassingFaultLeavesNoTrace() async throws {
    let clock = StoppedClock(chance: 0)
    let tries = Mutex(0)
    let usage = #"{"2":[{"type":"whatsapp","call_count":100,"estimated_time_to_regain_access":3}]}"#
    let (all, _) = try await collected(clock) { _ in
      switch tries.withLock({
        $0 += 1; return $0
      }) {
      case 1: .json("oops", status: 500)
      case 2: .refusal(80007, "Too many calls", headers: [("X-Business-Use-Case-Usage", usage)])
      default: nil
      }
    }
    #expect(all.gaps.map(\.facts) == (try undisturbed()).gaps.map(\.facts))
    #expect(all.complete.contains("template"))
    #expect(clock.waits.contains(180))
  }

  @Test func oneForbiddenFieldCostsOneFact() async throws {
    let account = try RecordedAccount(try LiveAccount.bytes())
    let (all, _) = try await collected { request in
      request.query["fields"]?.split(separator: ",").contains("quality_score") == true
        ? .refusal(100, "Tried accessing nonexisting field (quality_score)") : account.reply(to: request)
    }
    #expect(
      all.gaps.filter { $0.call == "message-templates" }.map(\.facts) == [
        [FactName("template.quality_score")]
      ])
    #expect(all.complete.contains("template"))
  }

  @Test func aTokenThatExpiresHalfwayKeepsWhatWasLearned() async throws {
    let account = try await LiveAccount { request in
      request.path.hasSuffix("/assigned_users") || request.path.hasSuffix("/business_users")
        ? .refusal(190, "Session has expired", subcode: 463) : nil
    }
    let all = try await collected(from: account.server, StoppedClock())
    #expect(all.gaps.map(\.call) == ["assigned-users", "portfolio", "business-users"])
    #expect(all.complete.contains("template"))
    #expect(all.facts.contains { $0.name == FactName("waba.status") })
  }
}
