import Knowledge

/// Evidence in words: the endpoint and the time, the place in a file, or who said so.
enum EvidenceWords {
  /// `GET /102290129340398, 2026-11-21 09:14 UTC`; `said by the customer: on the phone`.
  static func line(_ evidence: Evidence) -> String {
    let time = evidence.moment.map { ", " + DateWords.minute($0) } ?? ""
    return place(evidence) + time
  }

  /// The first few pieces of evidence, one a line.
  static func lines(_ evidence: [Evidence], atMost limit: Int = 3) -> [String] {
    let shown = evidence.prefix(limit).map(line)
    return evidence.count > limit ? shown + ["and \(evidence.count - limit) more that say the same"] : shown
  }

  private static func place(_ evidence: Evidence) -> String {
    let detail = HarmlessText.shown(evidence.detail, limit: HarmlessText.longest)
    switch evidence.origin {
    case "agent", "customer": return "said by the \(evidence.origin)" + (detail.isEmpty ? "" : ": " + detail)
    case "rule": return "follows from the rule " + detail
    default: return detail.isEmpty ? HarmlessText.shown(evidence.origin, limit: 60) : detail
    }
  }
}
