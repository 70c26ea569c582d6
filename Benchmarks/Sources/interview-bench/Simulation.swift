import Inference
import Knowledge

/// Every topic with every worked case that has a finding of it.
struct Simulation {
  private let knowledge: KnowledgeBase
  private let told: [ToldCase]
  private let readers: FactReaders
  private let precedents: Precedents
  /// How many states the search for the best order looks at, for one topic.
  private static let work = 300_000
  /// How many sets of questions the search for the best order for everybody looks at.
  private static let ordersTried = 60_000

  init(_ knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    told = ToldCase.all(knowledge)
    readers = FactReaders(knowledge)
    precedents = Precedents(knowledge.cases, knowledge)
  }

  // MARK: What is printed

  /// One line of Markdown for each topic.
  ///
  /// - Returns: whether every target is met.
  func printTable() -> Bool {
    print(
      "| topic | cases | ours | worst | file order | worst | best order | ours / best | tree | left out | rules alone | ways | rules alone | best order | rules / best |"
    )
    print("| --- |" + String(repeating: " ---: |", count: 14))
    var times: [Int] = []
    var inVain = 0
    var all: [Results.Row] = []
    var missed: [String] = []
    for topic in knowledge.topics {
      let results = results(of: topic)
      all += results.rows
      missed += Self.missed(results).map { "\(topic.address): \($0)" }
      times += results.rows.flatMap(\.ours.times)
      inVain += results.rows.reduce(0) { $0 + $1.ours.inVain.count }
      print(line(topic.address, results))
    }
    print("\nall: \(Self.means(all))")
    times.sort()
    guard !times.isEmpty else { return false }
    print(
      "\n\(times.count) questions chosen: median \(times[times.count / 2] / 1000) µs, slowest \((times.last ?? 0) / 1000) µs; asked in vain: \(inVain)"
    )
    printWhole()
    for line in missed { print("missed: \(line)") }
    return missed.isEmpty
  }

  /// What a topic misses: to stay within a tenth of the best order, to stay below file order, and to ask nothing in vain.
  private static func missed(_ results: Results) -> [String] {
    guard !results.rows.isEmpty else { return [] }
    let ours = mean(results.rows.map(\.ours.count))
    var missed: [String] = []
    if ours > 1.1 * results.order.mean { missed.append("not shown to be within a tenth of the best order") }
    if ours >= mean(results.rows.map(\.file.count)) { missed.append("not below file order") }
    if results.rows.contains(where: { !$0.ours.inVain.isEmpty }) { missed.append("asks in vain") }
    return missed
  }

  /// How long the first question takes over all findings at once: when nothing was asked before, and later.
  private func printWhole() {
    guard let blank else { return }
    let beginning = processorTime()
    let precedents = Precedents(knowledge.cases, knowledge)
    print("precedents read: \((processorTime() - beginning) / 1000) µs")
    let start = processorTime()
    _ = Interview(engine: blank, precedents: precedents).next()
    let first = processorTime() - start
    let time = median(runs: 5, atLeast: 1_000_000) {
      _ = Interview(engine: blank, precedents: precedents).next()
      return 1
    }
    print("first question over all findings: \(first / 1000) µs, asked for again: \(Int(time) / 1000) µs")
  }

  /// A case of which nothing is known.
  private var blank: InferenceEngine? {
    CalendarDate(knowledge.edition).map { InferenceEngine(CompiledRules(knowledge, now: $0.start)) }
  }

  /// Each case of a topic, or the transcript of one.
  func printCases(of address: String, only name: String?) {
    guard let topic = knowledge.topic(address) else { fatalError("there is no topic \(address)") }
    let findings = findings(of: topic)
    let form = facts(of: findings)
    for subject in cases(findings, form) where name == nil || name == subject.address {
      let questions = self.form(form, subject)
      let ours = Conversation(subject, findings, .ours, form: questions, precedents: precedents, isWatched: name != nil)
      let file = Conversation(subject, findings, .file, form: questions)
      let right = knowledge.findings[subject.right.finding].address
      print("\(subject.address): ours \(ours.untilRight ?? -1), file \(file.untilRight ?? -1); \(right)")
      if name != nil { print(ours.transcript.map { "  " + $0 }.joined(separator: "\n")) }
    }
  }

  /// Means of each topic, with nothing of the best order to compare them with.
  func printQuick() {
    var all: [Results.Row] = []
    for topic in knowledge.topics {
      let findings = findings(of: topic)
      let form = facts(of: findings)
      let rows = cases(findings, form).map { row($0, findings, form, isWatched: false) }
      let slowest = rows.flatMap(\.ours.times).max() ?? 0
      print("\(topic.address), \(rows.count) cases: \(Self.means(rows)), slowest \(slowest / 1000) µs")
      all += rows
    }
    print("all: \(Self.means(all))")
  }

  private static func means(_ rows: [Results.Row]) -> String {
    let means = [
      ("ours", rows.map(\.ours.count)), ("left out", rows.map(\.leftOut)), ("rules alone", rows.map(\.alone)),
      ("file order", rows.map(\.file.count)),
    ]
    return means.map { "\($0.0) \(rounded(mean($0.1)))" }.joined(separator: ", ")
  }

  /// How near the best order each topic comes when its ways are asked for.
  func printModels() {
    for topic in knowledge.topics {
      let model = model(of: findings(of: topic))
      print(
        "\(topic.address): \(model.ways) ways, \(model.unreached) never; ours \(Self.rounded(model.ours)), best \(model.text), \(model.ratio)"
      )
    }
  }

  private func line(_ name: String, _ results: Results) -> String {
    func pair(_ counts: [Int]) -> String { "\(Self.rounded(Self.mean(counts))) | \(counts.max() ?? 0)" }
    let ours = results.rows.map(\.ours.count)
    let missed = results.rows.count { $0.ours.untilRight == nil }
    let model = results.model
    return
      "| \(name) | \(results.rows.count)\(missed > 0 ? " (\(missed) never)" : "") | \(pair(ours)) | \(pair(results.rows.compactMap(\.file.untilRight))) "
      + "| \(results.order.isExact ? "" : "at least ")\(Self.rounded(results.order.mean)) "
      + "| \(results.order.isExact ? "" : "≤ ")\(Self.rounded(Self.mean(ours) / max(results.order.mean, 1e-9))) | \(results.isExact ? "" : "≤ ")\(Self.rounded(results.tree)) "
      + "| \(Self.rounded(Self.mean(results.rows.map(\.leftOut)))) | \(Self.rounded(Self.mean(results.rows.map(\.alone)))) "
      + "| \(model.ways)\(model.unreached > 0 ? " (\(model.unreached) never)" : "") | \(Self.rounded(model.ours)) | \(model.text) | \(model.ratio) |"
  }

  private static func mean(_ counts: [Int]) -> Double {
    Double(counts.reduce(0, +)) / Double(max(1, counts.count))
  }

  static func rounded(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }

  // MARK: Work

  struct Results {
    /// A case.
    struct Row {
      let ours: Conversation
      let file: Conversation
      /// How many questions ours takes when this case is none of its precedents.
      let leftOut: Int
      /// How many it takes without any precedents.
      let alone: Int
    }
    var rows: [Row] = []
    /// The best order for everybody who knew the cases, whatever is answered.
    var order = FixedOrder.Outcome(mean: 0, isExact: true)
    /// Questions of the best tree for somebody who knew the cases, in the mean.
    var tree = 0.0
    var isExact = true
    var model = ModelResults()
  }
  /// What comes out when the ways of a topic are asked for instead of cases.
  struct ModelResults {
    var ways = 0
    var unreached = 0
    var ours = 0.0
    /// No order takes fewer questions in the mean; and some order takes so many, `nil` when none was sought.
    var least = 0.0
    var best: Double?

    var isExact: Bool { best.map { $0 - least < 1e-9 } ?? false }
    /// `3.20`, `3.10–3.30`, or `at least 3.10`.
    var text: String {
      guard let best else { return "at least \(Simulation.rounded(least))" }
      return isExact ? Simulation.rounded(best) : "\(Simulation.rounded(least))–\(Simulation.rounded(best))"
    }
    /// Ours to what is known of the best.
    var ratio: String { (isExact ? "" : "≤ ") + Simulation.rounded(ours / max(least, 1e-9)) }
  }

  private func findings(of topic: Topic) -> Set<FindingIndex> {
    Set(knowledge.findings.indices.filter { topic.covers(knowledge.findings[$0].address) })
  }

  /// Facts with a question that rules of some findings rest on, in file order.
  private func facts(of findings: Set<FindingIndex>) -> [FactIndex] {
    let rules = knowledge.rules.indices.filter { knowledge.rules[$0].finding.map(findings.contains) ?? false }
    return readers.facts(of: rules).filter { knowledge.question(knowledge.facts[$0].name) != nil }.sorted()
  }

  /// The cases with a finding of a topic that answers can decide.
  private func cases(_ findings: Set<FindingIndex>, _ facts: [FactIndex]) -> [SimulatedCase] {
    told.compactMap { SimulatedCase($0, findings) }.filter { $0.isDecidable(asking: form(facts, $0)) }
  }

  private func results(of topic: Topic) -> Results {
    let findings = findings(of: topic)
    let facts = facts(of: findings)
    let cases = cases(findings, facts)
    var results = Results()
    results.model = model(of: findings)
    guard !cases.isEmpty else { return results }
    results.rows = cases.map { row($0, findings, facts, isWatched: true) }
    let puzzle = AnswerTable(cases, readers).puzzle
    results.order = FixedOrder(puzzle).solve(work: Self.ordersTried)
    var tree = DecisionTree(puzzle, work: Self.work)
    let outcome = tree.solve()
    results.tree = outcome.mean
    results.isExact = outcome.isExact
    return results
  }

  private func row(_ subject: SimulatedCase, _ findings: Set<FindingIndex>, _ facts: [FactIndex], isWatched: Bool) -> Results.Row {
    let form = form(facts, subject)
    func ours(_ precedents: Precedents, isWatched: Bool = false) -> Conversation {
      Conversation(subject, findings, .ours, form: form, precedents: precedents, isWatched: isWatched)
    }
    return Results.Row(
      ours: ours(precedents, isWatched: isWatched), file: Conversation(subject, findings, .file, form: form),
      leftOut: ours(precedents.without(subject.address)).count, alone: ours(.none).count)
  }

  private func model(of findings: Set<FindingIndex>) -> ModelResults {
    guard let blank else { return ModelResults() }
    let model = WayModel(blank, findings)
    let ours = model.ours()
    var results = ModelResults(
      ways: model.count, unreached: ours.unreached, ours: ours.mean, least: model.bound)
    if let puzzle = model.puzzle {
      var tree = DecisionTree(puzzle, work: Self.work)
      let outcome = tree.solve()
      results.least = max(results.least, outcome.least)
      results.best = outcome.mean
    }
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
