import Inference
import Knowledge

/// Every topic with every worked case that has a finding of it.
struct Simulation {
  private let knowledge: KnowledgeBase
  private let told: [ToldCase]
  private let readers: FactReaders
  /// How many states the search for the best order looks at, for one topic.
  private static let work = 300_000

  init(_ knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    told = ToldCase.all(knowledge)
    readers = FactReaders(knowledge)
  }

  // MARK: What is printed

  /// One line of Markdown for each topic.
  func printTable() {
    print("| topic | cases | ours | worst | file order | worst | the useful in file order | worst | best list | worst | best tree | worst | exact |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
    var times: [Int] = []
    var inVain = 0
    for topic in knowledge.topics {
      let results = results(of: topic, isWatched: true)
      times += results.rows.flatMap(\.ours.times)
      inVain += results.rows.reduce(0) { $0 + $1.ours.inVain.count }
      print(line(topic.address, results))
    }
    times.sort()
    guard !times.isEmpty else { return }
    print("\n\(times.count) questions chosen: median \(times[times.count / 2] / 1000) µs, slowest \((times.last ?? 0) / 1000) µs; asked in vain: \(inVain)")
    printWhole()
  }

  /// How long the first question takes over all findings at once.
  private func printWhole() {
    guard let day = CalendarDate(knowledge.edition) else { return }
    let engine = InferenceEngine(CompiledRules(knowledge, now: day.start))
    let time = median(runs: 5, atLeast: 1_000_000) {
      _ = Interview(engine: engine).next()
      return 1
    }
    print("first question over all findings: \(Int(time) / 1000) µs")
  }

  /// Each case of a topic, or the transcript of one.
  func printCases(of address: String, only name: String?) {
    guard let topic = knowledge.topic(address) else { fatalError("there is no topic \(address)") }
    let results = results(of: topic, isWatched: true)
    for (row, depth) in zip(results.rows, results.depths) where name == nil || name == row.subject.address {
      let ours = row.ours.untilRight.map(String.init) ?? "-"
      let right = knowledge.findings[row.subject.right.finding].address
      print("\(row.subject.address): ours \(ours), useful \(row.useful.untilRight ?? -1), file \(row.file.untilRight ?? -1), best \(depth); \(right)")
      if name != nil { print(row.ours.transcript.map { "  " + $0 }.joined(separator: "\n")) }
    }
    print(line(address, results))
  }

  private func line(_ name: String, _ results: Results) -> String {
    func pair(_ counts: [Int]) -> String { "\(Self.rounded(Self.mean(counts))) | \(counts.max() ?? 0)" }
    let ours = results.rows.compactMap(\.ours.untilRight)
    let least = Double(results.least) / Double(max(1, results.depths.count))
    return "| \(name) | \(results.rows.count) | \(pair(ours)) | \(pair(results.rows.compactMap(\.file.untilRight))) "
      + "| \(pair(results.rows.compactMap(\.useful.untilRight))) | \(pair(results.list)) | \(pair(results.depths)) "
      + "| \(results.isExact ? "yes" : "no, at least \(Self.rounded(least))") |"
  }

  private static func mean(_ counts: [Int]) -> Double { Double(counts.reduce(0, +)) / Double(max(1, counts.count)) }

  private static func rounded(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  // MARK: Work

  struct Results {
    var rows: [(subject: SimulatedCase, ours: Conversation, file: Conversation, useful: Conversation)] = []
    /// Questions until the right finding, of the best list and of the best tree, by case.
    var list: [Int] = []
    var depths: [Int] = []
    var least = 0
    var isExact = true
  }

  private func results(of topic: Topic, isWatched: Bool) -> Results {
    let findings = Set(knowledge.findings.indices.filter { topic.covers(knowledge.findings[$0].address) })
    let cases = told.compactMap { SimulatedCase($0, findings) }
    var results = Results()
    guard !cases.isEmpty else { return results }
    let rules = knowledge.rules.indices.filter { knowledge.rules[$0].finding.map(findings.contains) ?? false }
    let facts = readers.facts(of: rules).filter { knowledge.question(knowledge.facts[$0].name) != nil }.sorted()
    let table = AnswerTable(cases, readers)
    let decidable = cases.indices.filter { !table.deciding[$0].isEmpty }
    for index in decidable {
      let subject = cases[index]
      let form = form(facts, subject)
      results.rows.append(
        (
          subject, Conversation(subject, findings, .ours, form: form, isWatched: isWatched),
          Conversation(subject, findings, .file, form: form), Conversation(subject, findings, .fileOfUseful, form: form)
        ))
    }
    guard !decidable.isEmpty else { return results }
    let decidableTable = AnswerTable(decidable.map { cases[$0] }, readers)
    results.list = FixedOrder(decidableTable).depths
    var tree = DecisionTree(decidableTable, work: Self.work)
    let outcome = tree.solve()
    results.depths = outcome.depths
    results.least = outcome.leastSum
    results.isExact = outcome.isExact
    return results
  }

  /// Every fact with a question, of the case or of each of its entities.
  private func form(_ facts: [FactIndex], _ subject: SimulatedCase) -> [FactReference] {
    facts.flatMap { fact -> [FactReference] in
      let home = knowledge.subjects[knowledge.facts[fact].subject]
      guard home.isMany else { return [FactReference(fact: fact)] }
      return subject.blank.entities(of: home.name).map { FactReference(fact: fact, entity: $0) }
    }
  }
}
