import ArgumentParser
import Casework
import Glibc
import Knowledge

/// How a conversation is held and what is kept of it.
struct TalkOptions: ParsableArguments {
  @Flag(name: .long, help: "Without a terminal: go on after an error; the status is that of the first.")
  var keepGoing = false
  @Flag(name: .long, help: "Keep neither the history of what is typed nor the case.") var keepNothing = false
  @Flag(name: .long, help: "Choose questions by the declared priors and the worked cases, and not by closed cases too.")
  var noLearning = false
  @OptionGroup var place: StoreOptions

  /// Talks until the person leaves, or the input ends.
  ///
  /// - Parameters:
  ///   - isKept: whether the case is kept without a person and without `--store`.
  ///   - begin: what is done before the first line.
  func talk(_ knowledge: KnowledgeOptions, isKept: Bool = false, _ begin: (PromptSession) throws -> Void = { _ in })
    throws -> ExitStatus
  {
    let base = try knowledge.read(.everything.subtracting(.cases))
    let isPerson = isatty(0) == 1 && Terminal.output.isPerson
    let keeps = !keepNothing && (isPerson || isKept || place.store != nil)
    let keeper = place.path.flatMap { keeps ? CaseKeeper(path: $0, clock: { .present }) : nil }
    let session = PromptSession(
      Conversation(knowledge: base, now: .present), screen: PromptScreen(isPaged: isPerson), keeper: keeper,
      experience: Experience(
        causes: noLearning
          ? nil : place.path.map { path in { try CaseKeeper(path: path, clock: { .present }).causes() } },
        workedCases: knowledge.workedCases),
      clock: { .present })
    try PromptScreen.$current.withValue(session.screen) { try begin(session) }
    guard isPerson else { return try script(session) }
    let folder = keepNothing ? nil : StateFolder(environment: Terminal.environment)
    do {
      return try PromptFace(session, folder: folder).talk()
    } catch {
      throw CaseworkError(.ourFault, "the terminal cannot be used: \(error)")
    }
  }

  /// Takes the lines of standard input. A case that was to be kept and is not makes the status that of the trouble.
  private func script(_ session: PromptSession) throws -> ExitStatus {
    var lines = StandardInputLines()
    var first = ExitStatus.answered
    while !session.isLeaving, let input = try lines.next() {
      let status: ExitStatus
      switch input {
      case .text(let text, let isRepaired):
        if isRepaired {
          session.screen.complain(
            "\(Failure.prefix)standard input:\(lines.number): bytes that are no UTF-8 became \u{FFFD}\n")
        }
        status = session.take(text)
      case .tooLong:
        session.screen.complain(PromptFace.tooLong)
        status = .unreadableInput
      }
      if status.isError, first == .answered { first = status }
      if status.isError, !keepGoing {
        Terminal.error.write("\(Failure.prefix)standard input:\(lines.number): stopped here\n")
        return status
      }
    }
    return first == .answered ? session.keepingFailed ?? first : first
  }
}

extension StoreOptions {
  /// Whether another store is named than the one that the conversation is kept in.
  func isNamed(in session: PromptSession) -> Bool { store.map { $0 != session.keeper?.path } ?? false }
}
