import ArgumentParser
import Casework
import Collectors
import Comparison
import Inference
import Knowledge
import Reports

/// `compare LOG…`: whether a comparison of two routes is fair, and only then whether they differ.
struct CompareLogs: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs",
    abstract: "Compares message logs, or bare totals; the word logs may be left out.",
    discussion: """
      Reads CSV with a header, NDJSON, or webhook bodies as received, with the sends beside them. The side of a message comes from the \
      column api, the sends, or biz_opaque_callback_data, never from the pricing. Lines may come in any order and more than \
      once. What the log cannot show is asked; without an answer there is no verdict. A page with the drawing: diagnose --log LOG -o html.

      Exit status: 0 fair, and nothing harming found; 1 not fair, or lower and a loss of the margin not excluded; 3 something is open.
      """)

  @Argument(help: "Message logs; - reads standard input.", completion: .file())
  var logs: [String] = []

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Totals in place of logs, delivered/sent: mm=80412/120000 cloud=96390/120100. All conditions are asked then.",
      valueName: "side=n/n"))
  var counts: [String] = []

  @OptionGroup(title: "How the logs are read") var options: LogOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The address of a side's button, mm=https://… or cloud=https://…; looked at, not opened. May be repeated.",
      valueName: "side=url"))
  var url: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("A JSON file of facts that the log cannot show. May be repeated.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var facts: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A fact that the log cannot show: comparison.random_split=yes. May be repeated.",
      valueName: "name=value"))
  var fact: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Answer as of this day; otherwise as of the last event in the log.", valueName: "date"),
    transform: { try Moment.argument($0) })
  var asOf: Moment?

  @Flag(name: .long, help: "The verdict and the rates only, for a chat.")
  var brief = false

  @Option(
    name: .long, help: ArgumentHelp("Draw the comparison into a file as SVG too.", valueName: "file"),
    completion: .file())
  var svg: String?

  @OptionGroup(title: "The report") var report: ReportOptions
  @OptionGroup(title: "The exit status") var gate: GateOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  /// The topics that the rules come from.
  static let topics = ["delivery-comparison", "click-comparison"]

  /// Compares once.
  func execute() throws -> ExitStatus {
    try check()
    let knowledge = try knowledge.read([.rules, .sources, .questions, .topics, .remedies])
    var opening = CaseOpening(knowledge: knowledge)
    let comparison = try bring(to: &opening)
    let investigation = Investigation(
      opening, asOf: asOf ?? opening.moment ?? comparison.moment, clock: .present,
      findings: try TopicChoice(only: Self.topics, skip: []).findings(in: knowledge))
    let header = ReportHeader(factsFrom: opening.places, toolVersion: Program.version)
    let context = ReportContext(investigation.diagnosis(), engine: investigation.engine, header: header)
    return try tell(comparison, context, style: report.style)
  }

  /// Refuses what cannot be meant; told only when every word is understood.
  func check() throws(CaseworkError) {
    guard logs.isEmpty != counts.isEmpty || options.sends.isEmpty == false && counts.isEmpty else {
      let message =
        logs.isEmpty
        ? "there is nothing to compare; give message logs, or --counts mm=80412/120000 cloud=96390/120100"
        : "--counts stands in place of logs; leave one of them out"
      throw CaseworkError(.usage, [message, "see wabadoctor compare --help"])
    }
  }

  /// Brings facts, logs and addresses to a case.
  func bring(to opening: inout CaseOpening, known: Collected? = nil) throws -> LogComparison {
    for path in facts { try opening.add(factsFile: path) }
    for text in fact { try opening.add(flag: text) }
    var told = known ?? Collected()
    told.append(opening.collected)
    var comparison =
      counts.isEmpty
      ? try LogComparison(logs: logs, options, opening.knowledge, known: told)
      : try LogComparison(totals: counts, options, opening.knowledge, known: told)
    opening.add(comparison.facts, from: comparison.place)
    comparison.addresses = try addresses(opening.knowledge)
    let seen = ComparisonCollector(knowledge: opening.knowledge).collect(
      mm: comparison.addresses[.marketingMessages], cloud: comparison.addresses[.cloud])
    if !seen.facts.isEmpty { opening.add(seen, from: "--url") }
    return comparison
  }

  /// The addresses of the buttons, by side.
  private func addresses(_ knowledge: KnowledgeBase) throws(CaseworkError) -> [Arm: ButtonAddress] {
    let table = knowledge.tablePositions["link-shorteners"].map { knowledge.tables[$0] }
    let hosts = Set(table.map { table in table.rows.map { $0.key.text(of: table.keyKind) } } ?? [])
    var addresses: [Arm: ButtonAddress] = [:]
    for text in url {
      let (arm, value) = try SideName.parts(text, "--url", "mm=https://shop.example/sale")
      addresses[arm] = ButtonAddress(value, shorteners: hosts)
    }
    return addresses
  }

  /// Writes the report and gives the status.
  func tell(_ comparison: LogComparison, _ context: ReportContext, style: TextStyle) throws -> ExitStatus {
    let withClicks = comparison.figures.clicks != nil || !url.isEmpty
    let told = ComparisonReport(
      comparison.figures, context, unasked: ComparisonCollector.computed, withClicks: withClicks,
      addresses: comparison.addresses)
    let status = status(told, context)
    if let svg { try Output.write(Array((ComparisonChart.svg(comparison.figures) + "\n").utf8), to: svg) }
    try report.write(
      text: ComparisonText.text(told, isBrief: brief, style: style),
      json: ComparisonJSON.tree(told, exitStatus: Int(status.rawValue)))
    return status
  }

  /// Not fair and found count before open; what is open beside the conditions does not count.
  private func status(_ told: ComparisonReport, _ context: ReportContext) -> ExitStatus {
    let impacts = context.diagnosis.findings.map { context.knowledge.findings[$0.finding] }
      .filter { told.clickStanding != nil || !$0.address.hasPrefix("click-comparison.") }.map(\.impact)
    if gate.exitZero { return .answered }
    if let gravest = impacts.min(), gravest < .advice, gravest <= gate.failOn.impact { return .findings }
    let isOpen = told.standing == .open || told.clickStanding == .open
    if isOpen, !gate.allowUnknown { return .open }
    return impacts.contains(.advice) && gate.failOn.impact == .advice ? .onlyAdvice : .answered
  }
}

extension CompareLogs {
  /// At the prompt: brings figures and evidence to the case, and tells the comparison.
  func run(in session: PromptSession) throws {
    try check()
    var opening = CaseOpening(knowledge: session.knowledge)
    var known = Collected()
    known.facts = session.conversation.state.engine.claims
    let comparison = try bring(to: &opening, known: known)
    let title = "compare \(comparison.place)"
    session.draw(comparison.chart)
    session.changeQuietly { $0.bring(opening, title: title) }
    _ = try tell(comparison, session.context, style: report.outputFile == nil ? session.style : report.style)
    session.putQuestion()
  }
}
