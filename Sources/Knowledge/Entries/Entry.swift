import JSONText

/// What every entry of the knowledge base has: an address, a place, and its text, which is read only when asked for.
package protocol Entry: Sendable {
  /// File name without `.json`, a dot, and the key: `onboarding.on-behalf-of`. A fact's is its name; a table's, a topic's and a case's the file name.
  var address: String { get }
  /// The entry as it stands in its file.
  var json: JSONValue { get }
}

extension Entry {
  /// A text member; `nil` when absent or not text.
  package func text(_ key: String) -> String? { json[key]?.string }

  /// The texts of a list member; empty when absent. What is not text is left out here and reported by the review.
  package func texts(_ key: String) -> [String] { json[key]?.elements.compactMap(\.string) ?? [] }

  /// The title, or the address when it has none.
  package var title: String { text("title") ?? address }
  /// Free prose about the entry.
  package var about: String? { text("about") }
  /// The statements it rests on, `meta.mm-onboarding#terms`.
  package var cites: [Citation] { texts("cites").map(Citation.init) }
  /// Addresses it had before.
  package var formerly: [String] { texts("formerly") }
  /// The day it was taken out of use; retired entries are kept and not used.
  package var retired: CalendarDate? { text("retired").flatMap { CalendarDate($0) } }
  /// Where it stands.
  package var place: JSONPlace { json.place }
}

/// A reference to one statement of a source: `meta.mm-onboarding#terms`.
package struct Citation: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  package init(_ text: String) { description = text }

  /// The address of the source: `meta.mm-onboarding`.
  package var source: String { String(description.prefix { $0 != "#" }) }
  /// The key of the statement in it: `terms`.
  package var statement: String { String(description.drop { $0 != "#" }.dropFirst()) }
}
