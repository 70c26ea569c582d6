import Knowledge
import TestSupport

/// Random facts and rules with everything the condition language has, and inference up to four deep.
struct RandomKnowledge {
  /// How many inferences may rest one upon the other.
  static let depth = 4
  private static let bases: [(name: String, kind: String)] = [
    ("waba.flag", "yes-no"), ("waba.status", "choice A B C"), ("waba.count", "count"), ("waba.limit", "count"),
    ("waba.country", "country"), ("waba.words", "list of choice A B"), ("portfolio.status", "choice A B C"),
    ("phone_number.flag", "yes-no"), ("phone_number.status", "choice A B C"), ("phone_number.count", "count"),
    ("phone_number.country", "country"), ("user.flag", "yes-no"), ("user.status", "choice A B C"),
  ]
  /// Facts that rules infer, at every depth one of the case and one of a phone number.
  private static let inferred: [(name: String, kind: String)] = (1...depth).flatMap {
    [("waba.follows_\($0)", "choice A B"), ("phone_number.follows_\($0)", "choice A B")]
  }
  private static let values: [String: [String]] = [
    "yes-no": ["true", "false"], "choice A B C": [#""A""#, #""B""#, #""C""#], "choice A B": [#""A""#, #""B""#],
    "count": ["0", "1", "2", "3"], "country": [#""CU""#, #""UA""#, #""UA-43""#, #""DE""#],
    "list of choice A B": ["[]", #"["A"]"#, #"["A", "B"]"#],
  ]

  let brief: BriefKnowledge

  init(using random: inout SeededGenerator, trust: String? = nil) {
    var writer = Writer(random: random)
    var rules: [(String, String)] = []
    for level in 1...Self.depth {
      for (subject, fact) in [(nil, "waba.follows_\(level)"), ("phone_number", "phone_number.follows_\(level)")] as [(String?, String)] {
        for number in 0..<Int.random(in: 1...2, using: &writer.random) {
          let value = Self.values["choice A B"]?.randomElement(using: &writer.random) ?? ""
          let when = writer.rule(for: subject, below: level)
          rules.append(
            (
              "infer.\(subject == nil ? "account" : "number")-\(level)-\(number)",
              #"{ "when": \#(when), "infer": { "\#(fact)": \#(value) } }"#
            ))
        }
      }
    }
    for (finding, subject) in [("case", nil), ("number", "phone_number"), ("user", "user"), ("mixed", "phone_number")]
      as [(String, String?)]
    {
      for number in 0..<Int.random(in: 1...3, using: &writer.random) {
        let word = ["find", "find", "suspect", "rule out"].randomElement(using: &writer.random) ?? ""
        let owner = finding == "mixed" && number == 0 ? nil : subject
        let when = writer.rule(for: owner, below: Self.depth + 1)
        rules.append(("f.\(finding).\(number)", #"{ "when": \#(when), "\#(word)": "f.\#(finding)" }"#))
      }
    }
    random = writer.random
    let facts = (Self.bases + Self.inferred).map { name, kind -> (String, String) in
      guard let trust, name.contains("follows") || name.hasSuffix("status") else { return (name, kind) }
      let words = kind.split(separator: " ").dropFirst().map { "\"\($0)\": \"\($0)\"" }.joined(separator: ", ")
      return (name, #"{ "title": "Trusted", "kind": "choice", "values": { \#(words) }, "trust": \#(trust) }"#)
    }
    brief = BriefKnowledge(facts: facts, tables: [("regions", "CU UA-43")], rules: rules.shuffled(using: &random))
  }

  /// A random fact of a case: its name, its value as a facts file has it, and whether it is of an entity.
  static func fact(using random: inout SeededGenerator, outsideWords: Bool = true) -> (name: String, value: String) {
    let (name, kind) = (bases + bases + inferred).randomElement(using: &random) ?? bases[0]
    if outsideWords, kind.hasPrefix("choice"), Int.random(in: 0..<12, using: &random) == 0 { return (name, #""NEW""#) }
    return (name, values[kind]?.randomElement(using: &random) ?? "")
  }

  // MARK: Conditions

  private struct Writer {
    var random: SeededGenerator

    /// A condition of a rule that runs for the case or for each entity of a subject.
    mutating func rule(for subject: String?, below level: Int) -> String {
      guard let subject else { return condition(nil, level, 2, mayCount: true) }
      let word = ["all", "any", "none", "all"].randomElement(using: &random) ?? ""
      return #"{ "\#(word)": [\#(ownLine(subject, level)), \#(condition(subject, level, 2, mayCount: true))] }"#
    }

    private mutating func condition(_ subject: String?, _ level: Int, _ depth: Int, mayCount: Bool) -> String {
      let choice = Int.random(in: 0..<(depth > 0 ? 8 : 4), using: &random)
      switch choice {
      case 0..<3: return line(subject, level)
      case 3: return mayCount ? quantifier(level, depth) : line(subject, level)
      default:
        let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in condition(subject, level, depth - 1, mayCount: mayCount) }
        return #"{ "\#(["all", "any", "none"].randomElement(using: &random) ?? "")": [\#(parts.joined(separator: ", "))] }"#
      }
    }

    private mutating func quantifier(_ level: Int, _ depth: Int) -> String {
      let subject = Bool.random(using: &random) ? "phone_number" : "user"
      let clause = condition(subject, level, depth - 1, mayCount: false)
      switch Int.random(in: 0..<7, using: &random) {
      case 0, 1: return #"{ "some": "\#(subject)", "where": \#(clause) }"#
      case 2: return #"{ "every": "\#(subject)", "where": \#(clause) }"#
      case 3: return #"{ "no": "\#(subject)", "where": \#(clause) }"#
      case 4: return #"{ "no": "\#(subject)" }"#
      case 5: return #"{ "count": "\#(subject)", "where": \#(clause), "at least": \#(Int.random(in: 1...3, using: &random)) }"#
      default:
        let most = Int.random(in: 0...2, using: &random)
        return #"{ "count": "\#(subject)", "where": \#(clause), \#(most > 0 ? #""at least": 1, "# : "")"at most": \#(most) }"#
      }
    }

    private mutating func ownLine(_ subject: String, _ level: Int) -> String { line(subject, level, only: subject) }

    private mutating func line(_ subject: String?, _ level: Int, only: String? = nil) -> String {
      let usable = (RandomKnowledge.bases + RandomKnowledge.inferred.prefix(2 * (level - 1))).filter { name, _ in
        let owner = String(name.prefix { $0 != "." })
        return only.map { $0 == owner } ?? (owner == "waba" || owner == "portfolio" || owner == subject)
      }
      let (name, kind) = usable.randomElement(using: &random) ?? RandomKnowledge.bases[0]
      // Half of the time an inferred fact, so that chains come about.
      if let last = usable.last(where: { $0.name.contains("follows") }), Bool.random(using: &random) {
        return #"{ "\#(last.name)": \#(comparison(last.name, last.kind, usable)) }"#
      }
      return #"{ "\#(name)": \#(comparison(name, kind, usable)) }"#
    }

    private mutating func comparison(_ name: String, _ kind: String, _ usable: [(name: String, kind: String)]) -> String {
      let value = RandomKnowledge.values[kind]?.randomElement(using: &random) ?? ""
      let other = usable.filter { $0.kind == kind && $0.name != name }.randomElement(using: &random)?.name
      switch (kind, Int.random(in: 0..<6, using: &random)) {
      case ("list of choice A B", let choice):
        let part = #"{ "contains": \#(choice % 2 == 0 ? #""A""# : #"["A", "B"]"#) }"#
        return choice < 2 ? #"{ "not": \#(part) }"# : part
      case (_, 0): return #"{ "not": \#(value) }"#
      case ("country", 1...3): return #"{ "in": { "table": "regions" } }"#
      case ("count", 1): return #"{ "at least": \#(value) }"#
      case ("count", 2): return other.map { #"{ "above": { "fact": "\#($0)" } }"# } ?? #"{ "above": \#(value) }"#
      case ("count", 3): return #"{ "at least": 1, "below": 3 }"#
      case (_, 1): return #"{ "known": true }"#
      case (_, 2): return other.map { #"{ "is": { "fact": "\#($0)" } }"# } ?? value
      case ("choice A B C", 3): return #"["A", "B"]"#
      default: return value
      }
    }
  }
}
