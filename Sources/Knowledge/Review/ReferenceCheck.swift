import JSONText

/// References that lead nowhere (`dangling-reference`): findings, remedies, error codes and facts that entries name, and facts that replace themselves.
///
/// A reader who follows such a reference finds nothing, and a report names a remedy that has no text.
enum ReferenceCheck {
  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    let findings = context.knowledge.findings.map(\.address)
    let remedies = context.knowledge.remedies.map(\.address)
    let codes = context.knowledge.errorCodes.map(\.code)
    var faults: [KnowledgeFault] = []
    for reviewed in context.entries {
      switch reviewed.kind {
      case .finding:
        faults += dangling(reviewed, "explains", context.findings, findings, "finding")
        faults += dangling(reviewed, "remedies", context.remedies, remedies, "remedy")
      case .errorCode:
        faults += dangling(reviewed, "findings", context.findings, findings, "finding")
        faults += dangling(reviewed, "remedies", context.remedies, remedies, "remedy")
        faults += dangling(reviewed, "also", Set(codes), codes, "error code")
      case .fact: faults += replacement(of: reviewed, context)
      default: break
      }
    }
    return faults
  }

  private static func dangling(
    _ reviewed: ReviewedEntry, _ key: String, _ known: Set<String>, _ names: [String], _ noun: String
  ) -> [KnowledgeFault] {
    (reviewed.entry.json[key]?.elements.map { $0 } ?? []).compactMap { reference in
      guard let name = reference.string, !known.contains(name) else { return nil }
      return KnowledgeFault(
        .danglingReference, at: reference.place,
        "there is no \(noun) \(reference.shown)" + NearMiss.suggestion(for: name, among: names))
    }
  }

  /// The fact to use in place of a deprecated one.
  private static func replacement(of reviewed: ReviewedEntry, _ context: ReviewContext) -> [KnowledgeFault] {
    guard let json = reviewed.entry.json["deprecated"], let name = json.string else { return [] }
    let own = reviewed.entry.address
    if name == own {
      return [
        KnowledgeFault(
          .danglingReference, at: json.place, "\(own) cannot be replaced by itself; name the new fact")
      ]
    }
    guard context.knowledge.factPositions[name] == nil else { return [] }
    return [
      KnowledgeFault(
        .danglingReference, at: json.place,
        "there is no fact \(json.shown)"
          + NearMiss.suggestion(for: name, among: context.knowledge.facts.map(\.name.description)))
    ]
  }
}
