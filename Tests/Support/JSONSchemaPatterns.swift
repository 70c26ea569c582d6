/// The regular expressions of a schema, each read once, and what they said of a text.
final class JSONSchemaPatterns {
  private var expressions: [String: Regex<AnyRegexOutput>] = [:]
  private var answers: [String: [String: Bool]] = [:]

  /// Whether the pattern is found in the text; an unreadable pattern is found nowhere.
  func matches(_ text: String, _ pattern: String) -> Bool {
    if let known = answers[pattern]?[text] { return known }
    let expression = expressions[pattern] ?? (try? Regex(pattern))
    expressions[pattern] = expression
    let answer = expression.map { text.firstMatch(of: $0) != nil } ?? false
    answers[pattern, default: [:]][text] = answer
    return answer
  }
}
