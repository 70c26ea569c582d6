import ArgumentParser
import CaseStore
import Casework
import JSONText
import Reports

/// `case open`: goes on where somebody stopped.
struct CaseOpen: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Goes on with a kept case, under the knowledge of today.",
    usage: "wabadoctor case open <number> [<options>]",
    discussion: """
      In the shell it opens the prompt on the case, or reads commands from standard input. A closed case is open again with its \
      first change. What another process changes meanwhile is not lost: this conversation then goes on as a case of its own.
      """)

  @Argument(help: ArgumentHelp("The number of the case.", valueName: "number")) var number: Int64
  @OptionGroup(title: "The conversation") var talk: TalkOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  func execute() throws -> ExitStatus {
    try talk.talk(knowledge, isKept: true) { try run(in: $0) }
  }

  func run(in session: PromptSession) throws {
    let (record, stamp) = try talk.place.opened(.reading, in: session).record(number)
    let bytes = Array(record.document.utf8)
    let outcome = try CaseFileReader.read(bytes, name: "case \(number)", knowledge: session.knowledge)
    Redaction.process.reserve(standInsIn: bytes)
    session.goOn(with: Conversation(outcome.state), keptAs: talk.place.isNamed(in: session) ? nil : stamp)
    for remark in outcome.remarks { session.say("Not taken over: \(HarmlessText.shown(remark))\n") }
    if let closed = record.outcome?.closed {
      session.say("Closed \(IndentedText.minute(closed.description)); a change opens it again.\n")
    }
    session.say(TextReport.text(session.context, detail: .overview, style: session.style))
    session.putQuestion()
  }
}
