import Knowledge

/// What the entities of a subject are called.
enum SubjectWords {
  /// The subject's title in the middle of a sentence: `phone number`.
  static func singular(_ subject: String, in knowledge: KnowledgeBase) -> String {
    lowered(title(subject, in: knowledge))
  }

  /// Several of them: the `plural` of `knowledge.json` if there is one, else the title's first noun phrase with an s.
  static func plural(_ subject: String, in knowledge: KnowledgeBase) -> String {
    if let plural = knowledge.json?["subjects"]?[subject]?["plural"]?.string { return lowered(plural) }
    var words = singular(subject, in: knowledge).split(separator: " ").map(String.init)
    let head = (words.firstIndex { linking.contains($0) } ?? words.count) - 1
    guard words.indices.contains(head) else { return subject }
    words[head] = plural(of: words[head])
    return words.joined(separator: " ")
  }

  /// `3 of 12 phone numbers`, `1 of 1 phone number`.
  static func share(_ part: Int, of whole: Int, _ subject: String, in knowledge: KnowledgeBase) -> String {
    "\(part) of \(whole) " + (whole == 1 ? singular(subject, in: knowledge) : plural(subject, in: knowledge))
  }

  private static let linking: Set<String> = [
    "of", "in", "with", "on", "to", "for", "granted", "subscribed", "received", "sent", "assigned",
  ]

  private static func title(_ subject: String, in knowledge: KnowledgeBase) -> String {
    knowledge.subjectPositions[subject].map { knowledge.subjects[$0].title } ?? subject
  }

  private static func plural(of noun: String) -> String {
    switch noun {
    case "person": "people"
    case _ where noun.hasSuffix("y") && !noun.hasSuffix("ey"): noun.dropLast() + "ies"
    case _ where noun.hasSuffix("s"): noun + "es"
    default: noun + "s"
    }
  }

  /// The first letter small, unless the first word has capitals of its own.
  private static func lowered(_ title: String) -> String {
    let isName = title.prefix { $0 != " " }.dropFirst().contains(where: \.isUppercase)
    return isName ? title : title.prefix(1).lowercased() + title.dropFirst()
  }
}
