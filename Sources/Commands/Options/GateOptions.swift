import ArgumentParser
import Knowledge
import Reports

/// What counts for the exit status.
struct GateOptions: ParsableArguments {
  /// The impacts, as typed.
  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case blocking, harming, advice

    /// The impact of that name.
    var impact: Impact { Impact(named: rawValue) ?? .harming }
  }

  @Option(
    name: .long,
    help: ArgumentHelp("The least impact that ends with status 1 (advice alone: 2).", valueName: "impact"))
  var failOn = Threshold.harming

  @Flag(name: .long, help: "Do not end with status 3 when something that matters is unknown.")
  var allowUnknown = false

  @Flag(name: .long, help: "End with status 0 whatever the diagnosis says; errors keep their status.")
  var exitZero = false

  /// What counts, for a report.
  var gate: ReportGate { ReportGate(failOn: failOn.impact, allowUnknown: allowUnknown, exitZero: exitZero) }
}
