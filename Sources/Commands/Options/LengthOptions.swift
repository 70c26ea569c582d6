import ArgumentParser
import Reports

/// How much of a diagnosis is told in text.
struct LengthOptions: ParsableArguments {
  /// The lengths there are.
  enum Length: EnumerableFlag {
    case why, overview, brief

    /// What the help says of each.
    static func help(for value: Length) -> ArgumentHelp? {
      switch value {
      case .why:
        "Everything in text: what is wrong, the proof with sources, what to do, what is unknown (the default)."
      case .overview: "One line of text for each finding and each open question."
      case .brief: "At most 12 lines of text, for a chat."
      }
    }
  }

  @Flag
  var length: Length?

  /// How much of a diagnosis the text tells.
  var detail: TextReport.Detail {
    switch length ?? .why {
    case .why: .full
    case .overview: .overview
    case .brief: .brief
    }
  }
}
