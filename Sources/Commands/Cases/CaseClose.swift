import ArgumentParser
import CaseStore
import Casework
import Inference
import JSONText
import Knowledge
import Reports

/// `case close`: what it was, what cured it, and how well the list did.
struct CaseClose: KeptCaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Closes a case with its true cause, and tells how well the list of findings did.",
    usage: "wabadoctor case close [<number>] --cause <finding> [<options>]",
    discussion: """
      Closed cases count how usual each finding is; the interview asks accordingly (see kb stats --cases).

      Examples:
        wabadoctor case close 12 --cause onboarding.on-behalf-of --cured "moved to its owner" --hours 2.5
        wabadoctor case close 12 --words "a firewall of the customer"
      """)

  @Argument(help: ArgumentHelp("The number of the case; at the prompt, that of this one.", valueName: "number")) var number: Int64?
  @Option(help: ArgumentHelp("The true cause: the name of a finding.", valueName: "finding")) var cause: String?
  @Option(help: ArgumentHelp("The cause in words, when no finding says it, or more to it.", valueName: "words")) var words: String?
  @Option(help: ArgumentHelp("What cured it.", valueName: "words")) var cured: String?
  @Option(help: ArgumentHelp("Hours of work that it took.", valueName: "hours")) var hours: Double?
  @OptionGroup(title: "The cases") var place: StoreOptions
  @OptionGroup(title: "The report") var report: ReportOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  func validate() throws {
    guard cause != nil || words != nil else {
      throw ValidationError("say what it was: --cause FINDING, or --words \"…\" when no finding says it")
    }
    if let hours, !(hours >= 0 && hours.isFinite) { throw ValidationError("--hours is a number such as 2.5") }
  }

  func run(with session: PromptSession?) throws -> ExitStatus {
    let number = try number(number, session)
    let base = try session?.knowledge ?? knowledge.read(.everything.subtracting(.cases))
    let finding = try cause.map { try EntryName.finding($0, in: base) }
    let store = try place.opened(.writing, in: session)
    let record = try store.record(number).record
    let opened = try CaseFileReader.read(Array(record.document.utf8), name: "case \(number)", knowledge: base)
    let hidden = { (text: String?) in text.map { Redaction.process.redacted($0) } }
    let outcome = CaseOutcome(
      closed: session?.clock() ?? .present, cause: finding.map { base.findings[$0].address }, words: hidden(words), cured: hidden(cured),
      hours: hours)
    let stamp = try store.close(number, outcome)
    if let session, session.keeper?.number == number, !place.isNamed(in: session) {
      session.keeper?.follow(stamp)
    }
    let conversation = Conversation(opened.state)
    let review = finding.map { CaseReview(conversation, cause: $0) }
    let style = report.outputFile == nil ? session?.style ?? report.style : report.style
    let telling = CaseReviewText(number: number, outcome: outcome, review: review, knowledge: base)
    try report.write(text: telling.text(style: style), json: telling.json)
    return .answered
  }
}
