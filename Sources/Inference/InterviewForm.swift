import Knowledge
import Synchronization

/// What interviews find out of the rules alone, whatever is known of the case: conditions with their comparisons numbered, and the
/// answers that rules tell apart. It is worked out when first asked for and kept, so that only the first questions pay for it.
final class InterviewForm: Sendable {
  /// A comparison of a condition.
  final class Leaf: Sendable {
    let number: Int
    let test: FactTest
    /// The facts that it reads.
    let reads: [FactIndex]
    /// Whether all of them are facts of the case.
    let isOfCase: Bool
    /// The answers with which it holds, and with which it fails; `nil` when they depend on what else is known.
    let told: (holds: AnswerSet, fails: AnswerSet)?

    init(_ number: Int, _ test: FactTest, isOfCase: Bool, told: (holds: AnswerSet, fails: AnswerSet)?) {
      self.number = number
      self.test = test
      reads = test.reads
      self.isOfCase = isOfCase
      self.told = told
    }
  }
  indirect enum Node: Sendable {
    case leaf(Leaf)
    case all([Node])
    case any([Node])
    case none([Node])
    case quantified(Quantifier.Amount, subject: Int, Node?)
  }

  /// Which answer a value is; `nil` inside for a value that is none.
  struct Position: Sendable {
    let position: Int?
  }

  private let pages = Mutex(Pages())

  /// The condition of a rule.
  func node(_ rule: RuleIndex, _ rules: CompiledRules) -> Node {
    pages.withLock { $0.node(rule, rules) }
  }

  /// The answers that a fact can get; `nil` when they depend on what else is known.
  func answers(_ fact: FactIndex, _ rules: CompiledRules) -> [InterviewAnswer]? {
    pages.withLock { $0.answers(fact, rules) }
  }

  /// The position of the answer that a value is, if it is one; `nil` when the answers depend on what else is known.
  func position(of value: FactValue, _ fact: FactIndex, _ rules: CompiledRules) -> Position? {
    pages.withLock { $0.position(of: value, fact, rules) }
  }

  /// Position of each fact's question in `KnowledgeBase.questions`.
  func questions(_ rules: CompiledRules) -> [FactIndex: Int] {
    pages.withLock { $0.questions(rules.knowledge) }
  }

  /// Answers by what a comparison says of them.
  static func sort(_ answers: [InterviewAnswer], by truth: (FactValue) -> Truth) -> (holds: AnswerSet, fails: AnswerSet) {
    var holds = AnswerSet()
    var fails = AnswerSet()
    for (position, answer) in answers.enumerated() {
      switch truth(answer.value) {
      case .holds: holds.insert(position)
      case .fails: fails.insert(position)
      case .unknown: break
      }
    }
    return (holds, fails)
  }
}

extension InterviewForm {
  /// What has been asked for so far.
  private struct Pages: Sendable {
    private var nodes: [RuleIndex: Node] = [:]
    private var leaves = 0
    /// `nil` inside: they depend on what else is known.
    private var answers: [FactIndex: [InterviewAnswer]?] = [:]
    private var questions: [FactIndex: Int]?
    private var positions: [FactIndex: [FactValue: Position]] = [:]

    mutating func node(_ rule: RuleIndex, _ rules: CompiledRules) -> Node {
      if let known = nodes[rule] { return known }
      let made = make(rules.knowledge.rules[rule].condition, rules)
      nodes[rule] = made
      return made
    }

    private mutating func make(_ condition: Condition, _ rules: CompiledRules) -> Node {
      switch condition {
      case .test(let test): return .leaf(leaf(test, rules))
      case .all(let parts): return .all(parts.map { make($0, rules) })
      case .any(let parts): return .any(parts.map { make($0, rules) })
      case .none(let parts): return .none(parts.map { make($0, rules) })
      case .quantified(let quantifier):
        return .quantified(quantifier.amount, subject: quantifier.subject, quantifier.condition.map { make($0, rules) })
      }
    }

    private mutating func leaf(_ test: FactTest, _ rules: CompiledRules) -> Leaf {
      let knowledge = rules.knowledge
      let answers = test.reads.count > 1 ? nil : answers(test.fact, rules)
      let told = answers.map { InterviewForm.sort($0) { rules.evaluator.truth(test, value: $0) } }
      leaves += 1
      let isOfCase = test.reads.allSatisfy { !knowledge.subjects[knowledge.facts[$0].subject].isMany }
      return Leaf(leaves - 1, test, isOfCase: isOfCase, told: told)
    }

    mutating func answers(_ fact: FactIndex, _ rules: CompiledRules) -> [InterviewAnswer]? {
      if let known = answers[fact] { return known }
      let tests = rules.tests(reading: fact)
      let isAlone = tests.allSatisfy { $0.reads.count == 1 }
      let question = questions(rules.knowledge)[fact].map { rules.knowledge.questions[$0] }
      let made = isAlone ? AnswerRange(fact, tests, rules, label: question) { _ in nil }.answers() : nil
      answers[fact] = .some(made)
      return made
    }

    mutating func position(of value: FactValue, _ fact: FactIndex, _ rules: CompiledRules) -> Position? {
      if let known = positions[fact]?[value] { return known }
      guard let answers = answers(fact, rules) else { return nil }
      let range = AnswerRange(fact, rules.tests(reading: fact), rules, label: nil) { _ in nil }
      let made = Position(position: range.position(of: value, among: answers))
      positions[fact, default: [:]][value] = made
      return made
    }

    mutating func questions(_ knowledge: KnowledgeBase) -> [FactIndex: Int] {
      if let questions { return questions }
      var result: [FactIndex: Int] = [:]
      for (position, question) in knowledge.questions.enumerated() where question.retired == nil {
        if let fact = knowledge.factPositions[question.address] { result[fact] = position }
      }
      questions = result
      return result
    }
  }
}
