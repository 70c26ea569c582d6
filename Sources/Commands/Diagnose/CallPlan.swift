import Collectors
import JSONText
import Knowledge

/// The requests that reading an account would send, told to a person or a program.
struct CallPlan {
  /// The schema's name, and its version.
  static let schema = "wabadoctor/call-plan"
  static let version: Int64 = 1

  let waba: String
  let graphVersion: String
  let calls: [PlannedCall]

  /// One block a request, in the order they are sent.
  var text: String {
    let permissions = Set(calls.flatMap(\.request.permissions)).sorted()
    var lines = [
      "\(calls.count) requests to the Graph API \(graphVersion) would read the account \(waba); nothing is sent.",
      "Permissions needed in all: \(permissions.joined(separator: ", "))",
    ]
    for (position, planned) in calls.enumerated() {
      lines += ["", "\(position + 1). \(planned.call.title) (\(planned.request.call))", "   \(planned.request.endpoint)"]
      for item in planned.request.query { lines += Self.row(item.name, item.value.split(separator: ",").map(String.init), "=", ",") }
      if planned.request.asksAboutToken { lines += Self.row("input_token", ["(the token itself, never shown)"], "=", ",") }
      if planned.call.pages { lines += Self.row("pages", ["every page, one request each"], ":", ",") }
      let needed = planned.request.permissions
      lines += Self.row(needed.count > 1 ? "permissions" : "permission", needed.isEmpty ? ["none"] : needed, ":", ",")
      if !planned.needs.isEmpty { lines += Self.row("once known", planned.needs.map(\.description), ":", ",") }
      lines += Self.row("gives", planned.facts.map(\.description), ":", ",")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A labelled list, wrapped under its first word at 100 columns.
  private static func row(_ label: String, _ words: [String], _ sign: String, _ separator: String) -> [String] {
    let lead = "     \(label)\(sign)" + (sign == ":" ? " " : "")
    var lines: [String] = []
    var line = lead
    for (position, word) in words.enumerated() {
      let piece = word + (position + 1 < words.count ? separator : "")
      let gap = line == lead || sign == "=" ? "" : " "
      if line != lead, line.count + gap.count + piece.count > 100 {
        lines.append(line)
        line = String(repeating: " ", count: lead.count) + piece
      } else {
        line += gap + piece
      }
    }
    return lines + [line]
  }

  /// The same for a program.
  var json: JSONTree {
    [
      "schema": .string(Self.schema), "version": .integer(Self.version), "graph_version": .string(graphVersion),
      "waba": .string(waba), "requests": .array(calls.map(Self.json)),
    ]
  }

  private static func json(_ planned: PlannedCall) -> JSONTree {
    [
      "call": .string(planned.request.call), "title": .string(planned.call.title),
      "method": .string(planned.request.method), "path": .string(planned.request.path),
      "query": .object(planned.request.query.map { JSONField($0.name, .string($0.value)) }),
      "asks_about_token": .boolean(planned.request.asksAboutToken), "pages": .boolean(planned.call.pages),
      "permissions": .array(planned.request.permissions.map { .string($0) }),
      "needs": .array(planned.needs.map { .string($0.description) }),
      "facts": .array(planned.facts.map { .string($0.description) }),
    ]
  }
}
