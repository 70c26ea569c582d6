import JSONText
import Knowledge

/// Everything that the statuses of one message tell, in whatever order and however often they came.
struct MessageHistory {
  /// The words in the order in which they follow one another.
  private static let order = ["sent", "delivered", "read", "played", "failed", "deleted", "warning"]

  let id: String
  /// One of each status, with where it stands; of several with one word the one that sorts last, so that order is nothing.
  private var statuses: [String: (json: JSONValue, place: String, rank: (Int64, String))] = [:]

  init(id: String) { self.id = id }

  /// Takes a status.
  mutating func add(_ status: JSONValue, at place: String) {
    guard let word = status["status"]?.string?.lowercased() else { return }
    let rank = (status["timestamp"].flatMap(WebhookChange.seconds) ?? 0, status.text)
    if let known = statuses[word], known.rank >= rank { return }
    statuses[word] = (status, place, rank)
  }

  /// The statuses, each with its word, in the order in which they follow one another.
  var words: [(word: String, json: JSONValue, place: String)] {
    statuses.sorted { left, right in
      let ranks = [left.key, right.key].map { Self.order.firstIndex(of: $0) ?? Self.order.count }
      return (ranks[0], left.key) < (ranks[1], right.key)
    }.map { ($0.key, $0.value.json, $0.value.place) }
  }
}
