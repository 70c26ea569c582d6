import JSONText

extension Recording {
  /// The recording as its file has it: canonical layout, UTF-8.
  package var bytes: [UInt8] { JSONWriter.bytes(tree, layout: .canonical) }

  /// The recording as a tree of JSON.
  package var tree: JSONTree {
    var fields: [JSONField] = [
      JSONField("schema", .string(Self.schema)), JSONField("version", .integer(Self.version)),
    ]
    if let recorded { fields.append(JSONField("recorded", .string(recorded.description))) }
    if let tool { fields.append(JSONField("tool", .string(tool))) }
    if let edition { fields.append(JSONField("edition", .string(edition))) }
    if !graphVersion.isEmpty { fields.append(JSONField("graph_version", .string(graphVersion))) }
    if let waba { fields.append(JSONField("waba", .string(waba))) }
    fields.append(JSONField("exchanges", .array(exchanges.map(\.tree))))
    if let facts { fields.append(JSONField("facts", JSONTree(facts))) }
    return .object(fields)
  }
}

extension Recording.Exchange {
  fileprivate var tree: JSONTree {
    var fields = [JSONField("call", .string(call)), JSONField("request", request.tree)]
    if let moment = answer.moment { fields.append(JSONField("time", .string(moment.description))) }
    switch answer.content {
    case .json(let body): fields.append(JSONField("answer", answer.tree(JSONField("body", JSONTree(body)))))
    case .text(let text): fields.append(JSONField("answer", answer.tree(JSONField("text", .string(text)))))
    case .failure(let reason), .damaged(let reason): fields.append(JSONField("error", .string(reason)))
    }
    return .object(fields)
  }
}

extension Recording.Request {
  fileprivate var tree: JSONTree {
    var fields = [JSONField("method", "GET")]
    if let path { fields.append(JSONField("path", .string(path))) }
    if let query, !query.isEmpty {
      fields.append(JSONField("query", .object(query.map { JSONField($0.name, .string($0.value)) })))
    }
    return .object(fields)
  }
}

extension GraphAnswer {
  fileprivate func tree(_ body: JSONField) -> JSONTree {
    var fields: [JSONField] = []
    if let status { fields.append(JSONField("status", .integer(Int64(status)))) }
    if !headers.isEmpty {
      fields.append(JSONField("headers", .object(headers.map { JSONField($0.name, .string($0.value)) })))
    }
    return .object(fields + [body])
  }
}
