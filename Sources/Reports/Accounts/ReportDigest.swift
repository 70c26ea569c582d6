import JSONText
import Knowledge

/// What a diagnosis written as JSON says, as far as it can be held against another: which findings, and which facts.
package struct ReportDigest: Sendable {
  /// A finding that is shown, of one entity or of the case.
  package struct Finding: Sendable, Hashable {
    let address: String
    let title: String
    /// `found`, `suspected`.
    let status: String
    let impact: Impact
    let entity: String?
    /// Who can act, as the remedies name them.
    let actors: [String]
    /// The facts that its proof speaks of.
    let facts: Set<String>

    var key: Key { Key(address: address, entity: entity) }
  }
  /// A finding or a fact, of one entity or of the case.
  struct Key: Hashable {
    let address: String
    let entity: String?
  }

  /// The account; `nil` when the report names none.
  package let waba: String?
  let asOf: Moment?
  let edition: String
  let findings: [Finding]
  /// Findings that are open, gravest first as the report has them.
  let open: [Key]
  let ruledOut: Set<Key>
  /// Every known fact as compact JSON; empty when the report does not list facts.
  let facts: [Key: String]
  let listsFacts: Bool

  /// Reads a report; `nil` when it is none.
  package init?(_ root: JSONValue) {
    guard root["schema"]?.stringEquals(JSONReport.schema) == true, let edition = root["edition"]?.string else {
      return nil
    }
    waba = root["subject"]?["waba"]?.string
    asOf = root["as_of"]?.string.flatMap { Moment($0) }
    self.edition = edition
    findings = root["findings"]?.elements.flatMap(Self.findings) ?? []
    open =
      root["unknown"]?.elements.compactMap { item in
        item["finding"]?.string.map { Key(address: $0, entity: item["entity"]?.string) }
      } ?? []
    ruledOut = Set(root["ruled_out"]?.elements.flatMap(Self.keys) ?? [])
    listsFacts = root["facts"] != nil
    var facts: [Key: String] = [:]
    for fact in root["facts"]?.elements.map({ $0 }) ?? [] {
      guard let name = fact["fact"]?.string, let value = fact["value"] else { continue }
      facts[Key(address: name, entity: fact["entity"]?.string)] = JSONWriter.text(JSONTree(value), layout: .compact)
    }
    self.facts = facts
  }

  private static func findings(_ item: JSONValue) -> [Finding] {
    guard let title = item["title"]?.string,
      let impact = Impact.allCases.first(where: { item["impact"]?.stringEquals($0.name) == true })
    else { return [] }
    var actors: [String] = []
    for actor in item["remedies"]?.elements.compactMap({ $0["actor"]?.string }) ?? [] where !actors.contains(actor) {
      actors.append(actor)
    }
    var facts: Set<String> = []
    if let because = item["because"] { collect(because, into: &facts) }
    let status = item["waived"] == nil ? item["status"]?.string ?? "" : "waived"
    return keys(item).map {
      Finding(
        address: $0.address, title: title, status: status, impact: impact, entity: $0.entity, actors: actors,
        facts: facts)
    }
  }

  private static func keys(_ item: JSONValue) -> [Key] {
    guard let address = item["finding"]?.string else { return [] }
    let entities = item["entities"]?.elements.compactMap(\.string) ?? []
    return entities.isEmpty ? [Key(address: address, entity: nil)] : entities.map { Key(address: address, entity: $0) }
  }

  /// The names of the facts in a proof, however deep.
  private static func collect(_ json: JSONValue, into facts: inout Set<String>) {
    if let name = json["fact"]?.string { facts.insert(name) }
    if json.kind == .array { for element in json.elements { collect(element, into: &facts) } }
    if json.kind == .object { for member in json.members { collect(member.value, into: &facts) } }
  }
}
