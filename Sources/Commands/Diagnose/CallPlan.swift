import Collectors
import JSONText
import Knowledge

/// The requests that reading an account would send, told to a person or a program.
struct CallPlan {
  /// The schema's name, and its version.
  static let schema = "wabadoctor/dry-run"
  static let version: Int64 = 1

  let waba: String
  let graphVersion: String
  let edition: String
  let calls: [PlannedCall]

  /// One block a request, in the order they are sent.
  var text: String {
    let permissions = Set(calls.flatMap(\.request.permissions)).sorted()
    var lines = [
      "\(calls.count) requests to the Graph API \(graphVersion) would read the account \(waba); nothing is sent.",
      "Permissions needed in all: \(permissions.joined(separator: ", "))",
    ]
    for (position, planned) in calls.enumerated() {
      lines += [
        "", "\(position + 1). \(planned.call.title) (\(planned.request.call))",
        "   \(planned.request.endpoint)",
      ]
      for item in planned.request.query {
        lines += Self.row(item.name, item.value.split(separator: ",").map(String.init), "=", ",")
      }
      if planned.request.asksAboutToken {
        lines += Self.row("input_token", ["(the token itself, never shown)"], "=", ",")
      }
      if planned.call.pages { lines += Self.row("pages", ["every page, one request each"], ":", ",") }
      let needed = planned.request.permissions
      lines += Self.row(
        needed.count > 1 ? "permissions" : "permission", needed.isEmpty ? ["none"] : needed, ":", ",")
      if !planned.needs.isEmpty {
        lines += Self.row("once known", planned.needs.map(\.description), ":", ",")
      }
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

  /// The same for a program, as `KnowledgeBase/Schemas/dry-run.schema.json` describes it.
  var json: JSONTree {
    [
      "schema": .string(Self.schema), "version": .integer(Self.version),
      "tool": ["name": "wabadoctor", "version": .string(Program.version)], "edition": .string(edition),
      "graph_version": .string(graphVersion), "calls": .array(calls.map(Self.json)),
    ]
  }

  private static func json(_ planned: PlannedCall) -> JSONTree {
    func strings(_ texts: [String]) -> JSONTree { .array(texts.map(JSONTree.string)) }
    let request = planned.request
    return [
      "call": .string(request.call), "title": .string(planned.call.title), "method": .string(request.method),
      "path": .string(request.path),
      "query": .array(request.query.map { ["name": .string($0.name), "value": .string($0.value)] }),
      "asks_about_token": .boolean(request.asksAboutToken), "permissions": strings(request.permissions),
      "facts": strings(planned.facts.map(\.description)), "needs": strings(planned.needs.map(\.description)),
    ]
  }
}
