import Inference
import Knowledge

/// How the next question is chosen.
enum Order {
  /// As the interview says.
  case ours
  /// As a form would: everything that the topic's rules read, one after the other, in file order.
  case file
}

/// What an interview with one case came to.
struct Conversation {
  /// Questions until the right finding was decided; `nil` when it never was.
  private(set) var untilRight: Int?
  /// Questions until nothing was left to ask.
  private(set) var untilEnd = 0
  /// Questions until the right finding was decided, or until the end when it never was.
  var count: Int { untilRight ?? untilEnd }
  /// Names of questions of which every answer left the diagnosis, and what is worth asking, as they were.
  private(set) var inVain: [String] = []
  /// Nanoseconds of processor time that each choice took.
  private(set) var times: [Int] = []
  private(set) var transcript: [String] = []

  /// Holds the interview.
  ///
  /// - Parameters:
  ///   - form: what a form would ask, in file order.
  ///   - precedents: what ours learns from.
  ///   - isWatched: whether to go on until nothing is left to ask, to look for questions asked in vain, and to keep a transcript.
  init(
    _ subject: SimulatedCase, _ findings: Set<FindingIndex>, _ order: Order, form: [FactReference],
    precedents: Precedents = .none, isWatched: Bool = false
  ) {
    var engine = subject.blank
    var skipped: Set<FactReference> = []
    if subject.isDecided(engine) { untilRight = 0 }
    var left = form[...]
    while true {
      let start = processorTime()
      let interview =
        order == .file ? nil : Interview(engine: engine, findings: findings, skipped: skipped, costs: [:], precedents: precedents)
      guard let next = Self.next(order, interview, &left) else { break }
      times.append(processorTime() - start)
      untilEnd += 1
      precondition(untilEnd < 1000, "the interview with \(subject.address) does not end")
      let knowledge = engine.knowledge
      if isWatched, let interview, !Self.matters(next, interview, engine, skipped) {
        inVain.append(knowledge.facts[next.fact].name.description)
      }
      let answer = subject.answer(next)
      if isWatched {
        let value = answer.map { $0.value.text(of: knowledge.facts[next.fact].kind) } ?? "not sure"
        transcript.append("\(knowledge.facts[next.fact].name) \(next.entity ?? ""): \(value)")
      }
      if let answer { engine.assert(answer) } else { skipped.insert(next) }
      if untilRight == nil, subject.isDecided(engine) {
        untilRight = untilEnd
        if isWatched { transcript.append("-- the right finding is decided") }
      }
      if order == .file || !isWatched, untilRight != nil { break }
    }
  }

  private static func next(_ order: Order, _ interview: Interview?, _ left: inout ArraySlice<FactReference>)
    -> FactReference?
  {
    switch order {
    case .ours:
      guard case .ask(let question)? = interview?.next() else { return nil }
      return question.reference
    case .file: return left.popFirst()
    }
  }

  /// Whether some answer settles a finding, or changes what else could help it to a verdict.
  private static func matters(
    _ reference: FactReference, _ interview: Interview, _ engine: InferenceEngine,
    _ skipped: Set<FactReference>
  ) -> Bool {
    guard let question = interview.why(reference) else { return false }
    if question.answers.contains(where: { !$0.shows.isEmpty || !$0.rulesOut.isEmpty }) { return true }
    let name = engine.knowledge.facts[reference.fact].name
    return Set(question.stakes.map(\.finding)).contains { finding in
      let before = Interview(engine: engine, findings: [finding], skipped: skipped).open.filter {
        $0 != reference
      }
      return question.answers.contains { answer in
        var supposed = engine
        let evidence = Evidence(origin: "agent", detail: "supposed")
        supposed.assert(Fact(name: name, entity: reference.entity, value: answer.value, evidence: evidence))
        return Interview(engine: supposed, findings: [finding], skipped: skipped).open != before
      }
    }
  }
}
