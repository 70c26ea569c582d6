import ArgumentParser
import CaseStore
import Casework
import Inference
import Knowledge
import Reports

/// A conversation at the prompt: takes lines, does what they say, shows what follows, and puts the next question.
final class PromptSession {
  /// The case, and the way back.
  private(set) var conversation: Conversation
  let screen: PromptScreen
  /// The question that waits for an answer.
  private(set) var question: NextQuestion?
  /// Whether the person wants to leave.
  var isLeaving = false
  /// Keeps the case after every change; `nil` when it is kept nowhere.
  let keeper: CaseKeeper?
  /// The files of commands that are being read, innermost last.
  private var readingFiles: [String] = []
  /// Files that this conversation wrote, and may write again.
  var savedTo: Set<String> = []
  /// How the live account of the case was read, and is read again; `nil` when it was not.
  var live: LiveOptions?
  private let experience: Experience
  /// Whether experience was looked at.
  private var hasLearned = false
  /// Drawings of the logs that were brought, the last of each place.
  private var charts: [ReportChart] = []
  /// Gives the terminal as it was found to another program while that runs.
  var lendTerminal: (() -> Bool) -> Bool = { $0() }

  /// The present.
  let clock: () -> Moment
  private var diagnosed: Diagnosis?
  /// The kind of ticket that was asked for last; `nil` to choose by what is known.
  var ticketType: TicketType?
  /// The ticket whose missing things are asked for; `nil` when the interview goes its own way.
  var pursued: TicketPursuit?
  /// Why the case as it is now is not kept; `nil` when it is, or when nobody asked for it.
  private(set) var keepingFailed: ExitStatus?
  /// What was said once and is not said again.
  private var troubles: Set<String> = []
  /// The severity that was said last, as it was said.
  private var severityTold: String?
  /// Whether it was said how questions are had.
  private var hasHinted = false
  private var index: KnowledgeSearch?

  /// Begins a conversation.
  ///
  /// - Parameters:
  ///   - keeper: keeps the case; `nil` to keep none.
  ///   - experience: where the choice of questions learns from.
  ///   - clock: tells the present.
  init(
    _ conversation: Conversation, screen: PromptScreen, keeper: CaseKeeper? = nil,
    experience: Experience = .none,
    clock: @escaping () -> Moment
  ) {
    self.conversation = conversation
    self.screen = screen
    self.keeper = keeper
    self.experience = experience
    self.clock = clock
  }

  var knowledge: KnowledgeBase { conversation.knowledge }
  var style: TextStyle { screen.style }
  /// What can be said of the case now.
  var diagnosis: Diagnosis {
    if let diagnosed { return diagnosed }
    let diagnosis = conversation.diagnosis()
    diagnosed = diagnosis
    return diagnosis
  }
  /// What reports are made from.
  var context: ReportContext { context(filter: ReportFilter()) }

  /// What a report is made from that tells only a part.
  func context(filter: ReportFilter) -> ReportContext {
    let state = conversation.state
    var places = state.places
    if state.engine.claims.contains(where: {
      $0.evidence.origin == "agent" || $0.evidence.origin == "customer"
    }) {
      places.append("answers")
    }
    var header = ReportHeader(
      caseName: state.label, waba: state.waba, factsFrom: places, toolVersion: Program.version)
    header.supposed = state.supposed.count
    return ReportContext(
      diagnosis, engine: conversation.engine, header: header, waivers: state.waivers, filter: filter,
      charts: drawn)
  }
  /// The drawings of what is still in the case: that of a log which was taken back is not shown.
  private var drawn: [ReportChart] { charts.filter { conversation.state.places.contains($0.place) } }

  /// Shows a drawing with the reports of the case, in place of an earlier one of the same logs.
  func draw(_ chart: ReportChart) { charts = charts.filter { $0.place != chart.place } + [chart] }
  /// The index of `search`, made when it is first needed.
  var search: KnowledgeSearch {
    if let index { return index }
    let made = KnowledgeSearch(knowledge)
    index = made
    return made
  }

  /// Whether a trouble was told before; notes that it is told now.
  func hasTold(trouble: String) -> Bool { !troubles.insert(trouble).inserted }

  /// Shows a text.
  func say(_ text: String) { screen.show(text) }

  // MARK: Changes

  /// Changes the case, tells what follows, keeps the case, and puts the next question.
  func change(_ body: (inout Conversation) throws -> Void) rethrows {
    let before = diagnosis
    var changed = conversation
    try body(&changed)
    conversation = changed
    diagnosed = nil
    keep()
    say(
      ConsequenceText(
        DiagnosisChange(from: before, to: diagnosis, findings: conversation.findings), knowledge: knowledge,
        style: style
      ).text)
    tellSeverity()
    putQuestion()
  }

  /// Says which severity a ticket would have, when that is not what was said last.
  private func tellSeverity() {
    let line = context.severityLine
    defer { severityTold = line }
    guard line != severityTold else { return }
    say(IndentedText.text([(0, line ?? "Ticket: the severity is open again")], style: style))
  }

  /// Changes something that no finding rests on: a note, a waiver.
  func changeQuietly(_ body: (inout Conversation) throws -> Void) rethrows {
    var changed = conversation
    try body(&changed)
    conversation = changed
    diagnosed = nil
    keep()
  }

  /// Goes on with another conversation.
  func replace(with other: Conversation) {
    keeper?.begin()
    take(over: other)
    if !other.isBlank || !other.engine.claims.isEmpty { keep() }
  }

  /// Goes on with a conversation that is kept already.
  ///
  /// - Parameter stamp: the case as it is kept; `nil` when it is kept elsewhere and becomes a case of its own here.
  func goOn(with other: Conversation, keptAs stamp: CaseStamp?) {
    keeper?.begin()
    take(over: other)
    if let stamp { keeper?.adopt(stamp, other.engine) }
  }

  private func take(over other: Conversation) {
    let (priors, precedents) = (conversation.priors, conversation.precedents)
    conversation = other
    conversation.priors = priors
    conversation.precedents = precedents
    charts = []
    severityTold = nil
    diagnosed = nil
    question = nil
    pursued = nil
    ticketType = nil
  }

  /// Begins another case; the one before stays as it is kept.
  func beginAnew() {
    savedTo = []
    replace(with: Conversation(knowledge: knowledge, now: clock()))
  }

  /// Keeps the case; what stands in the way is said once.
  private func keep() {
    guard let keeper else { return }
    do {
      let kept = try keeper.keep(conversation, diagnosis, context)
      keepingFailed = nil
      guard case .apart(let before, let number) = kept else { return }
      screen.complain(
        "\(Failure.prefix)case \(before) was changed or removed by another process meanwhile; this conversation goes on as case \(number)\n"
      )
    } catch {
      keepingFailed = ExitStatus(error.kind)
      guard !hasTold(trouble: error.message) else { return }
      screen.complain(
        "\(Failure.prefix)the case is not kept: \(error.message); save FILE keeps it elsewhere\n")
    }
  }

  /// Looks once at what closed and worked cases teach; without them, and when they cannot be read, the declared priors and the rules
  /// hold.
  private func learn() {
    guard !hasLearned else { return }
    hasLearned = true
    do {
      if let causes = try experience.causes?() { conversation.priors = FindingPriors(causes: causes, in: knowledge) }
    } catch {
      screen.complain(
        "\(Failure.prefix)nothing is learned from closed cases: \((error as? CaseStoreError)?.message ?? "\(error)")\n"
      )
    }
    do {
      guard let (cases, faults) = try experience.workedCases?() else { return }
      let precedents = Precedents(cases, knowledge)
      conversation.precedents = precedents
      let all = faults + precedents.faults
      guard let first = all.first else { return }
      let rest = all.count > 1 ? "; and \(all.count - 1) more" : ""
      screen.complain(
        "\(Failure.prefix)nothing is learned from faulty worked cases: \(first)\(rest); wabadoctor kb check lists every fault\n")
    } catch {
      screen.complain(
        "\(Failure.prefix)nothing is learned from worked cases: \((error as? CaseworkError)?.lines.joined(separator: "; ") ?? "\(error)")\n"
      )
    }
  }

  // MARK: Questions

  /// Puts the next question, if the conversation is about something.
  func putQuestion() {
    question = nil
    if let pursued { return askFor(pursued) }
    guard conversation.state.topics.isEmpty else { return ask() }
    guard !hasHinted else { return }
    hasHinted = true
    say("ask puts the question that tells most; the customer's words, or topic NAME, keep to one subject.\n")
  }

  /// Puts the next question, of whatever topic.
  func ask() {
    learn()
    switch conversation.next() {
    case .done(let end):
      question = nil
      say(QuestionText.text(end, unsure: conversation.state.unsure.count, style: style))
    case .ask(let next):
      put(next)
    }
  }

  /// Makes a question the open one, and puts it.
  func put(_ next: NextQuestion) {
    question = next
    repeatQuestion()
  }

  /// Puts the open question again.
  func repeatQuestion() {
    guard let question else { return }
    say(text(of: question).text(number: conversation.state.dealtWith + 1))
  }

  /// How a question is told.
  func text(of question: NextQuestion) -> QuestionText {
    let choices = AnswerReading(question, in: knowledge).choices.map {
      QuestionText.Choice(label: $0.label, word: $0.word)
    }
    return QuestionText(question, choices: choices, knowledge: knowledge, style: style)
  }

  /// Takes the answer to the open question.
  ///
  /// - Throws: `CaseworkError` of kind usage when it is none.
  func answer(_ text: String) throws {
    guard let question else { throw PromptError.noQuestion }
    let value = try AnswerReading(question, in: knowledge).read(text)
    let kind = knowledge.facts[question.reference.fact].kind
    say("  \(conversation.name(question.reference)) is \(HarmlessText.value(value.text(of: kind)))\n")
    warn(of: value, for: question.reference)
    change { $0.answer(question.reference, value, who: question.question.who, at: clock()) }
  }

  // MARK: Files of commands

  /// Whether lines come from a file that is read.
  var isReading: Bool { !readingFiles.isEmpty }
  /// Files within files go no deeper than this.
  private static let deepest = 8

  /// Takes the lines of a file as if they were typed; stops at the first error.
  ///
  /// - Throws: `CaseworkError` with the place of the line.
  func read(_ path: String) throws {
    guard readingFiles.count < Self.deepest, !readingFiles.contains(path) else {
      throw CaseworkError(.usage, "read \(path): is being read already, or files read one another too deep")
    }
    var lines = TextLines(String(decoding: try InputFile.bytes(of: path), as: UTF8.self))
    readingFiles.append(path)
    defer { readingFiles.removeLast() }
    while let (number, text) = lines.next(), !isLeaving {
      let status = take(text)
      guard status == .answered else {
        throw CaseworkError(
          .unreadableInput,
          "\(path):\(number): stopped here; what stands above is done, and undo takes it back")
      }
    }
  }

  /// Says when an error code is none that is known: a slip of the finger would rule things out.
  private func warn(of value: FactValue, for reference: FactReference) {
    guard case .whole(let code) = value, knowledge.facts[reference.fact].name.field == "error_code",
      !knowledge.errorCodes.contains(where: { $0.code == String(code) })
    else { return }
    let near = NearMiss.suggestion(for: String(code), among: knowledge.errorCodes.map(\.code))
    say("  \(code) is no code that is known\(near)\(near.isEmpty ? ";" : "") undo takes it back\n")
  }
}
