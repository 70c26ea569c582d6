import Knowledge

/// A moment as people type it, at the prompt and after `--fact`.
enum TypedMoment {
  /// What is said where a text is none.
  static let wanted =
    "a time is told with its day and its zone, such as 2026-11-21 09:14 UTC or 2026-11-21 14:44 +05:30"

  /// `2026-11-21 09:14 UTC` or `2026-11-21 11:14 +02:00` with its zone in the form that is read; any other text as it is.
  static func zoned(_ text: String) -> String {
    if text.uppercased().hasSuffix("UTC") { return trimmed(text.dropLast(3)) + "Z" }
    guard let space = text.lastIndex(of: " ") else { return text }
    let zone = text[text.index(after: space)...]
    return zone.first == "+" || zone.first == "-" ? trimmed(text[..<space]) + zone : text
  }
}
