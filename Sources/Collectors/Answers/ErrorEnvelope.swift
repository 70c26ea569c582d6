import JSONText

/// Meta's error envelope: the answer `{ "error": { "code": …, "message": … } }`, whatever the HTTP status is.
struct ErrorEnvelope {
  /// The error code, if there is one that is a number.
  let code: Int64?
  let subcode: Int64?
  /// Meta's words, its details, and the trace id that support asks for.
  let message: String

  /// The envelope of a body; `nil` when it holds no error (`"error": null` is none).
  init?(_ body: JSONValue) {
    guard let error = body["error"], !error.isNull, error.boolean != false else { return nil }
    code = error["code"].flatMap(Self.number)
    subcode = error["error_subcode"].flatMap(Self.number)
    let words = error.string ?? error["message"]?.string ?? error["error_user_msg"]?.string
    var text = words ?? "Meta refused and gave no message"
    if let details = error["error_data"]?["details"]?.string, !text.contains(details) {
      text += ": \(details)"
    }
    if let trace = error["fbtrace_id"]?.string { text += " (fbtrace_id \(trace))" }
    message = text
  }

  /// A whole number, also when it is written as text.
  private static func number(_ value: JSONValue) -> Int64? {
    value.integer ?? value.string.flatMap { Int64($0) }
  }
}
