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
      Facts of one account may come from several places at once: a recording, files, and the command line. Where they \
      disagree, the more trusted is used and the contradiction is reported. What nobody says is unknown, and a finding \
      that rests on it is reported as unknown with what would settle it.

      The moment to speak of is --as-of, else what the facts say ("as of"), else when the account was recorded, else now.

      Examples:
        wabadoctor diagnose --bundle recording.json
        wabadoctor diagnose --facts facts.json --fact waba.country=CU --why
        wabadoctor diagnose --fact 'phone_number[106540352242922].status=CONNECTED'
        wabadoctor diagnose --batch cases.ndjson > diagnoses.ndjson
        wabadoctor diagnose --dry-run --waba 102290129340398
      """)

  @OptionGroup(title: "What is known") var sources: FactOptions
  @OptionGroup(title: "What to look at") var scope: ScopeOptions
  @OptionGroup(title: "The report") var length: LengthOptions
  @OptionGroup(title: "The report") var report: ReportOptions
  @OptionGroup(title: "The exit status") var gate: GateOptions
  @OptionGroup(title: "Other ways to run") var mode: ModeOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  /// Refuses what cannot be meant together.
  func validate() throws {
    try mode.validate(with: sources, report, length)
  }

  /// Diagnoses one account, or many, or prints what would be asked.
  func execute() throws -> ExitStatus {
    try mode.check(sources)
    if mode.batch != nil { return try diagnoseMany() }
    if mode.dryRun { return try planCalls() }
    let knowledge = try knowledge.read(parts)
    var opening = CaseOpening(knowledge: knowledge)
    try sources.bring(to: &opening)
    let investigation = Investigation(
      opening, asOf: scope.asOf, clock: .present, findings: try scope.topics.findings(in: knowledge))
    let diagnosis = investigation.diagnosis()
    let outcome = Outcome.of(
      diagnosis, knowledge: knowledge, failOn: gate.failOn.impact, allowUnknown: gate.allowUnknown)
    let status = gate.exitZero ? ExitStatus.answered : ExitStatus(outcome)
    let header = ReportHeader(
      caseName: opening.label, waba: opening.waba, factsFrom: opening.places, toolVersion: Program.version)
    let context = ReportContext(diagnosis, engine: investigation.engine, header: header)
    try report.write(
      text: TextReport.text(context, detail: length.detail, style: report.style),
      json: JSONReport.tree(context, exitStatus: Int(status.rawValue)))
    return status
  }

  /// Only what is needed is read.
  private var parts: KnowledgeParts {
    var parts: KnowledgeParts = [.rules]
    if report.output == .json || length.detail == .full {
      parts.formUnion([.remedies, .sources, .questions])
    }
    if sources.bundle != nil { parts.insert(.collectors) }
    if !scope.topics.isEverything { parts.insert(.topics) }
    return parts
  }
}
