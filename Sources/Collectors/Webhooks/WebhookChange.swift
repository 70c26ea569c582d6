import JSONText
import Knowledge

/// One change of a webhook: `{ entry, field, value }`, whatever the payload around it looked like.
struct WebhookChange {
  let json: JSONValue
  /// Where it stands first.
  let place: String
  /// What tells it from any other, and orders it among those of one moment.
  let key: String
  /// When Meta sent it, in Unix seconds; the latest possible when it does not say, so that it comes last.
  let time: Int64

  /// Lists in a value of which each element is an event of its own.
  private static let divided = ["restriction_info", "user_preferences"]

  /// The changes of a payload: a whole webhook, one of its entries, a change, or the value of one; none if it is nothing of these.
  static func all(in payload: WebhookPayloads.Payload) -> [WebhookChange] {
    let root = payload.json
    guard root.kind == .object else { return [] }
    if let entries = root["entry"], entries.kind == .array {
      return entries.elements.flatMap { changes(of: $0, payload.place) }
    }
    if root["changes"] != nil { return changes(of: root, payload.place) }
    if root["value"]?.kind == .object { return divide(root, in: nil, payload.place) }
    let isValue = ["statuses", "event", "decision", "alert_info", "new_quality_score", "user_preferences"]
      .contains {
        root[$0] != nil
      }
    return isValue ? divide(nil, in: nil, payload.place, value: root) : []
  }

  private static func changes(of entry: JSONValue, _ place: String) -> [WebhookChange] {
    guard let changes = entry["changes"], changes.kind == .array else { return [] }
    return changes.elements.filter { $0.kind == .object }.flatMap { divide($0, in: entry, place) }
  }

  /// One change for each element of a list that holds several events.
  private static func divide(
    _ change: JSONValue?, in entry: JSONValue?, _ place: String, value: JSONValue? = nil
  ) -> [WebhookChange] {
    let value = value ?? change?["value"]
    let tree = value.map { JSONTree($0) } ?? .object([])
    let field = change?["field"]?.string
    guard case .object(let members) = tree else { return [] }
    guard let position = members.firstIndex(where: { divided.contains($0.key) }),
      case .array(let elements) = members[position].value, elements.count > 1
    else { return [WebhookChange(field, members, entry, place)].compactMap { $0 } }
    return elements.compactMap { element in
      var members = members
      members[position].value = .array([element])
      return WebhookChange(field, members, entry, place)
    }
  }

  private init?(_ field: String?, _ value: [JSONField], _ entry: JSONValue?, _ place: String) {
    // Meta's own example of a change of quality names the field of the status.
    let isQuality = value.contains { $0.key == "new_quality_score" }
    let name = isQuality ? "message_template_quality_update" : field
    let head = ["id", "time"].compactMap { key in entry?[key].map { JSONField(key, JSONTree($0)) } }
    let tree = JSONTree.object(
      [JSONField("entry", .object(head))] + (name.map { [JSONField("field", .string($0))] } ?? [])
        + [JSONField("value", .object(value))])
    key = JSONWriter.text(tree, layout: .compact)
    guard let json = try? JSONDocument(key, file: place).root else { return nil }
    self.json = json
    self.place = place
    let inner = json["value"]
    time =
      [
        json["entry"]?["time"], inner?["timestamp"],
        inner?["user_preferences"]?.elements.first { _ in true }?["timestamp"],
      ]
      .lazy.compactMap { $0.flatMap(Self.seconds) }.first ?? .max
  }

  /// Unix seconds, as a number or as text.
  static func seconds(_ json: JSONValue) -> Int64? { json.integer ?? json.string.flatMap { Int64($0) } }

  /// The statuses of messages that it tells.
  var statuses: [JSONValue] { json["value"]?["statuses"]?.elements.filter { $0.kind == .object } ?? [] }

  /// Whether it tells statuses of messages and nothing else.
  var isOfStatuses: Bool { !statuses.isEmpty && json["value"]?["errors"] == nil }
}
