import ArgumentParser
import Casework
import JSONText
import Reports

/// The form of a report, and where it goes.
struct ReportOptions: ParsableArguments {
  /// The forms there are.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }
  /// When text is coloured.
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  @Option(name: .shortAndLong, help: "The form of the report (default: text).")
  var output: Format?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write the report into a file, which is replaced when the report is complete.", valueName: "file"),
    completion: .file())
  var outputFile: String?

  @Option(
    name: .long, help: "Colour the text; auto does on a terminal, unless NO_COLOR is set or TERM is dumb.")
  var color = Color.auto

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

  /// Writes a report in the form that was asked for; the other form is not made.
  ///
  /// - Throws: `CaseworkError` when it cannot be written, and what making it throws.
  func write(text: @autoclosure () throws -> String, json: @autoclosure () throws -> JSONTree) throws {
    switch output ?? .text {
    case .text: try write((Redaction.process.showsContacts ? ContactOptions.warning + "\n" : "") + text())
    case .json: try write(JSONWriter.text(marked(json()), layout: .canonical))
    }
  }

  /// The report, which says first when it shows people's numbers and addresses.
  private func marked(_ tree: JSONTree) -> JSONTree {
    guard Redaction.process.showsContacts, case .object(let fields) = tree else { return tree }
    return .object([JSONField("unredacted", true)] + fields)
  }

  /// Writes a whole report.
  ///
  /// - Throws: `CaseworkError` when it cannot be written.
  func write(_ text: String) throws(CaseworkError) {
    if outputFile == nil, let screen = PromptScreen.current {
      screen.show(text)
      return
    }
    try Output.write(Array(text.utf8), to: outputFile)
  }
}
