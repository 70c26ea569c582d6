import Knowledge

/// Asks for each field alone after a request for several was refused, so that one forbidden field costs one fact.
///
/// First the `id` alone: when even that is refused, the refusal is of the node or of the token, and no field is to blame.
/// Then each field by itself; then, once more, all that may be read, so that what is learned is of one answer.
struct FieldProbe: Sendable {
  /// What the probe has come to.
  enum Outcome {
    /// Answers are still to come.
    case going
    /// No field is to blame: the refusal of the whole request stands.
    case refused
    /// What to ask for instead, and why the other fields are left out.
    case narrowed(GraphRequest, without: [String: Gap.Cause])
  }

  /// The codes with which Meta refuses a request for one of its fields (Graph API, "Handling errors"): 3 and 10 for a capability
  /// or permission of the app, 100 for a field that there is not, 200 to 299 for permissions.
  private static func blamesField(_ envelope: ErrorEnvelope) -> Bool {
    switch envelope.code ?? 0 {
    case 3, 10, 200...299: true
    // Subcode 33: the id is wrong, or the token has no access to it at all.
    case 100: envelope.subcode != 33
    default: false
    }
  }

  /// The answer that refused the group, and the request it answered.
  let refusal: GraphAnswer
  let group: GraphRequest
  private let fields: [String]
  private let permissions: [String]
  private var due: [GraphRequest]
  private var underway: Set<GraphRequest> = []
  private var isNodeRefused = false
  private var causes: [String: Gap.Cause] = [:]

  /// A probe after an answer; `nil` when the answer does not call for one.
  init?(after answer: GraphAnswer, to request: GraphRequest) {
    guard request.page == 1, !request.repeats, let fields = request.value(of: "fields").map(Self.parts(of:)),
      fields.count > 1, case .json(let body) = answer.content, let envelope = ErrorEnvelope(body),
      Self.blamesField(envelope)
    else { return nil }
    refusal = answer
    group = request
    self.fields = fields.filter { $0 != "id" }
    permissions = request.permissions
    due = [request.asking(for: ["id"])]
  }

  /// The requests that can be sent now and were not handed out before.
  mutating func requests() -> [GraphRequest] {
    defer { due = [] }
    underway.formUnion(due)
    return due
  }

  /// Takes the answer to one of its requests; `false` when it is to none of them.
  mutating func accept(_ answer: GraphAnswer?, to request: GraphRequest) -> Bool {
    guard underway.remove(request) != nil, let field = request.value(of: "fields") else { return false }
    let cause = cause(of: answer, to: request)
    if field == "id" {
      isNodeRefused = cause != nil
      if !isNodeRefused { due = fields.map { group.asking(for: [$0]) } }
    } else {
      causes[field] = cause
    }
    return true
  }

  /// What the probe has come to.
  var outcome: Outcome {
    if isNodeRefused { return .refused }
    guard underway.isEmpty, due.isEmpty else { return .going }
    guard !causes.isEmpty else { return .refused }
    let id = Self.parts(of: group.value(of: "fields") ?? "").filter { $0 == "id" }
    let readable = fields.filter { causes[$0] == nil }
    let names = causes.map { (GraphRequest.name(ofField: $0), $1) }
    let without = Dictionary(names) { first, _ in first }
    return .narrowed(group.asking(for: readable.isEmpty ? ["id"] : id + readable), without: without)
  }

  /// Why a field cannot be had; `nil` when it can.
  private func cause(of answer: GraphAnswer?, to request: GraphRequest) -> Gap.Cause? {
    guard let answer else { return .missing("no answer to \(request) is recorded") }
    switch answer.content {
    case .failure(let reason): return .missing("no answer: \(reason)")
    case .damaged(let fault): return .unreadable(fault)
    case .text: return .unreadable("the answer to \(request) is no JSON")
    case .json(let body):
      guard let envelope = ErrorEnvelope(body) else { return nil }
      return .refused(code: envelope.code, message: envelope.message, permissions: permissions)
    }
  }

  /// The parts of `fields=`, with what is asked of each.
  private static func parts(of text: String) -> [String] {
    var parts: [String] = []
    var depth = 0
    var part = ""
    for character in text {
      switch character {
      case "{", "(": depth += 1
      case "}", ")": depth -= 1
      default: break
      }
      if character == ",", depth == 0 {
        parts.append(part)
        part = ""
      } else {
        part.append(character)
      }
    }
    return parts + [part]
  }
}

extension GraphRequest {
  /// The same request for other fields.
  fileprivate func asking(for fields: [String]) -> GraphRequest {
    GraphRequest(
      call: call, path: path,
      query: query.map { $0.name == "fields" ? QueryItem("fields", fields.joined(separator: ",")) : $0 },
      asksAboutToken: asksAboutToken, permissions: permissions, page: page, repeats: true)
  }
}
