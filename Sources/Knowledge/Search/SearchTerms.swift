/// Turns text into the terms that are compared: lower case, without accents of Latin letters, endings cut alike on both sides.
enum SearchTerms {
  /// The terms of a text, in order; a name such as `INELIGIBLE_ON_BEHALF_OF_WABA` is also taken apart.
  static func terms(of text: String) -> [String] { spelled(text).map(\.term) }

  /// The terms of a text with the words they were made from.
  static func spelled(_ text: String) -> [(term: String, word: String)] {
    var terms: [(term: String, word: String)] = []
    for word in words(of: text) {
      terms.append((stem(word), word))
      let parts = word.split { $0 == "_" || $0 == "-" || $0 == "." }
      if parts.count > 1 { terms += parts.map { (stem(String($0)), String($0)) } }
    }
    return terms.filter { !$0.term.isEmpty && !ignored.contains($0.term) }
  }

  /// Words that say nothing about what is meant.
  private static let ignored: Set<String> = [
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "can", "do", "doe", "for", "from", "ha", "have",
    "he", "how", "i", "if",
    "in", "is", "it", "its", "me", "my", "no", "not", "of", "on", "or", "our", "she", "so", "that", "the",
    "their", "them", "then", "there", "they",
    "since", "still", "thi", "to", "today", "wa", "we", "were", "what", "when", "which", "who", "why", "will",
    "with", "yesterday", "you", "your",
  ]

  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber || (!word.isEmpty && "_-.".contains(character)) {
        word.append(plain(character))
      } else {
        words.append(word)
        word = ""
      }
    }
    words.append(word)
    return words.map { word in
      var word = word[...]
      while let last = word.last, "_-.".contains(last) { word.removeLast() }
      return String(word)
    }.filter { !$0.isEmpty }
  }

  private static func plain(_ character: Character) -> Character {
    guard !character.isASCII else { return character }
    let letters: [(String, Character)] = [
      ("àáâãäåā", "a"), ("çćč", "c"), ("èéêëēę", "e"), ("ìíîïīı", "i"), ("ñń", "n"), ("òóôõöøō", "o"),
      ("ùúûüū", "u"), ("ýÿ", "y"),
      ("şśš", "s"), ("ğ", "g"), ("žźż", "z"), ("ł", "l"),
    ]
    return letters.first { $0.0.contains(character) }?.1 ?? character
  }

  /// Cuts the commonest English endings (step 1 of Porter 1980, simplified): `payments`, `paying` and `payed` meet.
  private static func stem(_ word: String) -> String {
    guard word.count > 3, word.allSatisfy(\.isLetter) else { return word }
    for (ending, replacement) in [
      ("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""),
    ]
    where word.hasSuffix(ending) && !word.hasSuffix("ss") && word.count - ending.count >= 3 {
      let cut = String(word.dropLast(ending.count)) + replacement
      return cut.hasSuffix("e") ? String(cut.dropLast()) : cut
    }
    return word.hasSuffix("e") ? String(word.dropLast()) : word
  }
}
