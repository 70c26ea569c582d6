import ArgumentParser
import Casework
import Knowledge
import Reports

/// Where the facts of one account come from.
struct FactOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A recorded account: requests to the Graph API with their answers.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var bundle: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A JSON file of facts such as {\"waba.country\": \"CU\"}; - reads standard input. May be repeated.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var facts: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Webhooks that were kept: JSON, one a line, or a log with one in each line. May be repeated.",
      valueName: "file"),
    completion: .file())
  var webhooks: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A message log of both routes, as compare reads it: CSV, NDJSON, or webhooks with their sends. May be repeated.",
      valueName: "file"),
    completion: .file())
  var log: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A fact, named as in the rules: waba.country=CU, phone_number[ID].status=CONNECTED, user.complete=yes. May be repeated.",
      valueName: "name=value"))
  var fact: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The id of the WhatsApp Business Account: it is read from the Graph API, or is what --bundle must hold.",
      valueName: "id"))
  var waba: String?

  /// Whether there is nothing to go by.
  var isEmpty: Bool { bundle == nil && facts.isEmpty && webhooks.isEmpty && fact.isEmpty && log.isEmpty }

  /// Refuses an id that is none.
  func validate() throws {
    if let waba { try AccountID.check(waba) }
    if (facts + webhooks + log + [bundle ?? ""]).count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input (-) can be read once only")
    }
  }

  /// The account that is to be read from the Graph API; `nil` when a recording tells it.
  var liveAccount: String? { bundle == nil ? waba : nil }

  /// Brings everything but the live account to a case.
  ///
  /// - Returns: the drawing of the message logs among it.
  /// - Throws: `CaseworkError` for what cannot be read, `ComparisonError` for logs that cannot be compared.
  @discardableResult
  func bring(to opening: inout CaseOpening) throws -> [ReportChart] {
    if let bundle { try opening.add(recording: bundle, of: waba) }
    for path in facts { try opening.add(factsFile: path) }
    for path in webhooks { try opening.add(webhooks: path) }
    for text in fact { try opening.add(flag: text) }
    guard !log.isEmpty else { return [] }
    let comparison = try LogComparison(logs: log, nil, opening.knowledge, known: opening.collected)
    opening.add(comparison.facts, from: comparison.place)
    return [comparison.chart]
  }

  /// The files among it, by name and hash.
  ///
  /// - Throws: `CaseworkError` for what cannot be read.
  func attachments(at moment: Moment) throws(CaseworkError) -> [CaseAttachment] {
    var attachments: [CaseAttachment] = []
    for path in [bundle].compactMap(\.self) + facts + webhooks where path != "-" {
      attachments.append(try CaseAttachment(file: path, at: moment))
    }
    return attachments
  }

  /// The files among it, to be read again later.
  ///
  /// - Throws: `CaseworkError` for what cannot be read.
  func readings(_ knowledge: KnowledgeBase) throws(CaseworkError) -> [CaseReading] {
    var readings: [CaseReading] = []
    if let bundle, bundle != "-" {
      readings.append(try CaseReading(.recording, path: bundle, knowledge: knowledge))
    }
    for path in facts where path != "-" {
      readings.append(try CaseReading(.facts, path: path, knowledge: knowledge))
    }
    for path in webhooks where path != "-" {
      readings.append(try CaseReading(.webhooks, path: path, knowledge: knowledge))
    }
    return readings
  }
}
