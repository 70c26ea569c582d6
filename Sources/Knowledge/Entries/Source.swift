import JSONText

/// Why we believe it: a document, when it was read, and what it says.
package struct Source: Entry {
  /// How far a source is to be trusted, as the domain marks it.
  package enum Confidence: String, Sendable, CaseIterable {
    /// Stated by Meta on a dated page.
    case a = "A"
    /// Taken from a machine-readable artefact of Meta, or a maintained SDK.
    case b = "B"
    /// A vendor's or the community's word, or a single observation.
    case c = "C"
  }
  package let address: String
  package let json: JSONValue

  package init(address: String, json: JSONValue) {
    self.address = address
    self.json = json
  }

  package var publisher: String { text("publisher") ?? "unknown publisher" }
  /// The web address of the document.
  package var link: String? { text("address") }
  /// The date printed on it; `nil` when undated.
  package var updated: CalendarDate? { text("updated").flatMap { CalendarDate($0) } }
  /// The day we read it.
  package var read: CalendarDate? { text("read").flatMap { CalendarDate($0) } }
  package var confidence: Confidence { text("confidence").flatMap(Confidence.init) ?? .c }
  /// What it says, in our words; `nil` when there is no such statement.
  package func statement(_ key: String) -> String? { json["statements"]?[key]?["says"]?.string }
  /// Which statements it overtakes.
  package var changes: [Change] {
    json["changes"]?.elements.compactMap { change in
      guard let statement = change["statement"]?.string, let superseded = change["supersedes"]?.string else {
        return nil
      }
      return Change(
        statement: Citation("\(address)#\(statement)"), supersedes: Citation(superseded),
        since: change["since"]?.string.flatMap { CalendarDate($0) })
    } ?? []
  }

  /// One statement overtaking another, since a day.
  package struct Change: Hashable, Sendable {
    package let statement: Citation
    package let supersedes: Citation
    package let since: CalendarDate?
  }
}
