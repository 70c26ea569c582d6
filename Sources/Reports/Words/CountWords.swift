/// Numbers with their nouns, and lists in words.
enum CountWords {
  /// `1 finding`, `3 findings`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(number == 1 ? noun : noun + "s")"
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ words: [String], joined by: String = "and") -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(by) " + last
  }

  /// The first few of a list and how many more there are: `a, b, and 3 more`.
  static func some(_ words: [String], atMost limit: Int) -> String {
    guard words.count > limit else { return words.joined(separator: ", ") }
    return words.prefix(limit).joined(separator: ", ") + ", and \(words.count - limit) more"
  }
}
