import ArgumentParser
import Casework
import Knowledge

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
      "A fact, named as in the rules: waba.country=CU, phone_number[ID].status=CONNECTED, user.complete=yes. May be repeated.",
      valueName: "name=value"))
  var fact: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The id of the WhatsApp Business Account, with --bundle or --dry-run.", valueName: "id"))
  var waba: String?

  /// Whether there is nothing to go by.
  var isEmpty: Bool { bundle == nil && facts.isEmpty && fact.isEmpty }

  /// Refuses an id that is none.
  func validate() throws {
    if let waba, waba.isEmpty || !waba.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      throw ValidationError(
        "--waba takes the id of the account, digits only, as WhatsApp Manager shows it; there is \"\(waba)\"")
    }
    if (facts + [bundle ?? ""]).count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input (-) can be read once only")
    }
  }

  /// Brings everything to a case.
  ///
  /// - Throws: `CaseworkError` for what cannot be read.
  func bring(to opening: inout CaseOpening) throws(CaseworkError) {
    guard waba == nil || bundle != nil else {
      throw CaseworkError(
        .unavailable,
        [
          "reading a live account from the Graph API is not part of this build",
          "diagnose a recording with --bundle FILE, facts with --facts FILE, or see what would be asked with --dry-run --waba ID",
        ])
    }
    if let bundle { try opening.add(recording: bundle, of: waba) }
    for path in facts { try opening.add(factsFile: path) }
    for text in fact { try opening.add(flag: text) }
  }

  /// The files among it, to be read again later.
  ///
  /// - Throws: `CaseworkError` for what cannot be read.
  func readings(_ knowledge: KnowledgeBase) throws(CaseworkError) -> [CaseReading] {
    var readings: [CaseReading] = []
    if let bundle, bundle != "-" { readings.append(try CaseReading(.recording, path: bundle, knowledge: knowledge)) }
    for path in facts where path != "-" { readings.append(try CaseReading(.facts, path: path, knowledge: knowledge)) }
    return readings
  }
}
