import ArgumentParser
import Casework
import Knowledge

/// Of which moment and which topics a diagnosis speaks.
struct ScopeOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Answer as of this day, or moment with its zone, or today: rules change.", valueName: "date"),
    transform: { try Moment.argument($0) })
  var asOf: Moment?

  @Option(name: .long, help: ArgumentHelp("Look at this topic only. May be repeated.", valueName: "topic"))
  var only: [String] = []

  @Option(name: .long, help: ArgumentHelp("Leave this topic out. May be repeated.", valueName: "topic"))
  var skip: [String] = []

  /// The topics chosen.
  var topics: TopicChoice { TopicChoice(only: only, skip: skip) }
}
