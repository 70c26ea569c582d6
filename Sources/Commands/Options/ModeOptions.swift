import ArgumentParser
import Casework

/// Ways to run that are not the diagnosis of one account.
struct ModeOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Diagnose many cases: each line of the file is an object of facts, each line of the output a diagnosis, in the same order. "
        + "A bad line becomes an error record and the rest goes on; the status is then 65. - reads standard input.",
      valueName: "file"),
    completion: .file())
  var batch: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Read and diagnose many live accounts, an id a line in the file: one report grouped by reason and by who can act, with -o json a line for each, "
        + "with another -o one document of all. One that fails is told and the rest goes on; the status is then 69.",
      valueName: "file"),
    completion: .file())
  var wabaFile: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Do so with every account that the portfolio owns or customers share with it.", valueName: "id"))
  var portfolio: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Of the portfolio, only accounts with this Marketing Messages onboarding status. May be repeated.",
      valueName: "status"))
  var onboarding: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Keep a line of JSON for each of many accounts in the file, and go on where a run broke off: what it already has is not read again.",
      valueName: "file"),
    completion: .file())
  var resume: String?

  @Flag(
    name: .long,
    help:
      "Print every request that reading the account would send, with its fields and permissions; send nothing."
  )
  var dryRun = false

  /// Refuses a length for a form that has none.
  static func validate(_ report: DiagnosisReportOptions, _ length: LengthOptions) throws {
    guard let output = report.output, output != .text, length.length != nil else { return }
    throw ValidationError(
      "--why, --overview and --brief are forms of text, and \(output.rawValue) tells everything; leave out one of them")
  }

  /// Refuses what cannot be meant together.
  func validate(with sources: FactOptions, _ report: DiagnosisReportOptions, _ length: LengthOptions) throws {
    try Self.validate(report, length)
    try validateAccounts(sources, report, length)
    if dryRun, ![nil, .text, .json].contains(report.output) {
      throw ValidationError("--dry-run prints text or JSON; leave out -o \(report.format.rawValue)")
    }
    guard batch != nil else { return }
    if dryRun { throw ValidationError("--batch sends no requests; leave out --dry-run") }
    if !sources.isEmpty || sources.waba != nil {
      throw ValidationError(
        "the facts of --batch stand in its lines; leave out --bundle, --facts, --fact and --waba")
    }
    if report.output ?? .json != .json || length.length != nil || report.least != .advice {
      throw ValidationError(
        "--batch writes a line of JSON for each case; leave out other forms, --least, --why, --overview and --brief")
    }
  }

  /// Whether many live accounts are read.
  var isOfManyAccounts: Bool { wabaFile != nil || portfolio != nil }

  private func validateAccounts(_ sources: FactOptions, _ report: DiagnosisReportOptions, _ length: LengthOptions) throws {
    if let portfolio { try AccountID.check(portfolio, option: "--portfolio", of: "portfolio") }
    if wabaFile != nil, portfolio != nil {
      throw ValidationError("--waba-file and --portfolio both say which accounts; leave out one of them")
    }
    if !onboarding.isEmpty, portfolio == nil {
      throw ValidationError("--onboarding chooses among the accounts of a --portfolio")
    }
    if resume != nil, !isOfManyAccounts || report.output == .json && report.place.outputFile != nil {
      throw ValidationError(
        "--resume keeps the lines of --waba-file or --portfolio in the file it names, not in --output-file")
    }
    if resume != nil, ![nil, .text, .json].contains(report.output) {
      throw ValidationError("--resume keeps lines of JSON, and \(report.format.rawValue) is made anew; leave out one of them")
    }
    guard isOfManyAccounts else { return }
    if batch != nil || dryRun || !sources.isEmpty || sources.waba != nil {
      throw ValidationError(
        "--waba-file and --portfolio read their accounts alone; leave out other facts, --waba, --batch and --dry-run")
    }
    if length.length != nil {
      throw ValidationError("the report over many accounts has one form of text; leave out --why, --overview and --brief")
    }
  }

  /// Refuses to run over nothing; told only when every word of the command line is understood.
  ///
  /// - Throws: `CaseworkError` of kind usage.
  func check(_ sources: FactOptions) throws(CaseworkError) {
    guard batch == nil, !isOfManyAccounts, sources.isEmpty, sources.waba == nil else { return }
    let missing =
      dryRun
      ? "--dry-run needs the id of an account: --waba ID, or --bundle FILE"
      : "there is nothing to diagnose; give --bundle FILE, --facts FILE, --fact NAME=VALUE, or --batch FILE"
    throw CaseworkError(.usage, [missing, "see wabadoctor diagnose --help"])
  }
}
