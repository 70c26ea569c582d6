import Knowledge

/// What the knowledge base holds about one name, as `explain` shows it.
package struct EntryPage: Sendable {
  /// What the name stands for.
  package enum Kind: String, Sendable, CaseIterable {
    case finding, rule, fact, value, remedy, table, row, source, statement, topic, call
    case errorCode = "error code"
    case ticket = "ticket type"
  }

  /// Another name that `explain` knows.
  package struct Link: Sendable, Hashable {
    package let kind: Kind
    package let name: String
  }

  /// One line about it, under a label that is given once for lines that follow one another.
  package struct Row: Sendable, Hashable {
    package let label: String
    package let text: String
    /// How deep the line stands under the one before it.
    package let depth: Int
    /// The entry it speaks of.
    package let link: Link?

    /// A line.
    package init(_ label: String, _ text: String, depth: Int = 0, link: Link? = nil) {
      self.label = label
      self.text = text
      self.depth = depth
      self.link = link
    }
  }

  package let kind: Kind
  /// The address, the word of a value, or the number of an error.
  package let name: String
  package let title: String
  package let about: String?
  package let rows: [Row]
  let sources: [CitedStatement]

  /// What stands in front of an entry that is kept and not used any more.
  static func retired(_ entry: some Entry) -> [Row] {
    entry.retired.map { [Row("retired", "on \(DateWords.day($0)); kept, and not used any more")] } ?? []
  }
}
