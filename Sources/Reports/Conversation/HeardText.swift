/// What somebody's own words were taken for: the topic, others that fit nearly as well, and facts that may be meant.
package struct HeardText {
  /// A topic and the words that led to it.
  package struct Topic: Sendable {
    let title: String
    let address: String
    let matched: [String]

    package init(title: String, address: String, matched: [String]) {
      self.title = title
      self.address = address
      self.matched = matched
    }
  }
  /// A fact that may be meant.
  package struct Hint: Sendable {
    let fact: String
    let matched: String

    /// - Parameters:
    ///   - fact: as it is typed: `waba.country=TR`.
    ///   - matched: the words it was seen in.
    package init(fact: String, matched: String) {
      self.fact = fact
      self.matched = matched
    }
  }

  private let topics: [Topic]
  private let hints: [Hint]

  /// - Parameter topics: the topic that was chosen, then the others.
  package init(topics: [Topic], hints: [Hint]) {
    self.topics = topics
    self.hints = hints
  }

  /// A line or more for each.
  package func text(style: TextStyle) -> String {
    var page = TextPage(style)
    for (number, topic) in topics.enumerated() {
      let matched = topic.matched.isEmpty ? "" : "; matched: \(topic.matched.joined(separator: ", "))"
      page.paragraph(
        "\(number == 0 ? "About" : "Or"): \(topic.title) (topic \(topic.address)\(matched))", indent: 2, hanging: 4)
    }
    for hint in hints {
      page.paragraph("If it is so, type: \(hint.fact) (\"\(hint.matched)\")", indent: 2, hanging: 4)
    }
    return page.text
  }
}
