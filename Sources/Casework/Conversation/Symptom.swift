import Inference
import Knowledge

/// What a person's own words point to: topics, facts they may speak of, error codes they name.
package struct Symptom: Sendable {
  /// A topic, and the words that led to it.
  package struct TopicHit: Sendable, Hashable {
    package let address: String
    package let title: String
    package let matched: [String]

    package init(address: String, title: String, matched: [String] = []) {
      self.address = address
      self.title = title
      self.matched = matched
    }
  }
  /// A fact that the words may be about; it is offered and never taken for granted.
  package struct FactHit: Sendable, Hashable {
    package let fact: FactIndex
    package let value: FactValue
    package let matched: String
  }

  /// The topic that fits best first, then those that fit nearly as well; empty when no word is known.
  package let topics: [TopicHit]
  /// Values of facts of the first topic that stand in the words.
  package let facts: [FactHit]
  /// Numbers in the words that are error codes, in order.
  package let codes: [Int64]

  /// Topics that reach this share of the best one's score are named too.
  private static let near = 0.5
  private static let mostTopics = 4
  private static let mostFacts = 4

  /// Reads somebody's words.
  package init(_ text: String, knowledge: KnowledgeBase, search: KnowledgeSearch) {
    codes = ErrorCodeMention.codes(in: text, knowledge: knowledge)
    let hits = search.results(for: text, limit: 200).filter { $0.kind == "topic" && Self.isMeant($0.matched) }
    let best = hits.first?.score ?? 0
    let near = hits.filter { $0.score >= best * Self.near }
    let spoken = Set(codes.map(String.init))
    // A code says more than any word: what is about it comes first.
    func isAboutCode(_ hit: KnowledgeSearch.Result) -> Bool {
      knowledge.topic(hit.address)?.words.contains(where: spoken.contains) == true
    }
    topics = (near.filter(isAboutCode) + near.filter { !isAboutCode($0) }).prefix(Self.mostTopics).map {
      TopicHit(address: $0.address, title: $0.title, matched: $0.matched)
    }
    facts = Array(
      FactMentions(text, knowledge).hits(in: topics.compactMap { knowledge.topic($0.address) }).prefix(
        Self.mostFacts))
  }
}

extension Symptom {
  /// Whether words are enough to choose a topic by: more than stray digits or a faint likeness.
  fileprivate static func isMeant(_ matched: [String]) -> Bool {
    matched.contains { word in
      let typed = word.prefix { $0 != " " }
      let isGuess = word.hasSuffix(")")
      return typed.count >= (isGuess ? 6 : 3)
    }
  }
}

/// Finds error codes that a text names: `(#131049)`, `code 190`, `131049`.
private enum ErrorCodeMention {
  /// A bare number is taken for a code from so many digits on; shorter ones need `#`, `code` or `error` before them.
  private static let bareDigits = 5

  static func codes(in text: String, knowledge: KnowledgeBase) -> [Int64] {
    let known = Set(knowledge.errorCodes.map(\.code))
    let alone = trimmed(text)
    if known.contains(alone), let code = Int64(alone) { return [code] }
    var codes: [Int64] = []
    var before = ""
    for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "#" }) {
      let digits = word.drop { $0 == "#" }
      let isNamed =
        word.hasPrefix("#")
        || ["code", "error", "err", "errorcode", "oauthexception", "exception"].contains(before)
      if let code = Int64(digits), known.contains(String(digits)), isNamed || digits.count >= bareDigits,
        !codes.contains(code)
      {
        codes.append(code)
      }
      before = String(word)
    }
    return codes
  }
}

/// The facts that an error code is kept under, for what a conversation is about.
package enum ErrorCodeFacts {
  private static let ofCase = "incident.error_code"
  private static let ofMessage = "message.error_code"

  /// The code of the call and, where the rules of the topic ask about messages and none is known, of the first message.
  ///
  /// - Parameter evidence: who says so.
  package static func collected(_ code: Int64, topic: Topic?, engine: InferenceEngine, evidence: Evidence)
    -> Collected
  {
    let knowledge = engine.knowledge
    var collected = Collected()
    if knowledge.factPositions[ofCase] != nil {
      collected.facts.append(Fact(name: FactName(ofCase), value: .whole(code), evidence: evidence))
    }
    if let message = knowledge.factPositions[ofMessage], let topic,
      engine.entities(of: FactName(ofMessage).subject).isEmpty,
      knowledge.facts(of: topic).contains(message)
    {
      collected.facts.append(
        Fact(
          name: FactName(ofMessage), entity: Interview.firstEntity, value: .whole(code), evidence: evidence))
    }
    return collected
  }
}

extension KnowledgeBase {
  /// The facts that the rules of a topic's findings read, in file order.
  func facts(of topic: Topic) -> [FactIndex] {
    var facts: Set<FactIndex> = []
    for rule in rules {
      guard let finding = rule.finding, topic.covers(findings[finding].address) else { continue }
      rule.condition.forEachTest { test, _ in facts.formUnion(test.reads) }
    }
    return facts.sorted()
  }
}

/// Finds values of facts that stand in a text: words of choices, names of countries.
private struct FactMentions {
  private let words: [String]
  /// The words with a space around each, so that a phrase can be found.
  private let line: String
  private let knowledge: KnowledgeBase

  init(_ text: String, _ knowledge: KnowledgeBase) {
    words = Self.words(text)
    line = " " + words.joined(separator: " ") + " "
    self.knowledge = knowledge
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Hits among the facts that the rules of the topics read and that can be asked: words of choices for the first topic alone and
  /// for what there is one of, countries for all.
  func hits(in topics: [Topic]) -> [Symptom.FactHit] {
    var hits: [Symptom.FactHit] = []
    let countries = mentionedCountries
    var seen: Set<FactIndex> = []
    let read = topics.enumerated().flatMap { number, topic in facts(of: topic).map { (number, $0) } }
    for (number, fact) in read where seen.insert(fact).inserted {
      let definition = knowledge.facts[fact]
      switch definition.kind {
      case .choice where number == 0 && !knowledge.subjects[definition.subject].isMany:
        if let option = definition.options.first(where: isMentioned) {
          hits.append(
            Symptom.FactHit(
              fact: fact, value: .choice(option), matched: Self.words(option).joined(separator: " ")))
        }
      case .country:
        if let country = countries.first {
          hits.append(Symptom.FactHit(fact: fact, value: .country(country.code), matched: country.name))
        }
      default: break
      }
    }
    return hits
  }

  private func isMentioned(_ option: String) -> Bool {
    let phrase = Self.words(option).joined(separator: " ")
    return phrase.count >= 4 && line.contains(" \(phrase) ") && !isDenied(phrase)
  }

  /// Whether the phrase is said not to be so.
  private func isDenied(_ phrase: String) -> Bool {
    ["not", "no", "never", "isn", "t", "without", "than", "left"].contains {
      line.contains(" \($0) \(phrase) ")
    }
  }

  /// Countries named in the text, by the names that the tables give them.
  private var mentionedCountries: [(code: CountryCode, name: String)] {
    var found: [(code: CountryCode, name: String)] = []
    for table in knowledge.tables where table.keyKind == .country {
      for row in table.rows {
        guard case .country(let code) = row.key else { continue }
        let names =
          [row.json["title"]?.string ?? ""] + (row.json["names"]?.elements.compactMap(\.string) ?? [])
        for name in names {
          let phrase = Self.words(name).joined(separator: " ")
          if phrase.count >= 4, line.contains(" \(phrase) "), !found.contains(where: { $0.code == code }) {
            found.append((code, phrase))
          }
        }
      }
    }
    return found
  }

  private func facts(of topic: Topic) -> [FactIndex] {
    knowledge.facts(of: topic).filter { knowledge.question(knowledge.facts[$0].name) != nil }
  }
}
