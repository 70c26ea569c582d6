import ArgumentParser
import Casework
import Inference
import JSONText
import Knowledge

/// `kb map`: what the rules of a topic say of every combination of its deciding facts.
struct KnowledgeMap: Command {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract:
      "Shows for each topic which combinations of its facts are decided, contested, or met by no rule.",
    usage: "wabadoctor kb map [<topic> ...] [--limit <n>] [<options>]",
    discussion: """
      Values that no rule tells apart count as one, and a combination ends as soon as every rule of the topic is decided. Each
      outcome comes with combinations that show it.
      """)

  @Argument(help: ArgumentHelp("Topics; all when none is named.", valueName: "topic"))
  var topics: [String] = []

  @Option(help: ArgumentHelp("How many combinations of a topic to look at.", valueName: "n"))
  var limit = 2_000

  @OptionGroup(title: "The report") var report: ReportOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  /// Maps the topics.
  func execute() throws -> ExitStatus {
    let knowledge = try knowledge.read([.rules, .topics])
    let unknown = topics.filter { knowledge.topic($0) == nil }
    guard unknown.isEmpty else {
      throw CaseworkError(
        .usage,
        "there is no topic \"\(unknown[0])\""
          + NearMiss.suggestion(for: unknown[0], among: knowledge.topics.map(\.address)))
    }
    let now = (CalendarDate(knowledge.edition) ?? CalendarDate(days: 0)).start
    let maps = knowledge.topics.filter { topics.isEmpty || topics.contains($0.address) }.map { topic in
      let findings = knowledge.findings.indices.filter { topic.covers(knowledge.findings[$0].address) }
      return (topic, TopicMap(Set(findings), of: knowledge, now: now, limit: limit))
    }
    try report.write(
      text: maps.map { text($0.0, $0.1, knowledge) }.joined(separator: "\n"), json: json(maps, knowledge))
    return .answered
  }

  private func text(_ topic: Topic, _ map: TopicMap, _ knowledge: KnowledgeBase) -> String {
    let counts = TopicMap.Outcome.allCases.map { "\(map.counts[$0] ?? 0) \($0.rawValue)" }.joined(
      separator: ", ")
    var lines = ["\(topic.title) (\(topic.address)): \(map.facts.count) deciding facts; \(counts)"]
    if !map.isComplete { lines.append("  only the first \(limit) combinations; more with --limit") }
    if !map.untried.isEmpty {
      lines.append(
        "  not tried, because there may be many: \(map.untried.map { knowledge.facts[$0].address }.joined(separator: ", "))"
      )
    }
    for witness in map.witnesses {
      let facts = witness.facts.map {
        "\(knowledge.facts[$0.fact].address)=\($0.value.text(of: knowledge.facts[$0.fact].kind))"
      }
      let findings = witness.findings.map { knowledge.findings[$0].address }
      lines.append(
        "  \(witness.outcome.rawValue): \(facts.isEmpty ? "nothing known" : facts.joined(separator: ", "))")
      if !findings.isEmpty { lines.append("    \(findings.joined(separator: ", "))") }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func json(_ maps: [(Topic, TopicMap)], _ knowledge: KnowledgeBase) -> JSONTree {
    [
      "schema": "wabadoctor/knowledge-map", "version": 1,
      "topics": .array(
        maps.map { topic, map in
          [
            "topic": .string(topic.address),
            "facts": .array(map.facts.map { .string(knowledge.facts[$0].address) }),
            "untried": .array(map.untried.map { .string(knowledge.facts[$0].address) }),
            "complete": .boolean(map.isComplete),
            "counts": .object(
              TopicMap.Outcome.allCases.map { JSONField($0.rawValue, .integer(Int64(map.counts[$0] ?? 0))) }),
            "witnesses": .array(map.witnesses.map { witness(of: $0, knowledge) }),
          ]
        }),
    ]
  }

  private func witness(of witness: TopicMap.Witness, _ knowledge: KnowledgeBase) -> JSONTree {
    [
      "outcome": .string(witness.outcome.rawValue),
      "facts": .object(
        witness.facts.map {
          JSONField(knowledge.facts[$0.fact].address, $0.value.json(of: knowledge.facts[$0.fact].kind))
        }),
      "findings": .array(witness.findings.map { .string(knowledge.findings[$0].address) }),
    ]
  }
}
