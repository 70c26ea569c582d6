import Inference
import Knowledge

/// Every topic with every worked case that has a finding of it.
struct Simulation {
  private let knowledge: KnowledgeBase
  private let told: [ToldCase]
  private let readers: FactReaders
  /// How many states the search for the best order looks at, for one topic.
  private static let work = 300_000
  /// How many sets of questions the search for the best order for everybody looks at.
  private static let ordersTried = 60_000

  init(_ knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    told = ToldCase.all(knowledge)
    readers = FactReaders(knowledge)
  }

  // MARK: What is printed

  /// One line of Markdown for each topic.
  func printTable() {
    print(
      "| topic | cases | ours | worst | file order | worst | best order | ours / best | tree | ways | ours | best order | ours / best |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    var times: [Int] = []
    var inVain = 0
    for topic in knowledge.topics {
      let results = results(of: topic)
      times += results.rows.flatMap(\.ours.times)
      inVain += results.rows.reduce(0) { $0 + $1.ours.inVain.count }
      print(line(topic.address, results))
    }
    times.sort()
    guard !times.isEmpty else { return }
    print(
      "\n\(times.count) questions chosen: median \(times[times.count / 2] / 1000) µs, slowest \((times.last ?? 0) / 1000) µs; asked in vain: \(inVain)"
    )
    printWhole()
  }

  /// How long the first question takes over all findings at once: when nothing was asked before, and later.
  private func printWhole() {
    guard let blank else { return }
    let start = processorTime()
    _ = Interview(engine: blank).next()
    let first = processorTime() - start
    let time = median(runs: 5, atLeast: 1_000_000) {
      _ = Interview(engine: blank).next()
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
      let ours = Conversation(subject, findings, .ours, form: questions, isWatched: name != nil)
      let file = Conversation(subject, findings, .file, form: questions)
      let right = knowledge.findings[subject.right.finding].address
      print("\(subject.address): ours \(ours.untilRight ?? -1), file \(file.untilRight ?? -1); \(right)")
      if name != nil { print(ours.transcript.map { "  " + $0 }.joined(separator: "\n")) }
    }
  }

  /// Means and times of each topic, without anything to compare them with but file order.
  func printQuick() {
    for topic in knowledge.topics {
      let findings = findings(of: topic)
      let form = facts(of: findings)
      let rows = cases(findings, form).map { subject in
        (
          ours: Conversation(subject, findings, .ours, form: self.form(form, subject)),
          file: Conversation(subject, findings, .file, form: self.form(form, subject))
        )
      }
      let ours = rows.map { $0.ours.untilRight ?? $0.ours.untilEnd }
      let slowest = rows.flatMap(\.ours.times).max() ?? 0
      print(
        "\(topic.address) \(rows.count) \(Self.rounded(Self.mean(ours))) \(ours.max() ?? 0)"
          + " file \(Self.rounded(Self.mean(rows.compactMap(\.file.untilRight)))) slowest \(slowest / 1000) µs"
      )
    }
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
    let ours = results.rows.map { $0.ours.untilRight ?? $0.ours.untilEnd }
    let missed = results.rows.count { $0.ours.untilRight == nil }
    let model = results.model
    return
      "| \(name) | \(results.rows.count)\(missed > 0 ? " (\(missed) never)" : "") | \(pair(ours)) | \(pair(results.rows.compactMap(\.file.untilRight))) "
      + "| \(results.order.isExact ? "" : "at least ")\(Self.rounded(results.order.mean)) "
      + "| \(results.order.isExact ? "" : "≤ ")\(Self.rounded(Self.mean(ours) / max(results.order.mean, 1e-9))) | \(results.isExact ? "" : "≤ ")\(Self.rounded(results.tree)) "
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
    var rows: [(subject: SimulatedCase, ours: Conversation, file: Conversation)] = []
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
    for subject in cases {
      let form = form(facts, subject)
      results.rows.append(
        (
          subject, Conversation(subject, findings, .ours, form: form, isWatched: true),
          Conversation(subject, findings, .file, form: form)
        ))
    }
    let puzzle = AnswerTable(cases, readers).puzzle
    results.order = FixedOrder(puzzle).solve(work: Self.ordersTried)
    var tree = DecisionTree(puzzle, work: Self.work)
    let outcome = tree.solve()
    results.tree = outcome.mean
    results.isExact = outcome.isExact
    return results
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
