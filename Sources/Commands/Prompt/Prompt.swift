import ArgumentParser
import Casework
import Glibc
import Inference
import Knowledge

/// `prompt`: the conversation; what the program does when it is called without a command.
struct Prompt: Command {
  static let configuration = CommandConfiguration(
    abstract: "Opens a conversation that asks the fewest questions; the default.",
    discussion: """
      On a terminal it puts questions and takes answers. Otherwise it reads the same language from standard input, without a \
      prompt, and stops at the first error.

      Examples:
        wabadoctor
        wabadoctor < commands.txt
      """)

  @Flag(name: .long, help: "Without a terminal: go on after an error; the status is that of the first.")
  var keepGoing = false
  @Flag(name: .long, help: "Keep neither the history of what is typed nor the case.") var keepNothing = false
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  /// Talks until the person leaves, or the input ends.
  func execute() throws -> ExitStatus {
    let isPerson = isatty(0) == 1 && Terminal.output.isPerson
    let base = try knowledge.read(.everything.subtracting(.cases))
    let screen = PromptScreen(isPaged: isPerson)
    let folder = keepNothing || !isPerson ? nil : StateFolder(environment: Terminal.environment)
    var cases = 0
    let session = PromptSession(
      Conversation(knowledge: base, now: .present), screen: screen,
      nextFile: {
        cases += 1
        return folder.map { $0.caseFile(begun: .present, process: getpid(), number: cases) }
      }, clock: { .present })
    guard isPerson else { return try script(session) }
    do {
      return try PromptFace(session, folder: folder).talk()
    } catch {
      throw CaseworkError(.ourFault, "the terminal cannot be used: \(error)")
    }
  }

  /// Takes the lines of standard input.
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
    return first
  }
}
