import Inference
import JSONText
import Knowledge

/// Reads what a person types as the answer to a question: a number of the list, the first letters of an answer, or a value.
package struct AnswerReading {
  /// One answer of the list under a question.
  package struct Choice: Sendable, Hashable {
    package let value: FactValue
    /// As a person would say it.
    package let label: String
    /// The value as it is typed, when it is another word than the label.
    package let word: String
  }

  private let definition: FactDefinition
  /// The answers that can be picked by their number, from 1; empty where a number could itself be the value.
  package let choices: [Choice]

  /// The answers of a question.
  package init(_ question: NextQuestion, in knowledge: KnowledgeBase) {
    definition = knowledge.facts[question.reference.fact]
    choices = Self.choices(definition, question.question)
  }

  /// The words of a choice and yes and no can be picked; elements of a list too.
  private static func choices(_ definition: FactDefinition, _ question: Question) -> [Choice] {
    switch definition.kind.element {
    case .yesNo:
      return [true, false].map {
        let word = $0 ? "yes" : "no"
        return Choice(
          value: .yesNo($0),
          label: question.label(of: $0 ? "true" : "false") ?? question.label(of: word) ?? word, word: word)
      }
    case .choice:
      return definition.options.map { option in
        Choice(
          value: .choice(option),
          label: question.label(of: option) ?? definition.meaning(of: option) ?? option, word: option)
      }
    default: return []
    }
  }

  /// The value that is meant.
  ///
  /// - Throws: `CaseworkError` of kind usage, which says what would be an answer.
  package func read(_ text: String) throws(CaseworkError) -> FactValue {
    let text = trimmed(text)
    if text.hasPrefix("="), definition.kind.element == .choice {
      return try verbatim(trimmed(text.dropFirst()))
    }
    guard case .list = definition.kind else { return try one(text) }
    if text.lowercased() == "none" { return .list([]) }
    var elements: [FactValue] = []
    for part in text.split(separator: ",") { elements.append(try one(trimmed(part))) }
    guard !elements.isEmpty else { throw refusal(text, "expected \(definition.kind.example)") }
    return .list(elements)
  }

  /// A word that Meta shows and the knowledge does not list: kept as it is, and what rests on it stays unknown.
  private func verbatim(_ word: String) throws(CaseworkError) -> FactValue {
    guard !word.isEmpty else { throw refusal("=", "after = stands the word as the dashboard shows it") }
    let value: FactValue = definition.options.contains(word) ? .choice(word) : .unlisted(word)
    if case .list = definition.kind { return .list([value]) }
    return value
  }

  private func one(_ text: String) throws(CaseworkError) -> FactValue {
    if !choices.isEmpty {
      if let choice = try pick(text) { return choice.value }
      if let choice = try pick(trimmedEnd(text, of: ".!)")) { return choice.value }
    }
    do throws(ValueError) {
      return try FactValue(
        .string(definition.kind.element == .moment ? TypedMoment.zoned(text) : text), kind: definition.kind.element,
        options: definition.options, origin: .authored)
    } catch {
      throw refusal(
        text,
        definition.kind.element == .moment
          ? TypedMoment.wanted : choices.isEmpty ? error.message : explained(text))
    }
  }

  /// The choice of that number, of just that word, or the only one that begins so.
  private func pick(_ text: String) throws(CaseworkError) -> Choice? {
    if let number = Int(text), !choices.contains(where: { $0.word == text }) {
      guard choices.indices.contains(number - 1) else {
        throw refusal(text, "the answers are numbered 1 to \(choices.count)")
      }
      return choices[number - 1]
    }
    let typed = text.lowercased()
    if let exact = choices.first(where: { $0.word.lowercased() == typed || $0.label.lowercased() == typed }) {
      return exact
    }
    guard !typed.isEmpty else { return nil }
    let beginning = choices.filter {
      $0.word.lowercased().hasPrefix(typed) || $0.label.lowercased().hasPrefix(typed)
    }
    guard beginning.count > 1 else { return beginning.first }
    throw refusal(
      text,
      "could be \(beginning.prefix(6).map(\.label).joined(separator: ", or ")); type more of it, or its number"
    )
  }

  private func explained(_ text: String) -> String {
    if let near = NearMiss.nearest(to: text, among: choices.flatMap { [$0.word, $0.label] }) {
      return "did you mean \(JSONWriter.quoted(near))?"
    }
    return definition.kind.element == .choice
      ? "not one of the answers; type a number from 1 to \(choices.count), or =WORD to keep a word that is not listed"
      : "type \(choices.map(\.word).joined(separator: " or ")), or a number from 1 to \(choices.count)"
  }

  private func refusal(_ text: String, _ message: String) -> CaseworkError {
    let shown = text.count > 40 ? text.prefix(40) + "…" : text[...]
    return CaseworkError(
      .usage,
      "\(JSONWriter.quoted(String(shown))) is no answer to this: \(message)\(message.hasSuffix("?") ? "" : ";") - is not sure, ? explains, and say WORDS tells something else"
    )
  }
}
