import ArgumentParser
import Casework
import JSONText
import Reports

/// The form of what a command tells, and where it goes.
struct ReportOptions: ParsableArguments {
  /// The forms there are.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Option(name: .shortAndLong, help: "The form of the report (default: text).")
  var output: Format?
  @OptionGroup var place: PlaceOptions

  var outputFile: String? { place.outputFile }
  /// How the text is laid out for where it goes.
  var style: TextStyle { place.style }

  /// Writes a report in the form that was asked for; the other form is not made.
  ///
  /// - Throws: `CaseworkError` when it cannot be written, and what making it throws.
  func write(text: @autoclosure () throws -> String, json: @autoclosure () throws -> JSONTree) throws {
    try place.write(text: try text(), json: try json(), asJSON: output == .json)
  }

  /// Writes a whole report.
  ///
  /// - Throws: `CaseworkError` when it cannot be written.
  func write(_ text: String) throws(CaseworkError) { try place.write(text) }
}
