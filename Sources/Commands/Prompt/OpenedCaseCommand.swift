import ArgumentParser
import Casework

/// A command that works on a case wherever it is typed: at the prompt on the one talked through, in the shell on what its options bring.
protocol OpenedCaseCommand: CaseCommand {
  var sources: FactOptions { get }
  var scope: ScopeOptions { get }
  var knowledge: KnowledgeOptions { get }
  /// Does it.
  func run(opened session: PromptSession) throws
}

extension OpenedCaseCommand {
  /// At the prompt, options bring more to the case first.
  func run(in session: PromptSession) throws {
    if !sources.isEmpty || sources.waba != nil { try session.bring(sources, scope) }
    try run(opened: session)
  }

  /// In the shell.
  func execute() throws -> ExitStatus {
    try run(opened: try openedCase())
    return .answered
  }

  /// The case that the options bring, as a conversation in which nothing was said yet.
  func openedCase() throws -> PromptSession {
    guard !sources.isEmpty || sources.waba != nil else {
      let name = CommandNames.name(of: Self.self)
      throw CaseworkError(
        .usage,
        [
          "there is no case to look at; give --bundle FILE, --facts FILE or --fact NAME=VALUE, or type it at the prompt",
          "see wabadoctor \(name) --help",
        ])
    }
    let knowledge = try knowledge.read(.everything.subtracting(.cases))
    let session = PromptSession(
      Conversation(knowledge: knowledge, now: scope.asOf ?? .present), screen: PromptScreen(isPaged: false),
      clock: { .present })
    try session.bring(sources, scope, isQuiet: true)
    return session
  }
}

extension PromptSession {
  /// Brings what the options of a command name to the case.
  ///
  /// - Parameters:
  ///   - live: how a live account is read; `nil` for a command that reads none.
  ///   - isQuiet: whether nothing is told of what follows.
  func bring(_ sources: FactOptions, _ scope: ScopeOptions, live: LiveOptions? = nil, isQuiet: Bool = false)
    throws
  {
    var opening = CaseOpening(knowledge: knowledge)
    var readings: [CaseReading] = []
    if let waba = sources.liveAccount {
      guard let live else {
        throw CaseworkError(
          .usage,
          "only diagnose and collect read a live account; give --bundle FILE, or begin with diagnose --waba at the prompt"
        )
      }
      let reading = LiveReading(waba: waba, live: live, knowledge: knowledge, useful: nil)
      try opening.add(recording: try reading.bundle(), name: "Graph API", of: waba)
      readings.append(CaseReading(live: waba, collected: opening.collected))
      self.live = live
    }
    let charts = try sources.bring(to: &opening)
    readings += try sources.readings(knowledge)
    let attachments = try keeper == nil ? [] : sources.attachments(at: clock())
    let topics = scope.topics
    _ = try topics.findings(in: knowledge)
    let body = { [readings] (conversation: inout Conversation) in
      conversation.asOneStep(opening.places.joined(separator: ", ")) {
        $0.bring(opening, title: opening.places.joined(separator: ", "), readings: readings)
        for attachment in attachments { $0.attach(attachment) }
        if let moment = scope.asOf { $0.move(to: moment) }
        if !topics.only.isEmpty { $0.focus(on: topics.only) }
      }
    }
    for chart in charts { draw(chart) }
    if isQuiet { changeQuietly(body) } else { change(body) }
  }
}
