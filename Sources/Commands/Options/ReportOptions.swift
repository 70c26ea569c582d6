import ArgumentParser
import Casework
import Reports

/// The form of a diagnosis, and where it goes.
struct ReportOptions: ParsableArguments {
  /// The forms there are.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }
  /// How much the text tells.
  enum Length: EnumerableFlag {
    case why, overview, brief

    /// What the help says of each.
    static func help(for value: Length) -> ArgumentHelp? {
      switch value {
      case .why: "Everything in text: what is wrong, the proof with sources, what to do, what is unknown (the default)."
      case .overview: "One line of text for each finding and each open question."
      case .brief: "At most 12 lines of text, for a chat."
      }
    }
  }
  /// When text is coloured.
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  @Option(name: .shortAndLong, help: "The form of the report (default: text; json with --batch).")
  var output: Format?

  @Option(
    name: .long, help: ArgumentHelp("Write the report into a file, which is replaced when the report is complete.", valueName: "file"),
    completion: .file())
  var outputFile: String?

  @Flag
  var length: Length?

  @Option(name: .long, help: "Colour the text; auto does on a terminal, unless NO_COLOR is set or TERM is dumb.")
  var color = Color.auto

  /// Refuses forms that exclude one another.
  func validate() throws {
    if output == .json, length != nil {
      throw ValidationError("--why, --overview and --brief are forms of text, and JSON tells everything; leave out one of them")
    }
  }

  /// How much of a diagnosis the text tells.
  var detail: TextReport.Detail {
    switch length ?? .why {
    case .why: .full
    case .overview: .overview
    case .brief: .brief
    }
  }

  /// How the text is laid out for where it goes.
  var style: TextStyle {
    let isTerminal = outputFile == nil && Terminal.output.isPerson
    let hasColor =
      switch color {
      case .always: true
      case .never: false
      case .auto: isTerminal && !Terminal.isSet("NO_COLOR") && !Terminal.isDumb
      }
    return TextStyle(width: isTerminal ? Terminal.output.width.map { min($0, 120) } : nil, color: hasColor)
  }

  /// Where the report goes.
  ///
  /// - Throws: `CaseworkError` when the file cannot be made.
  func destination() throws(CaseworkError) -> Destination {
    if let outputFile, outputFile != "-" { return try Destination(file: outputFile) }
    return Destination(descriptor: 1)
  }

  /// Writes a whole report.
  ///
  /// - Throws: `CaseworkError` when it cannot be written.
  func write(_ text: String) throws(CaseworkError) {
    let destination = try destination()
    do throws(CaseworkError) {
      try destination.write(Array(text.utf8))
      try destination.finish()
    } catch {
      destination.abandon()
      throw error
    }
  }
}
