import JSONText

/// How much of the allowance is used up, as the headers of a reply tell it (Graph API, "Rate limits").
struct UsageReading: Equatable {
  /// The largest of all percentages told; 0 when none is.
  var percent: Double = 0
  /// Minutes until Meta takes requests again; 0 when it takes them now.
  var minutesToRegain: Double = 0
  /// Seconds that the server asks to wait; `nil` when it does not ask.
  var retryAfter: Double?

  /// What a reply tells.
  init(_ reply: GraphReply) {
    for name in ["x-app-usage", "x-ad-account-usage", "x-business-use-case-usage"] {
      guard let text = reply.header(name), let root = try? JSONDocument(text, file: name).root else {
        continue
      }
      read(root, depth: 0)
    }
    if let seconds = reply.header("retry-after").flatMap({ Double($0) }), seconds >= 0, seconds.isFinite {
      retryAfter = seconds
    }
  }

  /// Percentages and minutes stand at any depth: under the id of a business, in a list of kinds of any name.
  private mutating func read(_ value: JSONValue, depth: Int) {
    guard depth < 8 else { return }
    switch value.kind {
    case .object:
      for member in value.members {
        switch member.key {
        case "call_count", "total_cputime", "total_time", "acc_id_util_pct":
          percent = max(percent, Self.number(member.value))
        case "estimated_time_to_regain_access":
          minutesToRegain = max(minutesToRegain, Self.number(member.value))
        default: read(member.value, depth: depth + 1)
        }
      }
    case .array: for element in value.elements { read(element, depth: depth + 1) }
    default: return
    }
  }

  private static func number(_ value: JSONValue) -> Double {
    let number = value.integer.map(Double.init) ?? Double(value.text) ?? 0
    return number.isFinite ? number : 0
  }
}
