import JSONText
import Knowledge

/// How a case ended.
package struct CaseOutcome: Sendable, Hashable {
  /// When it was closed.
  package let closed: Moment
  /// The true cause, by the address of a finding; `nil` when it is none that the knowledge has, or nobody knows.
  package let cause: String?
  /// The cause in words, where no finding says it.
  package let words: String?
  /// What cured it.
  package let cured: String?
  /// Hours that it took, of work and not of waiting.
  package let hours: Double?

  package init(closed: Moment, cause: String?, words: String? = nil, cured: String? = nil, hours: Double? = nil) {
    self.closed = closed
    self.cause = cause
    self.words = words
    self.cured = cured
    self.hours = hours
  }

  /// The outcome as JSON.
  package var json: JSONTree {
    func text(_ value: String?) -> JSONTree { value.map(JSONTree.string) ?? .null }
    return [
      "closed": .string(closed.description), "cause": text(cause), "words": text(words), "cured": text(cured),
      "hours": hours.map(JSONTree.double) ?? .null,
    ]
  }

  /// Reads what `json` wrote; `nil` when it is not whole.
  package init?(_ json: JSONValue) {
    guard let closed = json["closed"]?.string.flatMap({ Moment($0) }) else { return nil }
    self.init(
      closed: closed, cause: json["cause"]?.string, words: json["words"]?.string, cured: json["cured"]?.string,
      hours: json["hours"]?.number?.double)
  }
}
