import CaseStore
import Casework
import JSONText
import Knowledge
import Reports

/// A kept case in words, from what is kept alone: it reads the same whatever the knowledge has become.
struct KeptCaseText {
  private let record: CaseRecord
  private let number: Int64
  private let document: JSONValue?

  init(_ record: CaseRecord, number: Int64) {
    self.record = record
    self.number = number
    document = (try? JSONDocument(record.document, file: "case"))?.root
  }

  /// The text.
  func text(style: TextStyle) -> String {
    IndentedText.text(head + facts + remarks + history + outcome, style: style)
  }

  private typealias Paragraph = (indent: Int, text: String)

  private var head: [Paragraph] {
    let name = document?["case"]?.string.map { ", \(HarmlessText.value($0, limit: 60))" } ?? ""
    let account = document?["waba"]?.string.map { ", WABA \(HarmlessText.value($0, limit: 40))" } ?? ""
    var lines: [Paragraph] = [
      (0, "Case \(number)\(name)\(account): \(record.outcome == nil ? "open" : "closed")"),
      (2, "begun \(minute(record.begun)), changed \(minute(record.changed))"),
    ]
    if let due = record.due, record.outcome == nil { lines.append((2, "recheck after \(minute(due.moment)) (\(due.about))")) }
    return lines
  }

  private func minute(_ moment: Moment) -> String { IndentedText.minute(moment.description) }

  private func list(_ key: String) -> [JSONValue] { document?[key]?.elements.map { $0 } ?? [] }

  private func name(_ json: JSONValue) -> String {
    let fact = FactName(json["fact"]?.string ?? "")
    return json["entity"]?.string.map { "\(fact.subject)[\(HarmlessText.value($0, limit: 40))].\(fact.field)" } ?? fact.description
  }

  private var facts: [Paragraph] {
    let facts = list("facts").flatMap { fact -> [Paragraph] in
      let value = fact["value"].map { $0.string ?? JSONWriter.text(JSONTree($0), layout: .compact) } ?? ""
      let time = fact["time"]?.string.map { ", \(IndentedText.minute($0))" } ?? ""
      let origin = fact["origin"]?.string ?? ""
      let who = ["agent", "customer"].contains(origin) ? "said by the \(origin): " : ""
      return [
        (2, "\(name(fact)) is \(HarmlessText.value(value, limit: 200))"),
        (4, "\(who)\(HarmlessText.value(fact["detail"]?.string ?? "", limit: 120))\(time)"),
      ]
    }
    let open = list("not_sure").map { reference -> Paragraph in (2, "\(name(reference)) is left open: nobody could tell") }
    return facts.isEmpty && open.isEmpty ? [(0, "Nothing is known.")] : [(0, "Known:")] + facts + open
  }

  private var remarks: [Paragraph] {
    func titled(_ title: String, _ lines: [String]) -> [Paragraph] { lines.isEmpty ? [] : [(0, title)] + lines.map { (2, $0) } }
    let notes = list("notes").map { "\(IndentedText.minute($0["time"]?.string ?? "")): \($0["text"]?.string ?? "")" }
    let waived = list("waived").map { "\($0["finding"]?.string ?? "") until \($0["until"]?.string ?? ""): \($0["reason"]?.string ?? "")" }
    let attached = list("attachments").map {
      "\(HarmlessText.value($0["name"]?.string ?? "", limit: 100)), \($0["bytes"]?.text ?? "?") bytes, SHA-256 \($0["sha256"]?.string ?? "")"
    }
    return titled("Notes:", notes) + titled("Waived:", waived) + titled("Attached:", attached)
  }

  /// What was said, each time that it changed.
  private var history: [Paragraph] {
    let digests = record.diagnoses.compactMap { kept in
      (try? JSONDocument(kept.digest, file: "diagnosis")).flatMap { DiagnosisDigest($0.root) }
    }
    guard !digests.isEmpty else { return [] }
    var lines: [Paragraph] = [(0, "Diagnoses:")]
    for (index, digest) in digests.enumerated() {
      let found = digest.shown.map { shown in
        (shown.status == "suspected" ? "suspected " : "") + shown.finding + (shown.entity.map { "[\($0)]" } ?? "")
      }
      lines.append(
        (
          2,
          "\(index + 1). \(IndentedText.minute(digest.time.description)), knowledge of \(digest.edition), wabadoctor \(digest.program): \(found.isEmpty ? "nothing found" : found.joined(separator: ", "))"
        ))
      lines += digest.learned.prefix(Self.learnedShown).map { (5, "after \(HarmlessText.value($0, limit: 160))") }
      if digest.learned.count > Self.learnedShown { lines.append((5, "and \(digest.learned.count - Self.learnedShown) more facts")) }
      lines += digest.withdrawn.prefix(Self.learnedShown).map { (5, "without \(HarmlessText.value($0, limit: 160))") }
    }
    return lines
  }

  /// Facts of one step that are named; the rest are counted.
  private static let learnedShown = 4

  private var outcome: [Paragraph] {
    guard let outcome = record.outcome else { return [] }
    var lines: [Paragraph] = [
      (0, "Closed \(minute(outcome.closed)):"), (2, "cause: \(outcome.cause ?? outcome.words ?? "not known")"),
    ]
    if outcome.cause != nil, let words = outcome.words { lines.append((2, words)) }
    if let cured = outcome.cured { lines.append((2, "cured by: \(cured)")) }
    if let hours = outcome.hours { lines.append((2, "hours of work: \(hours)")) }
    return lines
  }
}
