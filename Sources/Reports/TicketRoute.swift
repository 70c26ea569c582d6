import JSONText
import Knowledge

/// A way to Meta that a finding names, as the table of the ways tells it.
struct TicketRoute {
  /// The table, by address.
  static let table = "routes"

  /// Its key: `direct-support`.
  let key: String
  let title: String
  /// For whom it is, and its address, in words.
  let place: String?

  /// `Direct Support: solution providers and managed partners: business.facebook.com/direct-support`.
  var line: String { place.map { "\(title) (\($0))" } ?? title }

  /// The ways of a finding, in the order to try.
  static func all(_ finding: Finding, in knowledge: KnowledgeBase) -> [TicketRoute] {
    let table = knowledge.tablePositions[table].map { knowledge.tables[$0] }
    return finding.routes.map { key in
      let row = table?.row(.choice(key))
      return TicketRoute(
        key: key, title: row?.json["title"]?.string ?? key, place: row?.json["value"]?.string)
    }
  }

  /// The way as JSON.
  var json: JSONTree { ["route": .string(key), "title": .string(title), "place": .optional(place)] }
}
