import Collectors
import JSONText
import Knowledge

/// A JSON text that somebody pasted, recognised by its form: an error of the API, a Graph answer, webhooks, a recording, facts.
package struct PastedText {
  /// What it is, in words: `an error of the Graph API`.
  package let kind: String
  /// The error code it holds, if it is an error.
  package let code: Int64?
  /// The trace of the failed call, by which support finds it.
  package let trace: String?
  /// What it brings to the case.
  package let opening: CaseOpening

  /// Longer texts are not waited for, in bytes; files may be longer.
  package static let longest = 4 << 20
  /// What stands in place of a file's name.
  private static let place = "pasted text"

  /// A JSON text on one line, contacts and secrets hidden: people's numbers in it are known by their keys.
  package static func line(_ root: JSONValue) -> String {
    let bytes = Array(JSONWriter.text(JSONTree(root), layout: .compact).utf8)
    return String(decoding: Redaction.process.redacted(document: bytes), as: UTF8.self)
  }

  /// Whether a line begins a JSON text.
  package static func begins(_ line: String) -> Bool {
    trimmed(line).first.map { $0 == "{" || $0 == "[" } ?? false
  }

  /// How far a text of several lines is from a whole JSON value.
  package enum Completeness: Sendable, Hashable {
    case whole
    /// Brackets or a string are still open.
    case open
  }

  /// Whether the brackets of a text are all closed; strings are passed over.
  package static func completeness(of text: String) -> Completeness {
    var depth = 0
    var isInString = false
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        isEscaped = false
      } else if isInString {
        if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
      }
    }
    return depth > 0 || isInString ? .open : .whole
  }

  /// Recognises a text.
  ///
  /// - Parameters:
  ///   - waba: the account that the conversation is about, for answers that do not name it.
  ///   - moment: when it was pasted.
  /// - Throws: `CaseworkError` when it is no JSON, or none that is known.
  package init(_ text: String, knowledge: KnowledgeBase, waba: String?, at moment: Moment)
    throws(CaseworkError)
  {
    let document: JSONDocument
    do {
      document = try JSONDocument(Array(text.utf8), file: Self.place)
    } catch {
      throw CaseworkError(.unreadableInput, error.description)
    }
    let root = document.root
    var opening = CaseOpening(knowledge: knowledge)
    trace = PastedError(root)?.trace
    if let schema = root["schema"]?.string {
      guard schema == Recording.schema else {
        throw CaseworkError(
          .unreadableInput,
          "\(Self.place): a text of the form \(JSONWriter.quoted(schema)); save it as a file and use open FILE"
        )
      }
      try opening.add(recording: Array(text.utf8), name: Self.place)
      (kind, code) = ("a recorded account", nil)
    } else if Self.isWebhook(root) {
      // On one line, as a log keeps it.
      try opening.add(webhooks: Array(JSONWriter.text(JSONTree(root), layout: .compact).utf8), name: Self.place)
      (kind, code) = ("webhooks", Self.code(in: opening.collected))
    } else if let error = PastedError(root) {
      opening.add(error.collected(knowledge, at: moment), from: Self.place)
      (kind, code) = ("an error of the API", error.code)
    } else if let send = PastedSend(root) {
      opening.add(send.collected(knowledge, at: moment), from: Self.place)
      (kind, code) = (send.kind, nil)
    } else if Self.namesFacts(root, knowledge) {
      try opening.add(facts: Array(text.utf8), name: Self.place)
      (kind, code) = ("facts", nil)
    } else if let answer = PastedAnswer(root, knowledge: knowledge, waba: waba, at: moment) {
      if let account = answer.account, let waba, account != waba {
        throw CaseworkError(
          .usage,
          "\(Self.place): the answer is about the account \(account), and the conversation about \(waba); new begins another case")
      }
      opening.add(answer.collected, from: Self.place)
      (kind, code) = ("an answer of the Graph API to the call \(answer.call)", nil)
    } else {
      throw CaseworkError(
        .unreadableInput,
        "\(Self.place): JSON of no form that is known; expected an error of the API, an answer of the Graph API, a webhook, a recording, or facts such as"
          + " {\"waba.country\": \"CU\"}")
    }
    self.opening = opening
  }

  /// Whether it is what Meta sends to a webhook: whole, an entry, or a change.
  private static func isWebhook(_ root: JSONValue) -> Bool {
    root["object"]?.string == "whatsapp_business_account" || root["entry"]?.kind == .array || root["changes"]?.kind == .array
      || (root["field"]?.string != nil && root["value"]?.kind == .object)
  }

  /// The error code of a message that webhooks tell, if it is one.
  private static func code(in collected: Collected) -> Int64? {
    for fact in collected.facts where fact.name.description == "message.error_code" {
      if case .whole(let code) = fact.value { return code }
    }
    return nil
  }

  private static func namesFacts(_ root: JSONValue, _ knowledge: KnowledgeBase) -> Bool {
    guard root.kind == .object else { return false }
    return root.members.contains { member in
      knowledge.factPositions[member.key] != nil
        || (member.key.hasSuffix(".complete")
          && knowledge.subjectPositions[String(member.key.dropLast(9))] != nil)
        || knowledge.subjectPositions[member.key].map {
          knowledge.subjects[$0].isMany && member.value.kind == .array
        } == true
    }
  }
}

/// What was sent to Cloud API, or what came back when it was taken; neither is an answer of the Graph API about an account.
private struct PastedSend {
  let kind: String
  private let facts: [(name: String, text: String)]

  init?(_ root: JSONValue) {
    guard root["messaging_product"]?.string == "whatsapp" else { return nil }
    if root["to"] != nil || root["recipient"] != nil {
      kind = "the request of a send"
      facts = [("incident.request", PastedText.line(root))]
    } else if let id = root["messages"]?.elements.first?["id"]?.string {
      kind = "the answer to a send"
      facts = [("incident.answer", PastedText.line(root)), ("incident.message_id", Redaction.process.redacted(id))]
    } else {
      return nil
    }
  }

  func collected(_ knowledge: KnowledgeBase, at moment: Moment) -> Collected {
    var collected = Collected()
    collected.facts = facts.filter { knowledge.factPositions[$0.name] != nil }.map {
      Fact(name: FactName($0.name), value: .text($0.text), evidence: Evidence(origin: "agent", detail: "\(kind), pasted", moment: moment))
    }
    return collected
  }
}

/// An error envelope: `{ "error": { "code": … } }`, alone, or under `errors` as in the status of a message.
private struct PastedError {
  /// The code of Meta for whatever is wrong with an access token (Graph API, Error Handling).
  private static let tokenError: Int64 = 190

  let code: Int64
  /// What support asks for to find the call.
  let trace: String?
  let subcode: Int64?
  let details: String?
  /// All of it, on one line, contacts and secrets hidden.
  let whole: String

  init?(_ root: JSONValue) {
    guard
      let error = root["error"] ?? root["errors"]?.elements.first
        ?? (root["fbtrace_id"] != nil || root["error_data"] != nil ? root : nil),
      let code = error["code"].flatMap(Self.number)
    else { return nil }
    self.code = code
    trace = error["fbtrace_id"]?.string ?? root["fbtrace_id"]?.string
    subcode = error["error_subcode"].flatMap(Self.number)
    details = error["error_data"]?["details"]?.string ?? error["message"]?.string
    whole = PastedText.line(root)
  }

  private static func number(_ value: JSONValue) -> Int64? {
    value.integer ?? value.string.flatMap { Int64($0) }
  }

  func collected(_ knowledge: KnowledgeBase, at moment: Moment) -> Collected {
    var collected = Collected()
    func add(_ name: String, _ value: FactValue) {
      guard knowledge.factPositions[name] != nil else { return }
      let evidence = Evidence(origin: "agent", detail: "an error of the API, pasted", moment: moment)
      collected.facts.append(Fact(name: FactName(name), value: value, evidence: evidence))
    }
    add("incident.error_code", .whole(code))
    if let subcode { add("incident.error_subcode", .whole(subcode)) }
    if code == Self.tokenError {
      add("access_token.error_code", .whole(code))
      if let subcode { add("access_token.error_subcode", .whole(subcode)) }
    }
    if let details { add("incident.error_details", .text(details)) }
    if let trace { add("incident.fbtrace_id", .text(trace)) }
    add("incident.answer", .text(whole))
    return collected
  }
}

/// An answer of the Graph API without its request: the call is the one that learns most from it.
private struct PastedAnswer {
  let call: String
  let collected: Collected
  /// The account that the answer itself is about.
  let account: String?

  init?(_ root: JSONValue, knowledge: KnowledgeBase, waba: String?, at moment: Moment) {
    guard root.kind == .object else { return nil }
    let fields = root.members.map(\.key)
    let answer = GraphAnswer(content: .json(root), moment: moment, fields: fields)
    var best: (call: String, collected: Collected, account: String?)?
    let id = root["id"]?.string ?? waba ?? ""
    for planned in GraphCollector(knowledge: knowledge).requests() {
      let known = Dictionary(planned.needs.map { ($0, $0.description == "waba.id" ? (waba ?? id) : id) }) {
        first, _ in first
      }
      guard known.values.allSatisfy({ !$0.isEmpty }) else { continue }
      let plan = GraphCollector(knowledge: knowledge).requests(knowing: known).first {
        $0.call.name == planned.call.name
      }
      guard let request = plan?.request else { continue }
      // An answer about the account itself tells which account it is.
      let account = root["id"]?.string.flatMap {
        request.path == "/\($0)" && planned.needs == [FactName("waba.id")] ? $0 : nil
      }
      let recording = Recording(
        file: "pasted text", recorded: moment, graphVersion: "", waba: account,
        exchanges: [Recording.Exchange(request, answer)])
      let ids = account == nil ? known : [:]
      let read = GraphCollector(knowledge: knowledge).collect(from: recording, knowing: ids)
      if read.facts.count > best?.collected.facts.count ?? 0 { best = (planned.call.name, read, account) }
    }
    guard let best else { return nil }
    call = best.call
    account = best.account
    var collected = best.collected
    // What was not pasted was not refused either; and the account is named by the answer, if it is.
    collected.gaps = []
    let answered = Set(collected.facts.filter { $0.evidence.origin != "facts-file" }.map(\.name))
    collected.facts.removeAll { $0.evidence.origin == "facts-file" && answered.contains($0.name) }
    self.collected = collected
  }
}
