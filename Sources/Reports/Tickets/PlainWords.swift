import Knowledge

/// Says things without the words of the trade: terms become plain ones, as `knowledge.json` has them, and what still holds a field name or a code is left out.
struct PlainWords {
  /// Codes have so many digits or more; smaller numbers are amounts, hours, days.
  private static let codeDigits = 5

  private let knowledge: KnowledgeBase
  /// Longest term first, so that a part of a term is not put in its place.
  private let terms: [(term: String, plain: String)]
  /// Words in capitals that everybody knows.
  private let familiar: Set<String>

  init(_ knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    let members = knowledge.json?["plain words"]?.members.map { $0 } ?? []
    let words = members.compactMap { member in member.value.string.map { (term: member.key, plain: $0) } }
    familiar = Set(words.filter { $0.term == $0.plain }.map(\.term))
    terms = words.filter { $0.term != $0.plain }.sorted { ($1.term.count, $0.term) < ($0.term.count, $1.term) }
  }

  /// The text in plain words; `nil` when it cannot be said so.
  func said(_ text: String) -> String? {
    var text = text
    for (term, plain) in terms { text = Self.replacing(term, by: plain, in: text) }
    return isPlain(text) ? text : nil
  }

  /// The sentences that can be said in plain words; `nil` when none can.
  func sentences(_ text: String) -> String? {
    let told = text.split(separator: ". ").compactMap { said(String($0)) }.map { $0.hasSuffix(".") ? $0 : $0 + "." }
    return told.isEmpty ? nil : told.joined(separator: " ")
  }

  /// Whether a text holds no name of a field, no word in capitals and no code.
  func isPlain(_ text: String) -> Bool {
    text.split(whereSeparator: { " ,;:()[]\"'\u{2026}?!/".contains($0) }).allSatisfy { isPlain(word: trimmedDots($0)) }
  }

  private func trimmedDots(_ word: Substring) -> Substring {
    var word = word
    while word.last == "." { word.removeLast() }
    return word
  }

  private func isPlain(word: Substring) -> Bool {
    if word.contains("_") || knowledge.factPositions[String(word)] != nil { return false }
    if word.count >= Self.codeDigits, word.allSatisfy({ $0.isASCII && $0.isNumber }) { return false }
    if terms.contains(where: { $0.term == word }) { return false }
    let isCapital = word.count >= 3 && word.allSatisfy { $0.isUppercase || $0.isNumber } && word.contains(where: \.isUppercase)
    return !isCapital || familiar.contains(String(word))
  }

  /// Puts one word in the place of another wherever it stands alone; a small one also where it begins a sentence.
  private static func replacing(_ term: String, by plain: String, in text: String) -> String {
    var result = text
    for (from, to) in [(term, plain), (capital(term), capital(plain))] where result.contains(from) {
      var parts: [Substring] = []
      var rest = result[...]
      while let range = rest.firstRange(of: from) {
        let before = rest[..<range.lowerBound].last ?? parts.last?.last
        let after = rest[range.upperBound...].first
        let standsAlone = !(before.map(isOfWord) ?? false) && !(after.map(isOfWord) ?? false)
        parts += [rest[..<range.lowerBound], standsAlone ? to[...] : from[...]]
        rest = rest[range.upperBound...]
      }
      result = (parts + [rest]).joined()
    }
    return result
  }

  private static func isOfWord(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
  private static func capital(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
