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
      "Read and diagnose many live accounts: an id a line in the file, a diagnosis as a line of JSON in the output. "
        + "One that fails becomes an error record and the rest goes on; the status is then 69.",
      valueName: "file"),
    completion: .file())
  var wabaFile: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Go on with a --waba-file run that was broken off: what the file already has is not read again, the rest is added.",
      valueName: "file"),
    completion: .file())
  var resume: String?

  @Flag(
    name: .long,
    help:
      "Print every request that reading the account would send, with its fields and permissions; send nothing."
  )
  var dryRun = false

  /// Refuses what cannot be meant together.
  func validate(with sources: FactOptions, _ report: ReportOptions, _ length: LengthOptions) throws {
    if report.output == .json, length.length != nil {
      throw ValidationError(
        "--why, --overview and --brief are forms of text, and JSON tells everything; leave out one of them")
    }
    if resume != nil, wabaFile == nil || report.outputFile != nil {
      throw ValidationError(
        "--resume goes on with a --waba-file, and writes into the file it names, not --output-file")
    }
    if wabaFile != nil, batch != nil || dryRun || !sources.isEmpty || sources.waba != nil {
      throw ValidationError(
        "--waba-file reads its accounts alone; leave out other facts, --waba, --batch and --dry-run")
    }
    if wabaFile != nil, report.output == .text || length.length != nil {
      throw ValidationError(
        "--waba-file writes a line of JSON for each account; leave out -o text and forms of text")
    }
    guard batch != nil else { return }
    if dryRun { throw ValidationError("--batch sends no requests; leave out --dry-run") }
    if !sources.isEmpty || sources.waba != nil {
      throw ValidationError(
        "the facts of --batch stand in its lines; leave out --bundle, --facts, --fact and --waba")
    }
    if report.output == .text || length.length != nil {
      throw ValidationError(
        "--batch writes a line of JSON for each case; leave out -o text, --why, --overview and --brief")
    }
  }

  /// Refuses to run over nothing; told only when every word of the command line is understood.
  ///
  /// - Throws: `CaseworkError` of kind usage.
  func check(_ sources: FactOptions) throws(CaseworkError) {
    guard batch == nil, wabaFile == nil, sources.isEmpty, sources.waba == nil else { return }
    let missing =
      dryRun
      ? "--dry-run needs the id of an account: --waba ID, or --bundle FILE"
      : "there is nothing to diagnose; give --bundle FILE, --facts FILE, --fact NAME=VALUE, or --batch FILE"
    throw CaseworkError(.usage, [missing, "see wabadoctor diagnose --help"])
  }
}
