import ArgumentParser
import Casework
import Knowledge

/// Of which moment and which topics a diagnosis speaks.
struct ScopeOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Answer as of this day, or moment with its zone, or today: rules change.", valueName: "date"),
    transform: { try Moment.argument($0) })
  var asOf: Moment?

  @Option(name: .long, help: ArgumentHelp("Look at this topic only. May be repeated.", valueName: "topic"))
  var only: [String] = []

  @Option(name: .long, help: ArgumentHelp("Leave this topic out. May be repeated.", valueName: "topic"))
  var skip: [String] = []

  /// The topics chosen.
  var topics: TopicChoice { TopicChoice(only: only, skip: skip) }
}

/// What counts for the exit status.
struct GateOptions: ParsableArguments {
  /// The impacts, as typed.
  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case blocking, harming, advice

    /// The impact of that name.
    var impact: Impact { Impact(named: rawValue) ?? .harming }
  }

  @Option(name: .long, help: ArgumentHelp("The least impact that ends with status 1 (advice alone: 2).", valueName: "impact"))
  var failOn = Threshold.harming

  @Flag(name: .long, help: "Do not end with status 3 when something that matters is unknown.")
  var allowUnknown = false

  @Flag(name: .long, help: "End with status 0 whatever the diagnosis says; errors keep their status.")
  var exitZero = false
}

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

  @Flag(name: .long, help: "Print every request that reading the account would send, with its fields and permissions; send nothing.")
  var dryRun = false

  /// Refuses what cannot be meant together.
  func validate(with sources: FactOptions, _ report: ReportOptions) throws {
    guard batch != nil else {
      if sources.isEmpty, sources.waba == nil {
        throw ValidationError(
          dryRun
            ? "--dry-run needs the id of an account: --waba ID, or --bundle FILE"
            : "there is nothing to diagnose; give --bundle FILE, --facts FILE, --fact NAME=VALUE, or --batch FILE")
      }
      return
    }
    if dryRun { throw ValidationError("--batch sends no requests; leave out --dry-run") }
    if !sources.isEmpty || sources.waba != nil {
      throw ValidationError("the facts of --batch stand in its lines; leave out --bundle, --facts, --fact and --waba")
    }
    if report.output == .text || report.length != nil {
      throw ValidationError("--batch writes a line of JSON for each case; leave out -o text, --why, --overview and --brief")
    }
  }
}
