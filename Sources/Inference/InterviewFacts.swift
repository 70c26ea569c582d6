import Knowledge

/// Which facts can be asked, and which answers rules tell apart.
final class InterviewFacts {
  let memory: WorkingMemory
  let rules: CompiledRules
  var knowledge: KnowledgeBase { rules.knowledge }
  /// Facts that nobody could tell.
  let skipped: Set<WorkingMemory.Slot>
  /// Facts that are not asked now.
  private let postponed: Set<WorkingMemory.Slot>
  /// Position of each fact's question in `KnowledgeBase.questions`.
  private let questionOfFact: [FactIndex: Int]
  private var known: [WorkingMemory.Slot: [InterviewAnswer]] = [:]

  init(_ memory: WorkingMemory, skipped: Set<WorkingMemory.Slot>, postponed: Set<WorkingMemory.Slot> = []) {
    self.memory = memory
    rules = memory.rules
    self.skipped = skipped
    self.postponed = postponed
    questionOfFact = rules.interview.questions(rules)
  }

  private init(_ memory: WorkingMemory, like other: InterviewFacts) {
    self.memory = memory
    rules = memory.rules
    skipped = other.skipped
    postponed = other.postponed
    questionOfFact = other.questionOfFact
  }

  /// The same of another state of the case.
  func with(_ memory: WorkingMemory) -> InterviewFacts { InterviewFacts(memory, like: self) }

  /// The question about a fact; `nil` when there is none.
  func question(_ fact: FactIndex) -> Question? { questionOfFact[fact].map { knowledge.questions[$0] } }

  /// Whether a fact is unknown, has a question, and was neither skipped nor put off.
  func isAskable(_ slot: WorkingMemory.Slot) -> Bool {
    questionOfFact[slot.fact] != nil && !skipped.contains(slot) && !postponed.contains(slot)
      && memory.value(of: slot.fact, slot.instance) == nil
  }

  func slot(_ fact: FactIndex, _ instance: Int) -> WorkingMemory.Slot {
    WorkingMemory.Slot(fact: fact, instance: memory.scope(of: fact) == 0 ? 0 : instance)
  }

  /// The answers that a fact can get.
  func answers(_ slot: WorkingMemory.Slot) -> [InterviewAnswer] {
    if let answers = known[slot] { return answers }
    let tests = rules.tests(reading: slot.fact)
    let answers =
      rules.interview.answers(slot.fact, rules)
      ?? AnswerRange(slot.fact, tests, rules, label: question(slot.fact)) { [memory] in memory.value(of: $0, slot.instance) }.answers()
    known[slot] = answers
    return answers
  }

  /// The position of the answer that a value is: rules cannot tell them apart. `nil` for a value that is none of them.
  func position(of value: FactValue, _ slot: WorkingMemory.Slot) -> Int? {
    if let told = rules.interview.position(of: value, slot.fact, rules) { return told.position }
    return AnswerRange(slot.fact, rules.tests(reading: slot.fact), rules, label: nil) { [memory] in memory.value(of: $0, slot.instance) }
      .position(of: value, among: answers(slot))
  }
}

/// One answer to a question: a value that stands for all that rules cannot tell from it.
struct InterviewAnswer: Sendable {
  let value: FactValue
  let label: String
  let isExact: Bool
}

/// The stretches into which the constants of rules divide the values of a fact.
struct AnswerRange {
  private let fact: FactIndex
  private let tests: [FactTest]
  private let rules: CompiledRules
  /// The value of another fact that this one is compared with.
  private let other: (FactIndex) -> FactValue?
  private let question: Question?
  private let definition: FactDefinition
  private var knowledge: KnowledgeBase { rules.knowledge }

  /// - Parameter other: the value of another fact that this one is compared with.
  init(
    _ fact: FactIndex, _ tests: [FactTest], _ rules: CompiledRules, label question: Question?, other: @escaping (FactIndex) -> FactValue?
  ) {
    self.fact = fact
    self.tests = tests
    self.rules = rules
    self.other = other
    self.question = question
    definition = rules.knowledge.facts[fact]
  }

  func answers() -> [InterviewAnswer] {
    switch definition.kind {
    case .yesNo:
      return [true, false].map { value in
        let word = value ? "yes" : "no"
        return InterviewAnswer(value: .yesNo(value), label: question?.label(of: word) ?? word, isExact: true)
      }
    case .choice:
      return definition.options.map { option in
        InterviewAnswer(value: .choice(option), label: question?.label(of: option) ?? option, isExact: true)
      }
    case .list: return listAnswers()
    case .text, .country, .phoneNumber: return groups()
    case .wholeNumber, .count, .decimal, .percent, .duration, .version, .date, .moment: return stretches()
    }
  }

  /// One value for each way in which the comparisons tell values apart.
  func representatives() -> [FactValue] {
    var seen: Set<[UInt8]> = []
    return answers().map(\.value).filter { seen.insert(signature($0)).inserted }
  }

  /// The position of the answer that no comparison tells from a value.
  func position(of value: FactValue, among answers: [InterviewAnswer]) -> Int? {
    if let exact = answers.firstIndex(where: { $0.value == value }) { return exact }
    let signature = signature(value)
    return answers.firstIndex { self.signature($0.value) == signature }
  }

  // MARK: Constants

  /// What the fact's values are compared with, in file order, each once.
  private func constants() -> [FactValue] {
    var seen: Set<FactValue> = []
    return tests.flatMap { constants(of: $0) }.filter { seen.insert($0).inserted }
  }

  private func constants(of test: FactTest) -> [FactValue] {
    switch test.operand {
    case .values(let values): return values.flatMap { value in boundary(value, test) }
    case .keys(let table): return knowledge.tables[table].rows.map(\.key)
    case .fact(let second):
      let counterpart = test.fact == fact ? second : test.fact
      return other(counterpart).map { [$0] } ?? []
    case .row(let table, let at):
      let rows = knowledge.tables[table].rows
      guard test.fact == fact else { return rows.map(\.key) }
      guard let key = other(at) else { return rows.compactMap(\.value) }
      return knowledge.tables[table].row(key)?.value.map { [$0] } ?? []
    }
  }

  /// An operand as a value of the fact: a duration before or around now as the day or moment where it ends.
  private func boundary(_ operand: FactValue, _ test: FactTest) -> [FactValue] {
    guard case .duration(let span) = operand, definition.kind.isInTime else { return [operand] }
    let now = rules.now.seconds
    let ends = test.comparison == .within ? [now - span.seconds, now + span.seconds] : [now - span.seconds]
    return ends.map { end in
      definition.kind == .date ? .date(Moment(seconds: end).date) : .moment(Moment(seconds: end))
    }
  }

  /// What every comparison says of a value: values of which all say the same are one answer.
  private func signature(_ value: FactValue) -> [UInt8] {
    tests.map { test in
      let reads = test.reads
      guard reads.count > 1 else { return rules.evaluator.truth(test, value: value).rawValue }
      let first = reads[0] == fact ? value : other(reads[0])
      let second = reads[1] == fact ? value : other(reads[1])
      return rules.evaluator.truth(test, value: first, other: second).rawValue
    }
  }

  // MARK: Values without order

  /// Named values that rules do not tell apart, and all others.
  private func groups() -> [InterviewAnswer] {
    let constants = constants()
    var order: [[UInt8]] = []
    var members: [[UInt8]: [FactValue]] = [:]
    for value in constants {
      let signature = signature(value)
      if members[signature] == nil { order.append(signature) }
      members[signature, default: []].append(value)
    }
    let other = otherValue(than: constants)
    var result = order.filter { $0 != signature(other) }.compactMap { members[$0] }.map { group in
      InterviewAnswer(value: group[0], label: names(group), isExact: group.count == 1)
    }
    let noun = definition.kind == .country ? "country" : definition.kind == .phoneNumber ? "number" : "text"
    result.append(InterviewAnswer(value: other, label: result.isEmpty ? "any \(noun)" : "another \(noun)", isExact: false))
    return result
  }

  private func names(_ group: [FactValue]) -> String {
    let names = group.map { $0.text(of: definition.kind) }
    return names.count > 4 ? names[..<3].joined(separator: ", ") + " or \(names.count - 3) more" : names.joined(separator: ", ")
  }

  private func otherValue(than constants: [FactValue]) -> FactValue {
    switch definition.kind {
    case .country:
      let free = ["ZZ", "XX", "QZ"].compactMap { CountryCode($0) }.first { !constants.contains(.country($0)) }
      return free.map { .country($0) } ?? .text("")
    case .phoneNumber: return PhoneNumber("+999999999999999").map { .phoneNumber($0) } ?? .text("")
    default: return .text("\u{2026}")
    }
  }

  /// None, each of the elements that rules look for, those they look for together, and all of them.
  private func listAnswers() -> [InterviewAnswer] {
    let elements = constants().filter { if case .list = $0 { false } else { true } }
    var lists: [[FactValue]] = [[]] + elements.map { [$0] }
    for test in tests {
      if case .values(let values) = test.operand, values.count > 1, !lists.contains(values) { lists.append(values) }
    }
    if elements.count > 1, !lists.contains(elements) { lists.append(elements) }
    return lists.map { list in
      let text = FactValue.list(list).text(of: definition.kind)
      return InterviewAnswer(value: .list(list), label: list.isEmpty ? "none of these" : text, isExact: false)
    }
  }

  // MARK: Values with an order

  /// Stretches of neighbouring values that rules do not tell apart.
  private func stretches() -> [InterviewAnswer] {
    let constants = constants().filter { FactValue.isOrdered($0) }.sorted { (FactValue.order($0, $1) ?? 0) < 0 }
    guard let first = constants.first, let last = constants.last else {
      return [InterviewAnswer(value: definition.kind.anyValue(now: rules.now), label: "any value", isExact: false)]
    }
    let step = ValueStep(kind: definition.kind)
    var line: [(value: FactValue, isConstant: Bool)] = []
    if let below = step.below(first) { line.append((below, false)) }
    for (position, constant) in constants.enumerated() {
      if position > 0, let between = step.between(constants[position - 1], constant) { line.append((between, false)) }
      line.append((constant, true))
    }
    if let above = step.above(last) { line.append((above, false)) }
    var runs: [Range<Int>] = []
    for position in line.indices {
      if let run = runs.last, signature(line[run.lowerBound].value) == signature(line[position].value) {
        runs[runs.count - 1] = run.lowerBound..<position + 1
      } else {
        runs.append(position..<position + 1)
      }
    }
    return runs.map { run in
      InterviewAnswer(
        value: line[run.lowerBound].value, label: label(run, line), isExact: run.count == 1 && line[run.lowerBound].isConstant)
    }
  }

  private func label(_ run: Range<Int>, _ line: [(value: FactValue, isConstant: Bool)]) -> String {
    func text(_ position: Int) -> String { line[position].value.text(of: definition.kind) }
    let first = run.lowerBound
    let last = run.upperBound - 1
    if first == last, line[first].isConstant { return text(first) }
    let time = definition.kind.isInTime
    let reachesDown = first == 0
    let reachesUp = last == line.count - 1
    if reachesDown && reachesUp { return "any value" }
    let lower =
      line[first].isConstant
      ? (time ? "from " : "at least ") + text(first) : reachesDown ? "" : (time ? "after " : "above ") + text(first - 1)
    let upper =
      line[last].isConstant ? (time ? "until " : "at most ") + text(last) : reachesUp ? "" : (time ? "before " : "below ") + text(last + 1)
    if reachesUp { return lower }
    if reachesDown { return upper }
    return lower + ", " + upper
  }
}

extension FactValue {
  /// Whether the value is of a kind with an order.
  fileprivate static func isOrdered(_ value: FactValue) -> Bool { FactValue.order(value, value) != nil }
}

extension FactKind {
  /// Some value of an ordered kind.
  fileprivate func anyValue(now: Moment) -> FactValue {
    switch self {
    case .decimal, .percent: .decimal(ExactDecimal(1))
    case .duration: .duration(TimeSpan(seconds: 1))
    case .version: VersionNumber("1").map { .version($0) } ?? .whole(1)
    case .date: .date(now.date)
    case .moment: .moment(now)
    default: .whole(1)
    }
  }
}

/// Values next to, and between, values of an ordered kind.
private struct ValueStep {
  let kind: FactKind

  /// A smaller value; `nil` when there is none.
  func below(_ value: FactValue) -> FactValue? {
    switch value {
    case .whole(let number): kind == .count && number <= 0 ? nil : .whole(number &- 1)
    case .decimal(let number):
      kind == .percent && number.coefficient <= 0
        ? nil : ExactDecimal(coefficient: number.coefficient &- 1, scale: number.scale).map { .decimal($0) }
    case .duration(let span): span.seconds <= 0 ? nil : .duration(TimeSpan(seconds: span.seconds - 1))
    case .version(let version): version.parts.allSatisfy { $0 == 0 } ? nil : VersionNumber("0").map { .version($0) }
    case .date(let date): .date(CalendarDate(days: date.days - 1))
    case .moment(let moment): .moment(Moment(seconds: moment.seconds - 1))
    default: nil
    }
  }

  /// A greater value.
  func above(_ value: FactValue) -> FactValue? {
    switch value {
    case .whole(let number): .whole(number &+ 1)
    case .decimal(let number): ExactDecimal(coefficient: number.coefficient &+ 1, scale: number.scale).map { .decimal($0) }
    case .duration(let span): .duration(TimeSpan(seconds: span.seconds + 1))
    case .version(let version): VersionNumber(version.description + ".1").map { .version($0) }
    case .date(let date): .date(CalendarDate(days: date.days + 1))
    case .moment(let moment): .moment(Moment(seconds: moment.seconds + 1))
    default: nil
    }
  }

  /// A value between two; `nil` when there is none.
  func between(_ low: FactValue, _ high: FactValue) -> FactValue? {
    let candidates: [FactValue?]
    switch low {
    case .decimal(let number):
      let finer = (1...6).map { digits in
        var tens: Int64 = 1
        for _ in 0..<digits { tens *= 10 }
        let (product, overflow) = number.coefficient.multipliedReportingOverflow(by: tens)
        return overflow ? nil : ExactDecimal(coefficient: product &+ 1, scale: number.scale + digits).map { FactValue.decimal($0) }
      }
      candidates = [above(low)] + finer
    case .version(let version):
      candidates = [".1", ".0.1", ".0.0.1"].map { VersionNumber(version.description + $0).map { .version($0) } }
    default: candidates = [above(low)]
    }
    return candidates.compactMap { $0 }.first { (FactValue.order($0, high) ?? 0) < 0 && (FactValue.order(low, $0) ?? 0) < 0 }
  }
}
