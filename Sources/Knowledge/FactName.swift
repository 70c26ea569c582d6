/// The name of a fact: its subject, a dot, and the field as the Graph API spells it: `waba.status`.
package struct FactName: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The whole name.
  package let description: String

  /// Wraps a name; whether such a fact is defined is for the knowledge to say.
  package init(_ text: String) { description = text }

  /// What the fact is about: the part before the first dot.
  package var subject: String { String(description.prefix { $0 != "." }) }
  /// The field: the part after the first dot; empty when there is none.
  package var field: String { String(description.drop { $0 != "." }.dropFirst()) }

  package static func < (left: FactName, right: FactName) -> Bool { left.description < right.description }
}
