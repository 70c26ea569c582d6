import ArgumentParser
import Casework
import JSONText
import Knowledge
import Reports

/// `ticket`: the text to paste, for one of three readers, with what is still missing.
struct TicketCommand: OpenedCaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "ticket",
    abstract: "Writes the ticket, and says first what it still lacks.",
    usage: "wabadoctor ticket [--for <reader>] [--bundle <file>] [<options>]",
    discussion: """
      The kind of ticket follows from what it is about (incident.matter), else from the topic or the findings; --type chooses it, \
      at the prompt for the whole case. There, what is missing is asked for next. In the shell the status is 3 while something is missing, and 1 when a known incident \
      makes the ticket needless.

      Examples:
        ticket
        ticket --for customer
        wabadoctor ticket --bundle account.json --type onboarding -o markdown
      """)

  /// The forms there are.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

  @Option(name: .customLong("for"), help: ArgumentHelp("Who reads it (default: meta).", valueName: "reader"))
  var voice: Voice?
  @Option(
    name: .long,
    help: ArgumentHelp("The kind of ticket, such as delivery, comparison, onboarding, lock, billing, api-error.", valueName: "type"))
  var type: String?
  @Option(
    name: .long,
    help: ArgumentHelp("A step that was tried, with its time, or another remark. May be repeated.", valueName: "words"))
  var note: [String] = []
  @Option(name: .shortAndLong, help: "The form of the ticket (default: text).") var output: Format?
  @Option(
    name: .long, help: ArgumentHelp("Write the ticket into a file.", valueName: "file"), completion: .file())
  var outputFile: String?
  @Flag(name: .long, help: "Tell what is hidden in the ticket, by kind, and write no ticket.") var preview = false
  @OptionGroup(title: "What is known") var sources: FactOptions
  @OptionGroup(title: "What to look at") var scope: ScopeOptions
  @OptionGroup(title: "People") var contacts: ContactOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  /// The readers, as they are typed.
  enum Voice: String, ExpressibleByArgument, CaseIterable {
    case meta, partner, customer

    var voice: TicketVoice {
      switch self {
      case .meta: .meta
      case .partner: .partner
      case .customer: .customer
      }
    }
  }

  /// In the shell.
  func execute() throws -> ExitStatus {
    contacts.apply()
    let ticket = try write(try openedCase()).ticket
    if ticket.stop != nil, ticket.voice != .customer { return .findings }
    return ticket.isReady ? .answered : .open
  }

  /// At the prompt, what is missing is asked for next.
  func run(opened session: PromptSession) throws {
    if contacts.unredacted {
      throw CaseworkError(.usage, "--unredacted goes with wabadoctor ticket in the shell; at the prompt contacts stay hidden")
    }
    let (ticket, story) = try write(session)
    guard !preview, ticket.stop == nil else { return }
    session.pursued = story.missing.isEmpty ? nil : TicketPursuit(type: session.ticketType)
    if session.pursued != nil { session.putQuestion() }
  }

  private func write(_ session: PromptSession) throws -> (ticket: Ticket, story: TicketCase) {
    for claim in session.conversation.engine.claims {
      if case .text(let text) = claim.value { Redaction.process.learn(within: text) }
    }
    let notes = note.map { (time: session.clock(), text: $0) }
    if let chosen = try chosen(session.knowledge) { session.ticketType = chosen }
    let story = session.ticketCase(session.ticketType, notes: notes)
    let ticket = TicketWriter(story).ticket(for: (voice ?? .meta).voice)
    let text = try text(ticket, session)
    try show(preview ? hidden(in: text) : text, to: session)
    return (ticket, story)
  }

  private func text(_ ticket: Ticket, _ session: PromptSession) throws -> String {
    let warning = Redaction.process.showsContacts ? ContactOptions.warning + "\n" : ""
    switch output ?? .text {
    case .text: return warning + (try ticket.text(.plain, in: session.knowledge))
    case .markdown: return warning + (try ticket.text(.markdown, in: session.knowledge))
    case .json:
      let tree = ticket.json(session.context)
      guard Redaction.process.showsContacts, case .object(let fields) = tree else { return JSONWriter.text(tree, layout: .canonical) }
      return JSONWriter.text(.object([JSONField("unredacted", true)] + fields), layout: .canonical)
    }
  }

  private func show(_ text: String, to session: PromptSession) throws {
    guard let outputFile else { return session.say(text) }
    try Output.write(Array(text.utf8), to: outputFile)
    if PromptScreen.current != nil { session.say("Written to \(outputFile).\n") }
  }

  /// The kind that is named.
  ///
  /// - Throws: `CaseworkError` of kind usage, with the near miss.
  private func chosen(_ knowledge: KnowledgeBase) throws -> TicketType? {
    guard let type else { return nil }
    if let chosen = knowledge.ticketType(named: type) { return chosen }
    let keys = knowledge.tickets.filter { $0.retired == nil }.map(\.key)
    throw CaseworkError(
      .usage, "there is no ticket type \"\(type)\"" + NearMiss.choice(for: type, among: keys))
  }

  /// What is hidden in a text, one a line, with what stands in its place.
  private func hidden(in text: String) -> String {
    let shown = Redaction.process.redacted(text)
    let lines = Redaction.process.replacements.compactMap { replacement -> String? in
      let count = shown.ranges(of: replacement.standIn).count
      guard count > 0 else { return nil }
      return "\(replacement.kind): \(replacement.standIn), \(count == 1 ? "once" : "\(count) times")\n"
    }
    return lines.isEmpty ? "Nothing is hidden in this ticket.\n" : lines.map { HarmlessText.shown(String($0.dropLast())) + "\n" }.joined()
  }
}
