import Collectors
import JSONText
import Knowledge
import Testing

@Suite struct RecordingTests {
  private func read(_ text: String) throws(RecordingError) -> Recording {
    try Recording(Array(text.utf8), file: "r.json")
  }
  private func refusal(of text: String) -> RecordingError? {
    do throws(RecordingError) {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }
  private func recording(_ exchange: String) throws -> Recording {
    try read(
      """
      { "schema": "wabadoctor/recording", "version": 1, "recorded": "2026-11-21T09:14:00Z", "waba": "1",
        "exchanges": [
          \(exchange)
        ] }
      """)
  }
  private func faults(_ exchange: String) throws -> [String] {
    try recording(exchange).faults.map(\.description)
  }

  @Test(arguments: [
    "whole", "unknown-status", "page-missing", "web-page", "broken-off", "refused", "health-of-calls",
    "older-plan",
  ])
  func whatIsReadIsWrittenAgainByteForByte(name: String) throws {
    let recording = try Fixture.recording(name)
    #expect(recording.faults == [])
    let again = try Recording(recording.bytes, file: "\(name).json")
    #expect(String(decoding: again.bytes, as: UTF8.self) == String(decoding: recording.bytes, as: UTF8.self))
    #expect(again.graphVersion == "v24.0")
    #expect(again.waba == "102290129340398")
    #expect(again.recorded == Moment("2026-11-21T09:14:00Z"))
    let before = Fixture.collector.collect(from: recording)
    let after = Fixture.collector.collect(from: again)
    #expect(after.facts == before.facts)
    #expect(after.complete == before.complete)
    #expect(after.gaps.count == before.gaps.count)
  }

  @Test func whatAClientReceivedIsRecordedAsItCame() throws {
    let request = GraphRequest(
      call: "waba", path: "/1", query: [.init("fields", "id,name")], asksAboutToken: true, permissions: ["p"])
    var recording = Recording(recorded: Moment("2026-11-21T09:14:00Z"), graphVersion: "v24.0", waba: "1")
    let bodies: [[UInt8]] = [
      Array(#"{ "id": "1", "n": 1.50e3 }"#.utf8), Array(#"{ "id": "1", "id": "2" }"#.utf8),
      Array("<html>\u{1B}[0m".utf8), [],
      [0x7B, 0xFF, 0x7D],
    ]
    for body in bodies {
      let answer = GraphAnswer(
        status: 200, headers: [("x-app-usage", "{}")], body: body, call: "waba", moment: recording.recorded)
      recording.exchanges.append(Recording.Exchange(request, answer))
    }
    recording.exchanges.append(
      Recording.Exchange(request, GraphAnswer(status: nil, content: .failure("timed out"))))
    let text = String(decoding: recording.bytes, as: UTF8.self)
    #expect(text.contains(#""body": { "id": "1", "n": 1.50e3 }"#), "numbers as they were written")
    #expect(!text.contains("token"))
    let again = try Recording(recording.bytes, file: "r.json")
    #expect(again.faults == [])
    #expect(String(decoding: again.bytes, as: UTF8.self) == String(decoding: recording.bytes, as: UTF8.self))
    let kinds = again.exchanges.map { exchange in
      switch exchange.answer.content {
      case .json: "json"
      case .text(let text): "text \(text.unicodeScalars.count)"
      case .failure(let reason): reason
      case .damaged: "damaged"
      }
    }
    #expect(kinds == ["json", "text 24", "text 10", "text 0", "text 3", "timed out"])
    #expect(again.exchanges[0].answer.fields == ["id", "name"])
    #expect(again.exchanges[0].answer.headers.map(\.name) == ["x-app-usage"])
  }

  @Test(arguments: [
    ("", RecordingError.Kind.malformed, "r.json:1:1: the recording is damaged: "),
    (
      "{ \"schema\": \"wabadoctor/recording\", ", .malformed,
      "r.json:1:1: the recording is damaged: this { is never closed"
    ),
    ("[]", .notARecording, "r.json:1:1: this is no recording"),
    ("{ \"schema\": \"wabadoctor/report\" }", .notARecording, "r.json:1:13: this is no recording"),
    (
      "{ \"schema\": \"wabadoctor/recording\" }", .notARecording,
      "r.json:1:1: the version of the recording is not 1"
    ),
    (
      "{ \"schema\": \"wabadoctor/recording\", \"version\": 2 }", .notARecording,
      "r.json:1:48: the version of the recording is not 1"
    ),
    (
      "{ \"schema\": \"wabadoctor/recording\", \"version\": 1 }", .notARecording,
      "r.json:1:1: the recording has no list of \"exchanges\""
    ),
    (
      "{ \"schema\": \"wabadoctor/recording\", \"version\": 1, \"exchanges\": {} }", .notARecording,
      "r.json:1:64: the recording has no list"
    ),
  ])
  func aFileThatIsNoRecordingIsAnErrorWithAPlace(text: String, kind: RecordingError.Kind, words: String)
    throws
  {
    let error = try #require(refusal(of: text))
    #expect(error.kind == kind)
    #expect(error.description.hasPrefix(words), "\(error)")
  }

  @Test func aFileThatIsNotThereIsAnError() {
    do throws(RecordingError) {
      _ = try Recording(path: "/nowhere/at/all.json")
      Issue.record("it was read")
    } catch {
      #expect(error.kind == .unreadable)
      #expect(error.description.hasPrefix("/nowhere/at/all.json:1:1: "))
    }
  }

  @Test(arguments: [
    ("7", "r.json:3:5: expected an exchange in braces, but there is a number"),
    (
      "{ \"request\": {} }",
      "r.json:3:5: the exchange does not say which \"call\" it is of, so its answer was not read"
    ),
    (
      "{ \"call\": \"waba\", \"request\": 1, \"error\": \"x\" }",
      "r.json:3:34: the exchange does not tell its \"request\"; its answer is taken for that of its call"
    ),
    (
      "{ \"call\": \"waba\", \"request\": { \"path\": 1 }, \"error\": \"x\" }",
      "r.json:3:44: the request does not tell its \"path\""
    ),
    (
      "{ \"call\": \"waba\", \"request\": { \"path\": \"/1\", \"method\": \"POST\" }, \"error\": \"x\" }",
      "r.json:3:60: expected the method \"GET\", but there is \"POST\""
    ),
    (
      "{ \"call\": \"waba\", \"request\": { \"path\": \"/1\", \"query\": { \"fields\": [] } }, \"error\": \"x\" }",
      "r.json:3:71: expected text in the query, but there is an array"
    ),
    (
      "{ \"call\": \"waba\", \"request\": { \"path\": \"/1\" }, \"eror\": \"x\", \"error\": \"x\" }",
      "r.json:3:52: unknown key \"eror\"; did you mean \"error\"?"
    ),
    (
      "{ \"call\": \"waba\", \"request\": { \"path\": \"/1\" }, \"time\": \"noon\", \"error\": \"x\" }",
      "r.json:3:60: \"time\" should be a moment with its zone such as \"2026-11-21T09:14:00Z\""
    ),
  ])
  func whatIsWrongWithAnExchangeIsNoted(exchange: String, words: String) throws {
    #expect(try faults(exchange) == [words])
  }

  @Test(arguments: [
    (
      #"{ "call": "waba", "request": { "path": "/1" } }"#,
      "the exchange has neither an \"answer\" nor an \"error\""
    ),
    (
      #"{ "call": "waba", "request": { "path": "/1" }, "answer": 7 }"#,
      "expected the answer in braces, but there is a number"
    ),
    (
      #"{ "call": "waba", "request": { "path": "/1" }, "answer": {} }"#,
      "the answer has neither \"body\" nor \"text\""
    ),
    (
      #"{ "call": "waba", "request": { "path": "/1" }, "answer": { "text": {} } }"#,
      "expected the raw answer as text, but there is an object"
    ),
    (
      #"{ "call": "waba", "request": { "path": "/1" }, "answer": { "text": "", "body": {} } }"#,
      "the answer has both \"body\" and \"text\""
    ),
  ])
  func aDamagedAnswerIsAGapOfItsCall(exchange: String, words: String) throws {
    let all = Fixture.collector.collect(from: try recording(exchange))
    let gap = try #require(all.gaps(of: "waba").first)
    #expect(gap.words.hasPrefix("r.json:3:"))
    #expect(gap.words.contains(words), "\(gap.words)")
    #expect(gap.facts.contains(FactName("waba.status")))
  }

  @Test func aTokenInARecordingIsTakenOutAndReported() throws {
    let recording = try recording(
      #"{ "call": "debug-token", "request": { "path": "/debug_token", "query": { "input_token": "EAAGsecret" } }, "answer": { "body": { "data": { "is_valid": true } } } }"#
    )
    #expect(
      recording.faults.map(\.message) == [
        "a recording must not hold a token; take it out, and make a new token"
      ])
    #expect(!String(decoding: recording.bytes, as: UTF8.self).contains("EAAG"))
    let all = Fixture.collector.collect(from: recording)
    #expect(all.value("access_token.is_valid") == .yesNo(true))
    #expect(all.gaps(of: "r.json").count == 1, "what is wrong with the recording stands among the gaps")
  }

  @Test func withoutItsOwnTimeAnAnswerIsAsOldAsTheRecording() throws {
    let recording = try recording(
      #"{ "call": "waba", "request": { "path": "/1" }, "answer": { "body": { "name": "x" } } }"#)
    let name = Fixture.collector.collect(from: recording).facts.first { $0.value == .text("x") }
    #expect(name?.evidence.moment == Moment("2026-11-21T09:14:00Z"))
  }

  @Test func aRecordingWithoutItsAccountIsReadByItsRequests() throws {
    let recording = try read(
      #"{ "schema": "wabadoctor/recording", "version": 1, "exchanges": [{ "call": "waba", "request": { "path": "/5" }, "answer": { "body": { "name": "x" } } }] }"#
    )
    let all = Fixture.collector.collect(from: recording)
    #expect(all.value("waba.name") == .text("x"))
    #expect(
      recording.faults.map(\.message) == [
        "\"recorded\" should be a moment with its zone such as \"2026-11-21T09:14:00Z\"",
        "\"waba\" should be the id of the account, such as \"102290129340398\"",
      ])
  }
}
