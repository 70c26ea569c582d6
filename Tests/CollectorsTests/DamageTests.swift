import Collectors
import JSONText
import Knowledge
import Testing

/// Answers cut short and bytes changed at random: nothing crashes, and what was not touched is learned all the same.
@Suite struct DamageTests {
  /// The facts of each call by its endpoint and name, to compare what was not touched.
  private func facts(_ recording: Recording, except call: String) -> [Fact] {
    untouched(Fixture.collector.collect(from: recording).facts, by: call)
  }
  private func untouched(_ facts: [Fact], by call: String) -> [Fact] {
    let touched = Set(Fixture.knowledge.calls.filter { $0.name == call }.flatMap(Self.evidence))
    return facts.filter { !touched.contains("\($0.evidence.origin) \($0.evidence.detail)") }
  }

  private static func evidence(_ call: GraphCall) -> [String] {
    let path = call.path.split(separator: "{", omittingEmptySubsequences: false)
    let rest = path.last?.split(separator: "}", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    guard path.count > 1 else { return ["\(call.origin) GET \(call.path)"] }
    return ["102290129340398", "204118560098512"].map { "\(call.origin) GET /\($0)\(rest)" }
  }

  private func body(_ exchange: Recording.Exchange) throws -> [UInt8] {
    guard case .json(let body) = exchange.answer.content else { return [] }
    return JSONWriter.bytes(JSONTree(body), layout: .compact)
  }

  private func replacing(_ position: Int, with body: [UInt8], in recording: Recording) -> Recording {
    var recording = recording
    let old = recording.exchanges[position]
    let answer = GraphAnswer(status: 200, body: body, call: old.call, moment: old.answer.moment)
    recording.exchanges[position] = Recording.Exchange(
      call: old.call, request: old.request,
      answer: GraphAnswer(
        status: 200, content: answer.content, moment: answer.moment, fields: old.answer.fields))
    return recording
  }

  @Test(arguments: 0..<8) func anAnswerCutAnywhereLosesNothingElse(position: Int) throws {
    let recording = try Fixture.recording("whole")
    let whole = try body(recording.exchanges[position])
    let call = recording.exchanges[position].call
    let untouched = facts(recording, except: call)
    #expect(!untouched.isEmpty)
    for length in 0..<whole.count {
      let cut = replacing(position, with: Array(whole.prefix(length)), in: recording)
      let all = Fixture.collector.collect(from: cut)
      guard !all.gaps(of: call).isEmpty else {
        Issue.record("\(call) cut after \(length) bytes is no gap")
        return
      }
      guard self.untouched(all.facts, by: call) == untouched else {
        Issue.record("\(call) cut after \(length) bytes loses facts of other calls")
        return
      }
    }
  }

  @Test func bytesChangedAtRandomLoseNothingElse() throws {
    let recording = try Fixture.recording("whole")
    let bodies = try recording.exchanges.map(body)
    let untouched = recording.exchanges.map { facts(recording, except: $0.call) }
    var chance = Chance(seed: 20_261_121)
    for round in 0..<2000 {
      let position = chance.below(bodies.count)
      let changed = chance.damage(bodies[position])
      let damaged = replacing(position, with: changed, in: recording)
      guard facts(damaged, except: recording.exchanges[position].call) == untouched[position] else {
        Issue.record("round \(round): \(String(decoding: changed, as: UTF8.self))")
        return
      }
    }
  }

  @Test func aRecordingChangedAtRandomIsReadOrRefused() throws {
    let whole = try Fixture.recording("whole").bytes
    var chance = Chance(seed: 7)
    var read = 0
    for _ in 0..<2000 {
      guard let recording = try? Recording(chance.damage(whole), file: "r.json") else { continue }
      read += 1
      _ = Fixture.collector.collect(from: recording)
    }
    #expect(read > 100, "\(read) of 2000 were still recordings")
  }
}

/// Chance with a seed (SplitMix64: Steele, Lea and Flood, OOPSLA 2014, figure 16), so that a failure can be repeated.
private struct Chance {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  /// Changes, swaps in, takes out or doubles a few bytes.
  mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
    let pieces = [
      "null", "[]", "{}", "\"x\"", "-1", "1e999", "true", "\u{0}", "\\u0000", "\"", "}", "]", ",", ":", "9",
    ].map { Array($0.utf8) }
    var bytes = bytes
    for _ in 0...below(3) where !bytes.isEmpty {
      let at = below(bytes.count)
      switch below(5) {
      case 0: bytes[at] = UInt8(truncatingIfNeeded: next())
      case 1: bytes.removeSubrange(at..<min(bytes.count, at + 1 + below(12)))
      case 2: bytes.insert(contentsOf: pieces[below(pieces.count)], at: at)
      case 3:
        bytes.replaceSubrange(at..<min(bytes.count, at + 1 + below(6)), with: pieces[below(pieces.count)])
      default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + below(40))], at: at)
      }
    }
    return bytes
  }
}
