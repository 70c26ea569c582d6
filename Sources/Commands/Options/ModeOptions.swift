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
    guard batch == nil, sources.isEmpty, sources.waba == nil else { return }
    let missing =
      dryRun
      ? "--dry-run needs the id of an account: --waba ID, or --bundle FILE"
      : "there is nothing to diagnose; give --bundle FILE, --facts FILE, --fact NAME=VALUE, or --batch FILE"
    throw CaseworkError(.usage, [missing, "see wabadoctor diagnose --help"])
  }
}
