import Knowledge

/// The fields that an answer was really asked for: a recording may be older than the plan.
struct AskedFields {
  /// Names of the fields; `nil` when the request does not choose any.
  private let names: Set<String>?

  init(answer: GraphAnswer, request: GraphRequest) {
    names = request.fields.map { Set(answer.fields ?? $0) }
  }

  /// Whether a field was not asked for.
  func lacks(_ field: String?) -> Bool {
    guard let field, let names else { return false }
    return !names.contains(GraphRequest.name(ofField: field))
  }
}

extension GraphRequest {
  /// Names of the fields it asks for, without what is asked of each; `nil` when it chooses none.
  var fields: [String]? { value(of: "fields").map(Self.names(ofFields:)) }

  /// Splits the value of `fields=` at the commas that stand outside brackets.
  static func names(ofFields text: String) -> [String] {
    var names: [String] = []
    var depth = 0
    var start = text.startIndex
    for index in text.indices {
      switch text[index] {
      case "{", "(": depth += 1
      case "}", ")": depth -= 1
      case "," where depth == 0:
        names.append(name(ofField: text[start..<index]))
        start = text.index(after: index)
      default: break
      }
    }
    return names + [name(ofField: text[start...])]
  }

  /// A field without its arguments and sub-fields: `analytics.start(1){…}` is `analytics`.
  static func name(ofField field: some StringProtocol) -> String {
    String(field.drop { $0 == " " || $0 == "\n" }.prefix { !"{(. \n".contains($0) })
  }
}
