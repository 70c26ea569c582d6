import FoundationEssentials
import JSONText
import Knowledge

extension Recording {
  /// Reads the recording at a path; places name it by `name`, or by its path.
  ///
  /// - Throws: `RecordingError` when it is absent, not JSON, or no recording; lesser faults are in `faults`.
  package init(path: String, name: String? = nil) throws(RecordingError) {
    let file = name ?? path
    let bytes: [UInt8]
    do {
      bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw RecordingError(
        .unreadable, at: JSONPlace(file: file, line: 1, column: 1),
        "the recording cannot be read; check that it is there and readable")
    }
    try self.init(bytes, file: file)
  }

  /// Reads a recording from its bytes.
  ///
  /// - Throws: `RecordingError` when it is not JSON or no recording; lesser faults are in `faults`.
  package init(_ bytes: [UInt8], file: String) throws(RecordingError) {
    let root: JSONValue
    do {
      root = try JSONDocument(bytes, file: file).root
    } catch {
      throw RecordingError(.malformed, at: error.place, "the recording is damaged: \(error.message)")
    }
    var reader = RecordingReader(file: file)
    self = try reader.read(root)
  }
}

/// Reads recordings; what is wrong with a part is noted, and the rest is read.
private struct RecordingReader {
  private static let keys = [
    "schema", "version", "recorded", "tool", "edition", "graph_version", "waba", "exchanges", "facts", "about", "$schema",
  ]
  private static let exchangeKeys = ["call", "request", "time", "answer", "error", "about"]

  let file: String
  private var faults: [RecordingError] = []

  init(file: String) { self.file = file }

  mutating func read(_ root: JSONValue) throws(RecordingError) -> Recording {
    guard root.kind == .object, root["schema"]?.stringEquals(Recording.schema) == true else {
      throw RecordingError(
        .notARecording, at: (root["schema"] ?? root).place,
        "this is no recording; one begins with \"schema\": \"\(Recording.schema)\"")
    }
    guard root["version"]?.integer == Recording.version else {
      throw RecordingError(
        .notARecording, at: (root["version"] ?? root).place,
        "the version of the recording is not \(Recording.version); read it with the wabadoctor that wrote it")
    }
    guard let list = root["exchanges"], list.kind == .array else {
      throw RecordingError(
        .notARecording, at: (root["exchanges"] ?? root).place,
        "the recording has no list of \"exchanges\", so nothing can be learned from it; record the account again"
      )
    }
    strange(root, known: Self.keys)
    let recorded = moment(root["recorded"], in: root, key: "recorded")
    var recording = Recording(
      file: file, recorded: recorded, graphVersion: text(root["graph_version"], key: "graph_version") ?? "",
      waba: id(root["waba"], in: root), facts: root["facts"])
    recording.tool = text(root["tool"], key: "tool")
    recording.edition = text(root["edition"], key: "edition")
    for element in list.elements {
      if let exchange = exchange(element) { recording.exchanges.append(exchange) }
    }
    recording.faults = faults
    return recording
  }

  // MARK: Exchanges

  private mutating func exchange(_ json: JSONValue) -> Recording.Exchange? {
    guard json.kind == .object else {
      fault(json, "expected an exchange in braces, but there is \(json.kind.name)")
      return nil
    }
    guard let call = json["call"]?.string, !call.isEmpty else {
      fault(
        json["call"] ?? json, "the exchange does not say which \"call\" it is of, so its answer was not read")
      return nil
    }
    strange(json, known: Self.exchangeKeys)
    let request = request(json["request"], in: json)
    let time = json["time"].flatMap { moment($0, in: json, key: "time") }
    let answer = answer(json, request: request, moment: time)
    return Recording.Exchange(call: call, request: request, answer: answer, place: json.place)
  }

  private mutating func request(_ json: JSONValue?, in exchange: JSONValue) -> Recording.Request {
    guard let json, json.kind == .object else {
      fault(
        json ?? exchange,
        "the exchange does not tell its \"request\"; its answer is taken for that of its call")
      return Recording.Request(path: nil, query: nil)
    }
    if let method = json["method"], !method.stringEquals("GET") {
      fault(method, "expected the method \"GET\", but there is \(method.text)")
    }
    let path = json["path"]?.string
    if path == nil { fault(json["path"] ?? json, "the request does not tell its \"path\"") }
    guard let query = json["query"] else { return Recording.Request(path: path, query: []) }
    guard query.kind == .object else {
      fault(query, "expected the query in braces, but there is \(query.kind.name)")
      return Recording.Request(path: path, query: nil)
    }
    var items: [GraphRequest.QueryItem] = []
    for member in query.members {
      if member.keyEquals("input_token") || member.keyEquals("access_token") {
        fault(member.value, "a recording must not hold a token; take it out, and make a new token")
      } else if let raw = RawScalar(member.value) {
        items.append(GraphRequest.QueryItem(member.key, raw.text))
      } else {
        fault(member.value, "expected text in the query, but there is \(member.value.kind.name)")
      }
    }
    return Recording.Request(path: path, query: items)
  }

  private mutating func answer(_ exchange: JSONValue, request: Recording.Request, moment: Moment?)
    -> GraphAnswer
  {
    let fields = request.query.map { query in
      query.first { $0.name == "fields" }.map { GraphRequest.names(ofFields: $0.value) } ?? []
    }
    func damaged(_ place: JSONPlace, _ message: String) -> GraphAnswer {
      GraphAnswer(status: nil, content: .damaged("\(place): \(message)"), moment: moment, fields: fields)
    }
    guard let json = exchange["answer"] else {
      guard let reason = exchange["error"]?.string else {
        return damaged(exchange.place, "the exchange has neither an \"answer\" nor an \"error\"")
      }
      return GraphAnswer(status: nil, content: .failure(reason), moment: moment, fields: fields)
    }
    guard json.kind == .object else {
      return damaged(json.place, "expected the answer in braces, but there is \(json.kind.name)")
    }
    let content: GraphAnswer.Content
    switch (json["body"], json["text"]) {
    case (let body?, nil): content = .json(body)
    case (nil, let text?):
      guard let text = text.string else {
        return damaged(text.place, "expected the raw answer as text, but there is \(text.kind.name)")
      }
      content = .text(text)
    case (nil, nil): return damaged(json.place, "the answer has neither \"body\" nor \"text\"")
    case (.some, .some):
      return damaged(json.place, "the answer has both \"body\" and \"text\"; only one can be as it came")
    }
    return GraphAnswer(
      status: status(json["status"]), headers: headers(json["headers"]), content: content, moment: moment,
      fields: fields, place: (json["text"] ?? json["body"])?.place)
  }

  private mutating func status(_ json: JSONValue?) -> Int? {
    guard let json else { return nil }
    if let status = json.integer, (100...599).contains(status) { return Int(status) }
    fault(json, "expected an HTTP status such as 200, but there is \(json.text)")
    return nil
  }

  private mutating func headers(_ json: JSONValue?) -> [(name: String, value: String)] {
    guard let json else { return [] }
    guard json.kind == .object else {
      fault(json, "expected the headers in braces, but there is \(json.kind.name)")
      return []
    }
    return json.members.compactMap { member in
      guard let value = member.value.string else {
        fault(member.value, "expected the header as text, but there is \(member.value.kind.name)")
        return nil
      }
      return (member.key, value)
    }
  }

  // MARK: Members

  private mutating func moment(_ json: JSONValue?, in parent: JSONValue, key: String) -> Moment? {
    if let moment = json?.string.flatMap({ Moment($0) }) { return moment }
    fault(json ?? parent, "\"\(key)\" should be \(FactKind.moment.example)")
    return nil
  }

  private mutating func text(_ json: JSONValue?, key: String) -> String? {
    guard let json else { return nil }
    if let text = json.string { return text }
    fault(json, "expected text in \"\(key)\", but there is \(json.kind.name)")
    return nil
  }

  private mutating func id(_ json: JSONValue?, in root: JSONValue) -> String? {
    if let id = json?.string ?? json?.integer.map({ String($0) }), !id.isEmpty { return id }
    fault(json ?? root, "\"waba\" should be the id of the account, such as \"102290129340398\"")
    return nil
  }

  private mutating func strange(_ json: JSONValue, known: [String]) {
    for member in json.members where !known.contains(member.key) {
      faults.append(
        RecordingError(
          .badMember, at: member.keyPlace,
          "unknown key \"\(member.key)\"" + NearMiss.suggestion(for: member.key, among: known)))
    }
  }

  private mutating func fault(_ json: JSONValue, _ message: String) {
    faults.append(RecordingError(.badMember, at: json.place, message))
  }
}
