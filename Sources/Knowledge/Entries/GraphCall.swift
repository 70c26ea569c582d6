import JSONText

/// One request of the call plan and the facts that its answer gives, as `Collectors/graph-api.json` describes it.
package struct GraphCall: Entry {
  /// Where one fact stands in the answer and how it is read.
  package struct Mapping: Sendable {
    package let fact: FactIndex
    /// JSON pointer (RFC 6901) into the answer, or into one element of `list`; a segment `*` collects a list.
    package let pointer: String
    /// How the raw value becomes the fact's.
    package let conversion: Conversion?
    /// The value that means "not set".
    package let unless: JSONValue?
    /// The constant that is learned whenever the call is answered.
    package let fixed: FactValue?
    /// What to ask for in `fields=` in place of the pointer's first segment.
    package let field: String?
    package let json: JSONValue
  }
  /// How a raw value becomes a fact's.
  package enum Conversion: String, CaseIterable, Sendable {
    case lowerCase = "lower case"
    case upperCase = "upper case"
    case epochSeconds = "epoch seconds"
    case present
    case absent
    case size
    case dateOfTime = "date of time"
  }
  /// Facts that a refusal itself proves.
  package struct Refusal: Sendable {
    /// The error code, and the subcode if one is meant: `190`, `190/463`.
    package let code: Int64
    package let subcode: Int64?
    package let facts: [(fact: FactIndex, value: FactValue)]
  }

  package let address: String
  /// The path with `{fact}` place-holders: `/{waba.id}/phone_numbers`.
  package let path: String
  package let permissions: [String]
  /// Whether the answer comes in pages; if so the list is open until the last is read.
  package let pages: Bool
  /// The many-subject whose entities the answer lists, by position in `KnowledgeBase.subjects`.
  package let each: Int?
  /// JSON pointer to the list of entities.
  package let list: String
  /// JSON pointer of an entity's id, relative to the entity; empty when they are numbered.
  package let idPointer: String
  package let mappings: [Mapping]
  package let refusals: [Refusal]
  /// Origin of its evidence.
  package let origin: String
  package let json: JSONValue

  /// Whether it is asked of the Graph API; if not, it tells where facts stand in what comes unasked, such as webhooks.
  package var isRequest: Bool { address.hasPrefix("graph-api.") }
  /// The call's key: `phone-numbers`.
  package var name: String { String(address.drop { $0 != "." }.dropFirst()) }
}
