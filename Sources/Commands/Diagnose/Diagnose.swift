import ArgumentParser
import Casework
import Inference
import Knowledge
import Reports

/// `diagnose`: from facts to findings.
struct Diagnose: CaseCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what is wrong with an account, why, what to do, and what could not be told.",
    discussion: """
      Facts of one account may come from several places at once: the Graph API, a recording, files, and the command line. Where they \
      disagree, the more trusted is used and the contradiction is reported. What nobody says is unknown, and a finding \
      that rests on it is reported as unknown with what would settle it.

      The moment to speak of is --as-of, else what the facts say ("as of"), else when the account was recorded, else now.

      Examples:
        wabadoctor diagnose --waba 102290129340398 --token-file ~/.wa-token
        wabadoctor diagnose --bundle recording.json
        wabadoctor diagnose --webhooks webhooks.log --bundle recording.json
        wabadoctor diagnose --facts facts.json --fact waba.country=CU --why
        wabadoctor diagnose --fact 'phone_number[106540352242922].status=CONNECTED'
        wabadoctor diagnose --bundle recording.json -o html --output-file report.html
        wabadoctor diagnose --batch cases.ndjson > diagnoses.ndjson
        wabadoctor diagnose --dry-run --waba 102290129340398
        wabadoctor diagnose --portfolio 204118560098512 --token-file ~/.wa-token
        wabadoctor diagnose --bundle today.json --since last-week.json
      """)

  @OptionGroup(title: "What is known") var sources: FactOptions
  @OptionGroup(title: "The live account") var live: LiveOptions
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Keep what was read from the Graph API in a file; --bundle reads it again to the same report.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var saveBundle: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Tell first what changed since an earlier report, and which facts moved: a file that diagnose -o json wrote.",
      valueName: "file"),
    completion: .file(extensions: ["json", "ndjson"]))
  var since: String?
  @OptionGroup(title: "What to look at") var scope: ScopeOptions
  @OptionGroup(title: "The report") var length: LengthOptions
  @OptionGroup(title: "The report") var report: DiagnosisReportOptions
  @OptionGroup(title: "The report") var contacts: ContactOptions
  @OptionGroup(title: "The exit status") var gate: GateOptions
  @OptionGroup(title: "Other ways to run") var mode: ModeOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  /// Refuses what cannot be meant together.
  func validate() throws {
    try mode.validate(with: sources, report, length)
    let isLive = sources.liveAccount != nil || mode.isOfManyAccounts
    if since != nil, mode.batch != nil || mode.dryRun || length.length == .brief {
      throw ValidationError("--since compares whole reports; leave out --batch, --dry-run and --brief")
    }
    if since != nil, ![nil, .text, .json].contains(report.output) {
      throw ValidationError("--since is told in text and JSON; leave out -o \(report.format.rawValue)")
    }
    if !isLive || mode.dryRun || mode.isOfManyAccounts && saveBundle != nil,
      live.token.isGiven || saveBundle != nil
    {
      throw ValidationError(
        "a token and --save-bundle are for reading a live account with --waba; leave them out with --bundle and --dry-run"
      )
    }
  }

  /// Diagnoses one account, or many, or prints what would be asked.
  func execute() throws -> ExitStatus {
    try mode.check(sources)
    contacts.apply()
    if mode.isOfManyAccounts { return try diagnoseAccounts() }
    if mode.batch != nil { return try diagnoseMany() }
    if mode.dryRun { return try planCalls() }
    let knowledge = try knowledge.read(parts)
    let findings = try scope.topics.findings(in: knowledge)
    let useful = UsefulFacts.read(for: findings, in: knowledge)
    var opening = CaseOpening(knowledge: knowledge, useful: useful)
    if let waba = sources.liveAccount { try read(waba, asking: useful, into: &opening) }
    let charts = try sources.bring(to: &opening)
    let investigation = Investigation(opening, asOf: scope.asOf, clock: .present, findings: findings)
    let header = ReportHeader(
      caseName: opening.label, waba: opening.waba, factsFrom: opening.places, toolVersion: Program.version)
    let context = ReportContext(
      investigation.diagnosis(), engine: investigation.engine, header: header, filter: self.report.filter,
      charts: charts)
    let report = Report(context, gate: gate.gate)
    if let since {
      try write(report, since: try EarlierReports(file: since).digest(of: opening.waba))
    } else {
      try self.report.write(report, detail: length.detail, style: self.report.place.style)
    }
    return ExitStatus(report)
  }

  /// The report with what changed since an earlier one.
  private func write(_ told: Report, since earlier: ReportDigest) throws {
    let tree = JSONReport.tree(told.context, exitStatus: told.exitStatus)
    let style = report.place.style
    let change = tree.change(since: earlier)?.text(told.context.knowledge, style: style) ?? ""
    try report.place.write(
      text: change + TextReport.text(told.context, detail: length.detail, style: style),
      json: tree.told(since: earlier),
      asJSON: report.output == .json)
  }

  /// Reads the live account: what is diagnosed is what the bundle holds, so that the bundle gives the same report.
  private func read(_ waba: String, asking useful: Set<FactName>, into opening: inout CaseOpening) throws {
    let bytes = try LiveReading(waba: waba, live: live, knowledge: opening.knowledge, useful: useful).bundle()
    if let saveBundle { try Output.write(bytes, to: saveBundle) }
    try opening.add(recording: bytes, name: saveBundle ?? "Graph API", of: waba)
  }

  /// Only what is needed is read.
  private var parts: KnowledgeParts {
    var parts = report.parts(detail: length.detail).union(.rules)
    if since != nil { parts.formUnion([.remedies, .sources, .questions]) }
    if sources.bundle != nil || !sources.webhooks.isEmpty { parts.insert(.collectors) }
    if sources.liveAccount != nil { parts.formUnion([.collectors, .errorCodes]) }
    if !scope.topics.isEverything { parts.insert(.topics) }
    return parts
  }
}
