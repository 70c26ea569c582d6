import Inference
import Knowledge

/// Worked cases of a knowledge base: everything known of each, and the same case before anybody has answered anything.
struct InterviewCases {
  private let knowledge: KnowledgeBase
  private var compiled: [CalendarDate: CompiledRules] = [:]

  init(_ knowledge: KnowledgeBase) { self.knowledge = knowledge }

  /// The first cases, in file order, of which something found belongs to a topic.
  mutating func first(_ count: Int, of topic: Topic) -> [(full: InferenceEngine, blank: InferenceEngine)] {
    knowledge.cases.lazy.filter { entry in
      entry.json["expect"]?["found"]?.elements.contains { $0.string.map { topic.covers(String($0.prefix { $0 != " " })) } ?? false }
        ?? false
    }.prefix(count).compactMap { engines($0) }
  }

  /// A case with all that it tells, and with its lists of entities only.
  mutating func engines(_ entry: WorkedCase) -> (full: InferenceEngine, blank: InferenceEngine)? {
    guard let facts = entry.json["facts"] else { return nil }
    let read = FactsReader.read(facts, knowledge: knowledge, values: .authored, evidence: "facts-file")
    guard let day = read.asOf ?? entry.text("as of").flatMap({ CalendarDate($0) }) ?? CalendarDate(knowledge.edition) else { return nil }
    let rules = compiled[day] ?? CompiledRules(knowledge, now: day.start)
    compiled[day] = rules
    var full = InferenceEngine(rules)
    full.add(read.collected)
    var lists = Collected()
    lists.entities = read.collected.entities
    lists.complete = read.collected.complete
    var blank = InferenceEngine(rules)
    blank.add(lists)
    return (full, blank)
  }
}
