import ArgumentParser
import Casework
import Collectors
import Reports

/// `bundle show`: what a recording holds, a line a request.
struct BundleShow: Command {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Tells what a bundle holds: whose account, when, and what came back to each request.")

  @Argument(help: "The bundle; - reads standard input.", completion: .file(extensions: ["json"]))
  var file: String

  @OptionGroup var contacts: ContactOptions

  /// Shows it.
  func execute() throws -> ExitStatus {
    contacts.apply()
    let recording = try BundleFile(file).recording
    var lines = contacts.unredacted ? [ContactOptions.warning] : []
    lines.append(
      "The account \(recording.waba ?? "(not told)"), recorded \(recording.recorded?.description ?? "(not told)")"
        + (recording.graphVersion.isEmpty ? "" : ", Graph API \(recording.graphVersion)"))
    if recording.tool != nil || recording.edition != nil {
      lines.append(
        "Read by \(recording.tool ?? "(not told)"), with the calls of the knowledge of \(recording.edition ?? "(not told)")")
    }
    let answers = recording.exchanges.map(\.outcome)
    let widths = (
      call: recording.exchanges.map(\.call.count).max() ?? 0, outcome: answers.map(\.count).max() ?? 0
    )
    for (exchange, outcome) in zip(recording.exchanges, answers) {
      lines.append(
        "  " + Self.padded(exchange.call, widths.call) + "  " + Self.padded(outcome, min(widths.outcome, 40))
          + "  "
          + exchange.question)
    }
    if let facts = recording.facts { lines.append("  answers given: \(facts.members.map(\.key).joined(separator: ", "))") }
    lines += recording.faults.map { "  not read: \($0)" }
    let failed = answers.count { !$0.hasPrefix("answered") }
    lines.append("\(answers.count) requests, \(failed) of them without what was asked for")
    Terminal.output.write(lines.map { HarmlessText.shown($0) + "\n" }.joined())
    return .answered
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension Recording.Exchange {
  /// What came back, in a few words.
  fileprivate var outcome: String {
    switch answer.content {
    case .json(let body):
      guard let error = body["error"], error.kind == .object else { return "answered" }
      return "refused" + (error["code"].map { ", code \($0.text)" } ?? "")
    case .text: return "answered, but not with JSON"
    case .failure(let reason): return "no answer: \(reason)"
    case .damaged: return "damaged"
    }
  }

  /// The request, its fields counted.
  fileprivate var question: String {
    let fields = request.query?.first { $0.name == "fields" }?.value.split(separator: ",").count ?? 0
    let later = request.query?.contains { $0.name == "after" } == true ? ", a later page" : ""
    let about = fields == 0 ? later.dropFirst(2) : "\(fields) \(fields == 1 ? "field" : "fields")" + later
    return "GET \(request.path ?? "(not told)")" + (about.isEmpty ? "" : " (\(about))")
  }
}
