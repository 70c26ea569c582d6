import Inference
import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Casework

/// A kept case under other knowledge: what is said otherwise, and which entry, fact or day makes it so.
@Suite struct CaseReplayTests {
  private static let now = Moment(seconds: 1_795_252_440)
  private static let facts: KeyValuePairs = [
    "waba.status": "choice ACTIVE RESTRICTED", "waba.country": "country", "waba.is_paid": "yes-no", "waba.is_test": "yes-no",
  ]
  private static let rules = [
    ("a.stopped", #"{ "when": { "waba.status": "RESTRICTED" }, "find": "a.stopped" }"#),
    ("a.barred", #"{ "when": { "waba.country": { "in": { "table": "barred" } } }, "find": "a.barred" }"#),
    ("a.unpaid", #"{ "when": { "waba.is_paid": false }, "find": "a.unpaid" }"#),
  ]

  private static func knowledge(
    _ changed: [(String, String)] = [], without gone: Set<String> = [], barred: String = "CU", facts: [(String, String)] = []
  ) throws -> KnowledgeBase {
    let names = Set(changed.map(\.0))
    let kept = rules.filter { !names.contains($0.0) && !gone.contains($0.0) } + changed
    return try BriefKnowledge(
      facts: facts.isEmpty ? self.facts.map { ($0.key, $0.value) } : facts, tables: [("barred", barred)], rules: kept
    ).knowledge()
  }

  /// A case kept under one knowledge.
  private static func kept(_ knowledge: KnowledgeBase, _ told: [(String, FactValue)]) throws -> (text: String, digest: DiagnosisDigest) {
    var conversation = Conversation(knowledge: knowledge, now: now)
    for (name, value) in told {
      let fact = try #require(knowledge.factPositions[name])
      conversation.answer(FactReference(fact: fact), value, who: "agent", at: now)
    }
    let digest = DiagnosisDigest(
      conversation.diagnosis(), engine: conversation.engine, knowledge: KnowledgeEntries(knowledge).fingerprint, program: "0.1.0",
      time: now,
      since: [])
    return (CaseFile(conversation.state, toolVersion: "0.1.0").text, digest)
  }

  private static func replay(
    _ told: [(String, FactValue)], under today: KnowledgeBase, seen: Bool = true, asOf: Moment? = nil
  ) throws -> CaseReplay {
    let then = try knowledge()
    let (text, digest) = try kept(then, told)
    let opened = try CaseFileReader.read(Array(text.utf8), name: "case 1", knowledge: today)
    return CaseReplay(opened, before: digest, earlier: seen ? KnowledgeEntries(KnowledgeEntries(then).text) : nil, now: asOf)
  }

  private static func told(_ replay: CaseReplay) -> [String] {
    replay.changes.map { change in
      let causes = change.causes.map { cause in
        switch cause {
        case .entry(let name, let difference): "\(name) \(difference.rawValue)"
        case .force(let rule, let isInForce): "\(rule) \(isInForce ? "in force" : "ended")"
        case .fact(let line, let isWithdrawn): "\(isWithdrawn ? "without" : "with") \(line)"
        case .lost: "lost"
        case .moment: "moment"
        case .unseenKnowledge: "unseen"
        case .program: "program"
        }
      }
      return "\(change.finding): \(change.before), now \(change.after) because \(causes.joined(separator: ", "))"
    }
  }

  private static let cuban: [(String, FactValue)] = [
    ("waba.status", .choice("RESTRICTED")), ("waba.country", .country(CountryCode("CU") ?? CountryCode("DE")!)),
    ("waba.is_paid", .yesNo(false)),
  ]

  @Test func underTheSameKnowledgeNothingIsSaidOtherwise() throws {
    let replay = try Self.replay(Self.cuban, under: Self.knowledge())
    #expect(replay.changes.isEmpty)
    #expect(replay.unchanged == 3)
    #expect(replay.remarks == [])
  }

  @Test func aNewRuleIsNamed() throws {
    let today = try Self.knowledge([("a.test", #"{ "when": { "waba.is_paid": false }, "find": "a.test" }"#)])
    #expect(Self.told(try Self.replay(Self.cuban, under: today)) == ["a.test: not shown, now found because rule a.test new"])
  }

  @Test func aChangedRuleIsNamedAndNothingElse() throws {
    let today = try Self.knowledge([("a.unpaid", #"{ "when": { "waba.is_paid": false, "waba.is_test": false }, "find": "a.unpaid" }"#)])
    #expect(Self.told(try Self.replay(Self.cuban, under: today)) == ["a.unpaid: found, now unknown because rule a.unpaid changed"])
  }

  @Test func aRuleThatIsGoneIsNamed() throws {
    let told = Self.told(try Self.replay(Self.cuban, under: Self.knowledge(without: ["a.stopped"])))
    #expect(told == ["a.stopped: found, now gone because finding a.stopped gone, rule a.stopped gone"])
  }

  @Test func aChangedTableIsNamedThroughTheRuleThatReadsIt() throws {
    let told = Self.told(try Self.replay(Self.cuban, under: Self.knowledge(barred: "IR")))
    #expect(told == ["a.barred: found, now ruled out because table barred changed"])
  }

  @Test func aWordThatIsNoLongerThereIsToldAsLost() throws {
    let facts = [
      ("waba.state", "choice ACTIVE RESTRICTED"), ("waba.country", "country"), ("waba.is_paid", "yes-no"), ("waba.is_test", "yes-no"),
    ]
    let today = try Self.knowledge([("a.stopped", #"{ "when": { "waba.state": "RESTRICTED" }, "find": "a.stopped" }"#)], facts: facts)
    let replay = try Self.replay(Self.cuban, under: today)
    #expect(replay.remarks.count == 1)
    #expect(Self.told(replay) == ["a.stopped: found, now unknown because lost, rule a.stopped changed, fact waba.state new"])
  }

  @Test func anotherDayBringsRulesIntoForceAndOutOfIt() throws {
    let today = try Self.knowledge([("a.test", #"{ "when": { "waba.is_paid": false }, "find": "a.test", "since": "2026-12-01" }"#)])
    #expect(try Self.replay(Self.cuban, under: today).changes.isEmpty)
    let later = Self.told(try Self.replay(Self.cuban, under: today, asOf: Moment("2026-12-02T00:00:00Z")))
    #expect(later == ["a.test: not shown, now found because rule a.test new, a.test in force"])
  }

  @Test func knowledgeThatWasNeverSeenIsNotGuessedAt() throws {
    let replay = try Self.replay(Self.cuban, under: Self.knowledge(barred: "IR"), seen: false)
    #expect(Self.told(replay) == ["a.barred: found, now ruled out because unseen"])
  }

  @Test func whatWasToldSinceAnEarlierDiagnosisIsTheCause() throws {
    let knowledge = try Self.knowledge()
    let (_, before) = try Self.kept(knowledge, [])
    let (text, after) = try Self.kept(knowledge, Self.cuban)
    let opened = try CaseFileReader.read(Array(text.utf8), name: "case 1", knowledge: knowledge)
    let replay = CaseReplay(opened, before: before, earlier: KnowledgeEntries(knowledge), since: [after])
    #expect(
      Self.told(replay) == [
        "a.stopped: not shown, now found because with waba.status is RESTRICTED",
        "a.barred: not shown, now found because with waba.country is CU",
        "a.unpaid: not shown, now found because with waba.is_paid is no",
      ])
  }

  @Test func aDigestComesBackAsItWasWritten() throws {
    let (_, digest) = try Self.kept(Self.knowledge(), Self.cuban)
    let text = JSONWriter.text(digest.json, layout: .compact)
    let again = try #require(DiagnosisDigest(JSONDocument(text, file: "d").root))
    #expect(JSONWriter.text(again.json, layout: .compact) == text)
    #expect(again.shown == digest.shown)
    #expect(again.learned == ["waba.status is RESTRICTED", "waba.country is CU", "waba.is_paid is no"])
  }

  @Test func entriesDifferOnlyInWhatDecides() throws {
    let plain = try KnowledgeEntries(Self.knowledge())
    let talkative = try KnowledgeEntries(
      Self.knowledge([("a.unpaid", #"{ "about": "More words.", "when": { "waba.is_paid": false }, "find": "a.unpaid" }"#)]))
    #expect(plain.words == talkative.words)
    #expect(plain.words == KnowledgeEntries(plain.text).words)
  }

  @Test func aFactLineTellsItsName() {
    #expect(FactLine.name(of: "waba.status is ACTIVE") == "waba.status")
    #expect(FactLine.name(of: "phone_number[106 x].status is CONNECTED") == "phone_number.status")
  }
}
