import Inference
import Knowledge

/// A question of the interview as it is put to the agent, and what is at stake in it.
package struct QuestionText {
  /// An answer that can be picked by its number.
  package struct Choice: Sendable {
    package let label: String
    /// The value as it is typed.
    package let word: String

    package init(label: String, word: String) {
      self.label = label
      self.word = word
    }
  }

  private let question: NextQuestion
  private let choices: [Choice]
  private let knowledge: KnowledgeBase
  private let style: TextStyle
  /// Findings named under one answer; the rest are counted.
  private static let stakesShown = 5
  /// Answers with the same effect that are named; the rest are counted.
  private static let labelsShown = 6

  /// A question with the answers that can be picked, in the order of their numbers.
  package init(_ question: NextQuestion, choices: [Choice], knowledge: KnowledgeBase, style: TextStyle) {
    self.question = question
    self.choices = choices
    self.knowledge = knowledge
    self.style = style
  }

  /// How an answer without a list is typed.
  private static func typing(_ kind: FactKind) -> String {
    switch kind {
    case .text: "Type it, or paste it."
    case .moment:
      "Type a day and a time with the zone, such as 2026-11-21 09:14 UTC or 2026-11-21 14:44 +05:30."
    default: "Type \(kind.example.replacing("\"", with: ""))."
    }
  }

  /// The question, its numbered answers, and how it can be answered otherwise.
  ///
  /// - Parameter number: the position of the question in the conversation, from 1.
  package func text(number: Int) -> String {
    var page = TextPage(style)
    let entity = question.reference.entity.map { " (\(subject) \(HarmlessText.value($0, limit: 60)))" } ?? ""
    let lead = "\(number). "
    page.paragraph(
      "\(lead)\(ReportWords.prose(question.question.ask))\(entity)", hanging: lead.count, ink: .bold)
    let place = question.question.where.map { "; \(ReportWords.prose($0))" } ?? ""
    page.paragraph("\(ReportWords.who(question.question))\(place)", indent: lead.count, ink: .dim)
    for (position, choice) in choices.enumerated() {
      let word = choice.word.lowercased() == choice.label.lowercased() ? "" : "  \(choice.word)"
      page.row("\(position + 1)", "\(ReportWords.prose(choice.label))\(word)", column: 6, hanging: 2)
    }
    if choices.isEmpty { page.paragraph(Self.typing(definition.kind.element), indent: lead.count) }
    if case .list = definition.kind {
      page.paragraph("Several with commas between, or none.", indent: lead.count)
    }
    return page.text
  }

  /// What the question is for, in words of the knowledge: the page that `?` shows.
  package var explanation: String {
    var page = TextPage(style)
    page.paragraph("\(definition.title) (\(definition.name))", ink: .bold)
    for text in [question.question.about, definition.about].compactMap(\.self) {
      page.paragraph(ReportWords.prose(text), indent: 2)
    }
    if let place = question.question.where { page.row("where", ReportWords.prose(place)) }
    page.row("who", ReportWords.who(question.question))
    for (position, choice) in choices.enumerated() {
      let meaning = definition.meaning(of: choice.word).map { ": \(ReportWords.prose($0))" } ?? ""
      page.row(position == 0 ? "answers" : "", "\(position + 1) \(choice.word)\(meaning)", hanging: 2)
    }
    page.row(
      "why",
      question.purpose ?? "it \(question.split) open findings; type why for what each answer would mean")
    page.row("also", "- not sure; skip asks it later; explain \(definition.name) tells more")
    return page.text
  }

  /// The findings at stake, and what each answer would do to them.
  package var why: String {
    var page = TextPage(style)
    if let purpose = question.purpose {
      page.paragraph("\(definition.name): \(purpose).", ink: .bold)
      return page.text
    }
    page.paragraph(
      "\(definition.name) \(question.split) open \(question.openCount == 1 ? "finding" : "findings").",
      ink: .bold)
    let stakes = question.stakes.map(title)
    for (position, stake) in stakes.prefix(Self.stakesShown * 2).enumerated() {
      page.row(position == 0 ? "stake" : "", stake, hanging: 2)
    }
    if stakes.count > Self.stakesShown * 2 { page.row("", "and \(stakes.count - Self.stakesShown * 2) more") }
    for (answer, labels) in effects {
      page.gap()
      page.paragraph(
        "If \(CountWords.some(labels.map(ReportWords.prose), atMost: Self.labelsShown)):", indent: 2,
        hanging: 3)
      row("shows", answer.shows, &page)
      row("rules out", answer.rulesOut, &page)
      if answer.shows.isEmpty, answer.rulesOut.isEmpty {
        page.row(
          "open",
          "settles nothing by itself; \(CountWords.count(answer.leavesPossible.count, "finding")) stay possible",
          column: 14)
      }
    }
    return page.text
  }

  /// The answers that would do the same to the findings, together; those that settle nothing come last.
  private var effects: [(answer: NextQuestion.Answer, labels: [String])] {
    var effects: [(answer: NextQuestion.Answer, labels: [String])] = []
    for answer in question.answers {
      let same = effects.firstIndex {
        $0.answer.shows == answer.shows && $0.answer.rulesOut == answer.rulesOut
          && $0.answer.leavesPossible == answer.leavesPossible
      }
      if let same {
        effects[same].labels.append(answer.label)
      } else {
        effects.append((answer, [answer.label]))
      }
    }
    func settles(_ answer: NextQuestion.Answer) -> Bool { !answer.shows.isEmpty || !answer.rulesOut.isEmpty }
    return effects.filter { settles($0.answer) } + effects.filter { !settles($0.answer) }
  }

  private func row(_ label: String, _ stakes: [NextQuestion.Stake], _ page: inout TextPage) {
    guard !stakes.isEmpty else { return }
    page.row(label, CountWords.some(stakes.map(title), atMost: Self.stakesShown), column: 14, hanging: 2)
  }

  private func title(_ stake: NextQuestion.Stake) -> String {
    let entity = stake.entity.map { " (\(HarmlessText.value($0, limit: 60)))" } ?? ""
    return knowledge.findings[stake.finding].title + entity
  }

  private var definition: FactDefinition { knowledge.facts[question.reference.fact] }
  private var subject: String { knowledge.subjects[definition.subject].title.lowercased() }

  /// Why no question is left.
  package static func text(_ end: InterviewEnd, unsure: Int, style: TextStyle) -> String {
    var page = TextPage(style)
    switch end {
    case .settled:
      page.paragraph("Nothing is left to ask: every finding of this topic is settled.", hanging: 2)
    case .nothingToAsk(let open):
      let doubts =
        unsure == 0
        ? "" : " \(CountWords.count(unsure, "question")) left as not sure; change FACT asks one again."
      page.paragraph(
        "Nothing is left to ask: \(CountWords.count(open, "finding")) of this topic \(open == 1 ? "is" : "are") still unknown, and no answer that somebody"
          + " can give would settle \(open == 1 ? "it" : "them"). report tells what would.\(doubts)",
        hanging: 2)
    }
    return page.text
  }
}
