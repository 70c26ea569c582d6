/// What stands above a report: whose account, and where the facts come from.
package struct ReportHeader: Sendable {
  /// The name of the saved case, if there is one.
  package var caseName: String?
  /// The id of the WhatsApp Business Account, if it is known.
  package var waba: String?
  /// Where the facts come from, in words, one a place: `Graph API v24.0`, `facts.json`.
  package var factsFrom: [String]
  /// How many facts are only supposed; 0 outside a conversation.
  package var supposed = 0
  /// The program's version: `0.1.0`.
  package var toolVersion: String

  /// A header.
  package init(caseName: String? = nil, waba: String? = nil, factsFrom: [String] = [], toolVersion: String) {
    self.caseName = caseName
    self.waba = waba
    self.factsFrom = factsFrom
    self.toolVersion = toolVersion
  }

  /// What the report is about: `WABA 102290129340398`, `case Bakery`, or both.
  var subject: String {
    let account = waba.map { "WABA " + HarmlessText.value($0, limit: 40) }
    let name = caseName.map { "case " + HarmlessText.value($0, limit: 60) }
    let supposed = supposed == 0 ? nil : "\(CountWords.count(supposed, "fact")) only supposed"
    return [account, name, supposed].compactMap(\.self).joined(separator: ", ")
  }
}
