import ArgumentParser
import Casework
import JSONText
import Reports

/// Where an output goes, and how text is laid out for that.
struct PlaceOptions: ParsableArguments {
  /// When text is coloured.
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

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

  /// What an output says first that shows people's numbers and addresses; `nil` when it hides them.
  static var warning: String? { Redaction.process.showsContacts ? ContactOptions.warning : nil }

  /// Writes text or JSON; the other is not made.
  ///
  /// - Throws: `CaseworkError` when it cannot be written, and what making it throws.
  func write(
    text: @autoclosure () throws -> String, json: @autoclosure () throws -> JSONTree, asJSON: Bool
  ) throws {
    if asJSON {
      try write(JSONWriter.text(Self.marked(json()), layout: .canonical))
    } else {
      try write((Self.warning.map { $0 + "\n" } ?? "") + text())
    }
  }

  /// JSON which says first when it shows people's numbers and addresses.
  private static func marked(_ tree: JSONTree) -> JSONTree {
    guard warning != nil, case .object(let fields) = tree else { return tree }
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
