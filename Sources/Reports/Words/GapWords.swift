import Knowledge

/// A gap in words: which call, why nothing was learned, and which facts are lost.
enum GapWords {
  /// `business-users: permission business_management is missing`.
  static func short(_ gap: Gap) -> String {
    "\(HarmlessText.shown(gap.call, limit: 60)): \(reason(gap, isShort: true))"
  }

  /// Why nothing was learned, in a sentence without full stop.
  static func reason(_ gap: Gap, isShort: Bool = false) -> String {
    let limit = isShort ? 60 : HarmlessText.longest
    switch gap.cause {
    case .refused(let code, let message, let permissions):
      let needed = CountWords.list(permissions.map { HarmlessText.shown($0, limit: 80) })
      let said = HarmlessText.shown(message, limit: limit)
      let refusal = "refused" + (code.map { " with error \($0)" } ?? "")
      if isPermission(code), !permissions.isEmpty {
        let missing =
          permissions.count == 1
          ? "permission \(needed) is missing" : "one of the permissions \(needed) is missing"
        return isShort ? missing : missing + "; \(refusal)" + (said.isEmpty ? "" : ": \(said)")
      }
      if isShort { return refusal }
      return refusal + (said.isEmpty ? "" : ": \(said)")
        + (needed.isEmpty ? "" : "; the call needs \(needed)")
    case .unreadable(let text):
      return "the answer could not be understood: \(HarmlessText.shown(text, limit: limit))"
    case .missing(let text): return "not in what was recorded: \(HarmlessText.shown(text, limit: limit))"
    case .needs(let fact):
      return "not asked, because \(HarmlessText.shown(fact.description, limit: limit)) is not known"
    case .wrongKind(let text): return "a value of the wrong kind: \(HarmlessText.shown(text, limit: limit))"
    }
  }

  /// What is lost: `user.role and user.name; the list of people stays open`.
  static func loss(_ gap: Gap, in knowledge: KnowledgeBase) -> String {
    var parts: [String] = []
    if !gap.facts.isEmpty {
      parts.append("not known: " + CountWords.some(gap.facts.map(\.description), atMost: 8))
    }
    if let subject = gap.subject {
      parts.append("the list of \(SubjectWords.plural(subject, in: knowledge)) is not whole")
    }
    let whose = gap.entity.map { " (of \(HarmlessText.shown($0, limit: 60)))" } ?? ""
    return parts.joined(separator: "; ") + (parts.isEmpty ? "" : whose)
  }

  /// Graph API errors that say a permission is missing: 3, 10 and 200 to 299.
  private static func isPermission(_ code: Int64?) -> Bool {
    guard let code else { return false }
    return code == 3 || code == 10 || (200...299).contains(code)
  }
}
