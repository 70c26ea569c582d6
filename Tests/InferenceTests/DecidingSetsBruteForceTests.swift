import Knowledge
import TestSupport
import Testing

@testable import Inference

/// Deciding sets against trying everything.
@Suite struct DecidingSetsBruteForceTests {
  @Test(arguments: 0..<40)
  func noSmallerSetDecidesAndTheSetDoes(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(6000 + seed))
    for _ in 0..<3 {
      let trial = try Trial(using: &random, infers: seed % 4 == 3, counts: seed % 2 == 1)
      for open in trial.engine.diagnosis().unknown {
        trial.check(open.toConfirm, open.verdict, reaches: [.found, .suspected])
        trial.check(open.toRuleOut, open.verdict, reaches: [.ruledOut])
      }
    }
  }

  /// A small finding, some facts, and every way to learn more.
  struct Trial {
    let engine: InferenceEngine
    let told: String
    private let values: [String: [FactValue]]
    private let subject: Int

    init(using random: inout SeededGenerator, infers: Bool, counts: Bool) throws {
      var writer = Writer(random: random, infers: infers, counts: counts)
      var rules: [(String, String)] = []
      for number in 0..<Int.random(in: 1...3, using: &writer.random) {
        let word = ["find", "suspect", "rule out"].randomElement(using: &writer.random) ?? ""
        // A rule that excludes reads what no other reads: they never hold together.
        let when = word == "rule out" && number > 0 ? writer.exclusion() : writer.condition(3)
        rules.append(("f.x.r\(number)", #"{ "when": \#(when), "\#(number == 0 ? "find" : word)": "f.x" }"#))
      }
      if infers {
        // Rules of one inference that never hold together.
        rules.append(("infer.a", #"{ "when": { "waba.a": true, "waba.c": "A" }, "infer": { "waba.follows": "A" } }"#))
        rules.append(("infer.b", #"{ "when": { "waba.a": false }, "infer": { "waba.follows": "B" } }"#))
      }
      var told: [String] = []
      for (name, values) in Self.facts where Bool.random(using: &writer.random) {
        told.append("\"\(name)\": \(values.randomElement(using: &writer.random) ?? "")")
      }
      if counts {
        let users = (1...2).filter { _ in Bool.random(using: &writer.random) }.map { number in
          #"{ "id": "\#(number)"\#(Int.random(in: 0..<3, using: &writer.random) == 0 ? #", "u": true"# : "") }"#
        }
        told.append(#""user": [\#(users.joined(separator: ", "))], "user.complete": \#(Bool.random(using: &writer.random))"#)
      }
      random = writer.random
      let brief = BriefKnowledge(
        facts: Self.facts.map {
          ($0.key, $0.key.hasSuffix("c") || $0.key.hasSuffix("d") ? "choice A B C" : $0.key.hasSuffix("n") ? "count" : "yes-no")
        }
          + [("waba.follows", "choice A B"), ("user.u", "yes-no")], rules: rules)
      engine = try InferenceEngine(brief, "{ \(told.joined(separator: ", ")) }")
      self.told = "\(rules) \(told)"
      values = [
        "a": [.yesNo(true), .yesNo(false)], "b": [.yesNo(true), .yesNo(false)], "u": [.yesNo(true), .yesNo(false)],
        "c": ["A", "B", "C"].map { .choice($0) }, "d": ["A", "B", "C"].map { .choice($0) }, "n": (0...4).map { .whole($0) },
        "follows": [.choice("A"), .choice("B")],
      ]
      subject = engine.knowledge.subjectPositions["user"] ?? 0
    }

    static let facts: KeyValuePairs = [
      "waba.a": ["true", "false"], "waba.b": ["true", "false"], "waba.c": [#""A""#, #""B""#, #""C""#], "waba.d": [#""A""#, #""B""#],
      "waba.n": ["0", "2", "4"], "portfolio.b": ["true", "false"], "portfolio.c": [#""A""#, #""B""#],
    ]

    // MARK: Trying everything

    func check(_ set: [FactReference], _ verdict: Verdict, reaches wanted: Set<Verdict.Status>) {
      if !set.isEmpty, isExact { #expect(reaches(engine, set[...], verdict, wanted), "\(names(set)) cannot make it \(wanted): \(told)") }
      let universe = unknown.filter { !isInferred($0) }
      let smallest = (1...max(1, universe.count)).first { size in
        Self.subsets(universe, size).contains { reaches(engine, $0[...], verdict, wanted) }
      }
      if set.isEmpty {
        #expect(smallest == nil, "a set of \(smallest ?? 0) makes it \(wanted), none was given: \(told)")
      } else if set.contains(where: isInferred) || !isExact {
        #expect(set.count <= smallest ?? .max, "\(told)")
      } else {
        #expect(set.count == smallest, "\(names(set)) makes it \(wanted): \(told)")
      }
    }

    /// Two quantifiers may want an open list to bring different things, which is not looked at.
    private var isExact: Bool {
      var quantifiers = 0
      for rule in engine.knowledge.rules { rule.condition.forEachQuantifier { _ in quantifiers += 1 } }
      return engine.isComplete("user") || quantifiers < 2
    }

    private func names(_ set: [FactReference]) -> [String] {
      set.map { "\(engine.knowledge.facts[$0.fact].name) \($0.entity ?? "") \($0.openList ?? "")" }
    }

    private func isInferred(_ reference: FactReference) -> Bool { !engine.rules.rulesInferring[reference.fact].isEmpty }

    /// Everything that is not known: facts of the case, of entities, and the list while it is open.
    private var unknown: [FactReference] {
      var result: [FactReference] = []
      for (index, fact) in engine.knowledge.facts.enumerated() {
        let isMany = fact.subject == subject
        let entities: [String?] = isMany ? engine.entities(of: "user") : [nil]
        for entity in entities where engine.value(of: index, entity: entity) == nil {
          result.append(FactReference(fact: index, entity: entity))
        }
        if isMany, !engine.isComplete("user") { result.append(FactReference(fact: index, openList: "user")) }
      }
      return result
    }

    private static func subsets(_ all: [FactReference], _ size: Int) -> [[FactReference]] {
      guard size > 0 else { return [[]] }
      return all.indices.flatMap { index in
        subsets(Array(all[(index + 1)...]), size - 1).map { [all[index]] + $0 }
      }
    }

    /// The verdict of the finding, which is of the case.
    private func status(_ engine: InferenceEngine) -> Verdict.Status {
      var speaking: [Truth] = []
      var excluded = false
      for (index, rule) in engine.knowledge.rules.enumerated() {
        switch (rule.conclusion, engine.truth(of: index)) {
        case (.find, .holds): return .found
        case (.find, let truth), (.suspect, let truth): speaking.append(truth)
        case (.ruleOut, let truth): excluded = excluded || truth == .holds
        case (.infer, _): break
        }
      }
      if excluded { return .ruledOut }
      return speaking.contains(.holds) ? .suspected : speaking.contains(.unknown) ? .unknown : .ruledOut
    }

    /// Whether some values of the facts bring the finding to one of the verdicts.
    private func reaches(_ engine: InferenceEngine, _ set: ArraySlice<FactReference>, _ verdict: Verdict, _ wanted: Set<Verdict.Status>)
      -> Bool
    {
      guard let reference = set.first else {
        return wanted.contains(status(engine))
      }
      let definition = engine.knowledge.facts[reference.fact]
      let evidence = Evidence(origin: "agent", detail: "")
      if reference.openList != nil {
        // The list turns out whole, with up to three more entities alike.
        for count in 0...3 {
          for value in count == 0 ? [.yesNo(true)] : values["u"] ?? [] {
            var next = engine
            for number in 0..<count { next.assert(Fact(name: definition.name, entity: "new\(number)", value: value, evidence: evidence)) }
            next.setComplete("user", true)
            if reaches(next, set.dropFirst(), verdict, wanted) { return true }
          }
        }
        return false
      }
      return (values[definition.name.field] ?? []).contains { value in
        var next = engine
        next.assert(Fact(name: definition.name, entity: reference.entity, value: value, evidence: evidence))
        return reaches(next, set.dropFirst(), verdict, wanted)
      }
    }
  }

  // MARK: Conditions

  struct Writer {
    var random: SeededGenerator
    let infers: Bool
    let counts: Bool

    mutating func condition(_ depth: Int) -> String {
      guard depth > 0, Int.random(in: 0..<4, using: &random) > 0 else { return line() }
      if counts, Int.random(in: 0..<3, using: &random) == 0 { return quantifier() }
      let parts = (0..<Int.random(in: 2...3, using: &random)).map { _ in condition(depth - 1) }
      return #"{ "\#(["all", "any", "none"].randomElement(using: &random) ?? "")": [\#(parts.joined(separator: ", "))] }"#
    }

    mutating func exclusion() -> String {
      let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        [#"{ "portfolio.b": true }"#, #"{ "portfolio.c": "A" }"#, #"{ "portfolio.c": { "not": "B" } }"#].randomElement(using: &random) ?? ""
      }
      return #"{ "\#(["all", "any", "none"].randomElement(using: &random) ?? "")": [\#(parts.joined(separator: ", "))] }"#
    }

    private mutating func quantifier() -> String {
      let clause = #""where": { "any": [{ "user.u": true }, \#(line())] }"#
      let number = Int.random(in: 1...2, using: &random)
      return [
        #"{ "some": "user", \#(clause) }"#, #"{ "no": "user", \#(clause) }"#, #"{ "every": "user", \#(clause) }"#,
        #"{ "count": "user", \#(clause), "at least": \#(number) }"#, #"{ "count": "user", \#(clause), "at most": \#(number) }"#,
        #"{ "count": "user", \#(clause), "at least": 1, "at most": \#(number) }"#, #"{ "some": "user" }"#,
      ].randomElement(using: &random) ?? ""
    }

    private mutating func line() -> String {
      var lines = [
        #"{ "waba.a": true }"#, #"{ "waba.a": false }"#, #"{ "waba.b": true }"#, #"{ "waba.b": { "not": true } }"#, #"{ "waba.c": "A" }"#,
        #"{ "waba.c": ["B", "C"] }"#, #"{ "waba.c": { "not": "C" } }"#, #"{ "waba.d": "A" }"#, #"{ "waba.d": { "not": ["A", "B"] } }"#,
        #"{ "waba.n": { "at least": 2 } }"#, #"{ "waba.n": { "below": 3, "not": 1 } }"#, #"{ "waba.n": 4 }"#,
        #"{ "waba.c": { "is": { "fact": "waba.d" } } }"#, #"{ "waba.b": { "known": true } }"#,
      ]
      if infers { lines += Array(repeating: #"{ "waba.follows": "A" }"#, count: 6) + [#"{ "waba.follows": { "not": "A" } }"#] }
      return lines.randomElement(using: &random) ?? ""
    }
  }
}
