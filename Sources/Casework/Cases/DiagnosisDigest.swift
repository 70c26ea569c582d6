import Inference
import JSONText
import Knowledge

/// What is kept of a diagnosis: what was shown and by which rules, how much was open, and what was learned since the one before.
package struct DiagnosisDigest: Sendable {
  /// A finding that was shown.
  package struct Shown: Sendable, Hashable {
    package let finding: String
    package let entity: String?
    /// `found` or `suspected`.
    package let status: String
    /// The rules that held, by address.
    package let rules: [String]
  }
  package let time: Moment
  package let edition: String
  /// The version of the program.
  package let program: String
  /// The fingerprint of the knowledge.
  package let knowledge: String
  /// The moment it speaks of.
  package let asOf: Moment
  /// Gravest first.
  package let shown: [Shown]
  /// What came to be known since the diagnosis before: `waba.status is ACTIVE`.
  package let learned: [String]
  /// What was taken back since.
  package let withdrawn: [String]
  private let rest: [JSONField]

  /// What is kept of a diagnosis.
  ///
  /// - Parameters:
  ///   - facts: what was known at the diagnosis before, as `FactLine.all` gives it.
  package init(
    _ diagnosis: Diagnosis, engine: InferenceEngine, knowledge fingerprint: String, program: String, time: Moment, since facts: [String]
  ) {
    let base = engine.knowledge
    self.time = time
    edition = base.edition
    self.program = program
    knowledge = fingerprint
    asOf = diagnosis.now
    shown = diagnosis.findings.map { verdict in
      Shown(
        finding: base.findings[verdict.finding].address, entity: verdict.entity, status: verdict.status.rawValue,
        rules: verdict.rules.map { base.rules[$0].address })
    }
    let lines = FactLine.all(engine)
    let (before, after) = (Set(facts), Set(lines))
    learned = lines.filter { !before.contains($0) }
    withdrawn = facts.filter { !after.contains($0) }
    let open = Impact.allCases.map { impact in
      JSONField(impact.name, .integer(Int64(diagnosis.unknown.count { base.findings[$0.verdict.finding].impact == impact })))
    }
    rest = [
      JSONField("ruled_out", .integer(Int64(diagnosis.ruledOut.count))), JSONField("unknown", .object(open)),
      JSONField(
        "coverage",
        [
          "total": .integer(Int64(diagnosis.coverage.total)), "decided": .integer(Int64(diagnosis.coverage.decided)),
          "waiting": .integer(Int64(diagnosis.coverage.waiting)),
        ]),
    ]
  }

  /// Reads a digest; `nil` when it is not whole.
  package init?(_ json: JSONValue) {
    guard let time = json["time"]?.string.flatMap({ Moment($0) }), let asOf = json["as_of"]?.string.flatMap({ Moment($0) }),
      let edition = json["edition"]?.string, let program = json["program"]?.string, let knowledge = json["knowledge"]?.string
    else { return nil }
    func texts(_ json: JSONValue?) -> [String] { json?.elements.compactMap(\.string) ?? [] }
    self.time = time
    self.asOf = asOf
    self.edition = edition
    self.program = program
    self.knowledge = knowledge
    shown = ["found", "suspected"].flatMap { status in
      (json[status]?.elements.map { $0 } ?? []).compactMap { entry in
        entry["finding"]?.string.map {
          Shown(finding: $0, entity: entry["entity"]?.string, status: status, rules: texts(entry["rules"]))
        }
      }
    }
    learned = texts(json["learned"])
    withdrawn = texts(json["withdrawn"])
    rest = json.members.filter { ["ruled_out", "unknown", "coverage"].contains($0.key) }.map { JSONField($0.key, JSONTree($0.value)) }
  }

  /// The digest as JSON.
  package var json: JSONTree {
    func list(_ status: String) -> JSONTree {
      .array(
        shown.filter { $0.status == status }.map { entry in
          [
            "finding": .string(entry.finding), "entity": entry.entity.map(JSONTree.string) ?? .null,
            "rules": .array(entry.rules.map(JSONTree.string)),
          ]
        })
    }
    return .object(
      [
        JSONField("time", .string(time.description)), JSONField("edition", .string(edition)),
        JSONField("program", .string(program)), JSONField("knowledge", .string(knowledge)),
        JSONField("as_of", .string(asOf.description)), JSONField("learned", .array(learned.map(JSONTree.string))),
        JSONField("withdrawn", .array(withdrawn.map(JSONTree.string))), JSONField("found", list("found")),
        JSONField("suspected", list("suspected")),
      ] + rest)
  }
}

/// A known fact in a line: `phone_number[106].status is CONNECTED`.
package enum FactLine {
  /// Values longer than this are cut, in characters.
  private static let longest = 120

  /// Everything claimed, in the order it came.
  package static func all(_ engine: InferenceEngine) -> [String] { engine.claims.map { text($0, engine.knowledge) } }

  /// One claim.
  package static func text(_ fact: Fact, _ knowledge: KnowledgeBase) -> String {
    let value = fact.value.text(of: knowledge.fact(fact.name)?.kind ?? .text)
    let name = fact.entity.map { "\(fact.name.subject)[\($0)].\(fact.name.field)" } ?? fact.name.description
    return "\(name) is \(value.count > longest ? value.prefix(longest) + "…" : value)"
  }

  /// The name of the fact that a line is about: `phone_number.status`.
  package static func name(of line: String) -> String {
    let name = line.prefix { $0 != " " && $0 != "[" }
    guard line.dropFirst(name.count).first == "[", let close = line.firstIndex(of: "]") else { return String(name) }
    return String(name + line[line.index(after: close)...].prefix { $0 != " " })
  }
}
