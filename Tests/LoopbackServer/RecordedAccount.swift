import JSONText

/// The account of a recording, as a server would answer for it: only what is asked for through `fields=`, refusals as recorded.
package struct RecordedAccount: Sendable {
  private struct Page {
    let status: Int
    let body: JSONValue
    let after: String?
  }

  private let pages: [String: [Page]]

  /// The account of a recording's bytes.
  package init(_ recording: [UInt8]) throws {
    var pages: [String: [Page]] = [:]
    for exchange in try JSONDocument(recording, file: "recording").root["exchanges"]?.elements.map({ $0 })
      ?? []
    {
      guard let path = exchange["request"]?["path"]?.string, let body = exchange["answer"]?["body"] else {
        continue
      }
      let status = exchange["answer"]?["status"]?.integer ?? 200
      pages[path, default: []].append(
        Page(status: Int(status), body: body, after: exchange["request"]?["query"]?["after"]?.string))
    }
    self.pages = pages
  }

  /// The answer to a request.
  package func reply(to request: LoopbackServer.Request) -> ServerReply {
    let path = "/" + request.path.split(separator: "/").dropFirst().joined(separator: "/")
    let fitting = (pages[path] ?? []).filter { $0.after == request.query["after"] }
    guard let first = fitting.first else { return .refusal(100, "Unsupported get request", subcode: 33) }
    guard first.body["error"] == nil else {
      return .json(Self.text(JSONTree(first.body)), status: first.status)
    }
    let fields = request.query["fields"].map { Set($0.split(separator: ",").map(String.init) + ["id"]) }
    // One node may have been asked for in several groups of fields.
    var members: [JSONField] = []
    for page in fitting where page.body["error"] == nil {
      for member in page.body.members where !members.contains(where: { $0.key == member.key }) {
        members.append(JSONField(member.key, JSONTree(member.value)))
      }
    }
    return .json(Self.text(.object(Self.chosen(members, fields))))
  }

  private static func chosen(_ members: [JSONField], _ fields: Set<String>?) -> [JSONField] {
    guard let fields else { return members }
    guard let data = members.firstIndex(where: { $0.key == "data" }),
      case .array(let list) = members[data].value
    else {
      return members.filter { fields.contains($0.key) }
    }
    var members = members
    members[data].value = .array(
      list.map { entity in
        if case .object(let inner) = entity {
          .object(inner.filter { fields.contains($0.key) })
        } else {
          entity
        }
      })
    return members
  }

  private static func text(_ tree: JSONTree) -> String { JSONWriter.text(tree, layout: .compact) }
}
