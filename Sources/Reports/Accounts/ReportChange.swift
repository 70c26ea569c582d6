import JSONText
import Knowledge

/// What a later report of the same case says that an earlier one did not, and which facts moved in between.
package struct ReportChange {
  /// A fact that was learned, lost or became another; values as compact JSON.
  struct MovedFact {
    let name: String
    let entity: String?
    let before: String?
    let now: String?
  }

  private let earlier: ReportDigest
  private let later: ReportDigest
  /// Shown now and not before, or sure now and suspected before.
  let appeared: [ReportDigest.Finding]
  /// Shown before and not any more.
  let vanished: [ReportDigest.Finding]
  /// In the order of their names.
  let moved: [MovedFact]

  /// Compares two reports.
  package init(from earlier: ReportDigest, to later: ReportDigest) {
    self.earlier = earlier
    self.later = later
    let before = Dictionary(earlier.findings.map { ($0.key, $0.status) }) { first, _ in first }
    let now = Set(later.findings.map(\.key))
    appeared = later.findings.filter { finding in
      let status = before[finding.key]
      return status == nil || (status == "suspected" && finding.status == "found")
    }
    vanished = earlier.findings.filter { !now.contains($0.key) }
    moved = earlier.listsFacts && later.listsFacts ? Self.moved(from: earlier.facts, to: later.facts) : []
  }

  /// Whether the two say the same.
  package var isEmpty: Bool { appeared.isEmpty && vanished.isEmpty && moved.isEmpty }

  private static func moved(from before: [ReportDigest.Key: String], to now: [ReportDigest.Key: String]) -> [MovedFact] {
    Set(before.keys).union(now.keys).compactMap { key in
      let (old, new) = (before[key], now[key])
      guard old != new, !(isStandIn(old) && isStandIn(new)) else { return nil }
      return MovedFact(name: key.address, entity: key.entity, before: old, now: new)
    }.sorted { ($0.name, $0.entity ?? "") < ($1.name, $1.entity ?? "") }
  }

  /// Whether a value is a person's number or address, which every run numbers anew when it hides it.
  private static func isStandIn(_ value: String?) -> Bool {
    guard let value else { return false }
    return value.contains("@hidden.invalid") || value.hasPrefix("\"+") || value.hasPrefix("\"wamid.")
  }

  /// The facts that moved among those that a finding rests on.
  private func reasons(of finding: ReportDigest.Finding) -> [MovedFact] {
    moved.filter { fact in
      finding.facts.contains(fact.name)
        && (finding.entity == nil || fact.entity == nil || fact.entity == finding.entity)
    }
  }

  // MARK: Text

  /// Other facts that are named; the rest are counted.
  private static let factsShown = 8

  /// The change as a block of text that stands before a report.
  package func text(_ knowledge: KnowledgeBase, style: TextStyle) -> String {
    var page = TextPage(style)
    let since = earlier.asOf.map(DateWords.minute) ?? "the earlier report"
    let editions = earlier.edition == later.edition ? "" : " (knowledge of \(earlier.edition) then, of \(later.edition) now)"
    page.paragraph(
      "Since \(since)\(editions): \(appeared.count) new, \(vanished.count) gone", hanging: 2, ink: .bold)
    var told: Set<String> = []
    for (word, findings) in [("New", appeared), ("Gone", vanished)] {
      for finding in findings {
        page.row(word, "\(finding.title)\(Self.of(finding.entity)) (\(finding.address))", hanging: 2)
        for fact in reasons(of: finding) where told.insert(Self.name(fact)).inserted {
          page.row("", Self.sentence(fact), hanging: 2)
        }
      }
    }
    if !earlier.listsFacts {
      page.row("Moved", "the earlier report lists no facts, so none can be compared", hanging: 2)
    } else if moved.isEmpty {
      page.row("Moved", "no fact", hanging: 2)
    }
    let others = moved.filter { !told.contains(Self.name($0)) }
    for (number, fact) in others.prefix(Self.factsShown).enumerated() {
      page.row(number == 0 ? "Moved" : "", Self.sentence(fact), hanging: 2)
    }
    if others.count > Self.factsShown { page.row("", "and \(others.count - Self.factsShown) more", hanging: 2) }
    return page.text + "\n"
  }

  private static func of(_ entity: String?) -> String {
    entity.map { " (\(HarmlessText.value($0, limit: 60)))" } ?? ""
  }

  private static func name(_ fact: MovedFact) -> String {
    guard let entity = fact.entity, let dot = fact.name.firstIndex(of: ".") else { return fact.name }
    return "\(fact.name[..<dot])[\(entity)]\(fact.name[dot...])"
  }

  private static func sentence(_ fact: MovedFact) -> String {
    let (before, now) = (fact.before.map(plain), fact.now.map(plain))
    return switch (before, now) {
    case (let before?, let now?): "\(name(fact)) was \(before), is \(now)"
    case (nil, let now?): "\(name(fact)) is \(now), and was not known"
    case (let before?, nil): "\(name(fact)) was \(before), and is not known now"
    case (nil, nil): name(fact)
    }
  }

  private static func plain(_ json: String) -> String {
    let text = json.count > 1 && json.hasPrefix("\"") && json.hasSuffix("\"") ? String(json.dropFirst().dropLast()) : json
    return HarmlessText.value(text, limit: 80)
  }

  // MARK: JSON

  /// The change as the member `since` of a report.
  package var json: JSONTree {
    [
      "as_of": .optional(earlier.asOf?.description), "edition": .string(earlier.edition),
      "appeared": .array(appeared.map(Self.json)), "vanished": .array(vanished.map(Self.json)),
      "moved": earlier.listsFacts
        ? .array(
          moved.map { fact in
            [
              "fact": .string(fact.name), "entity": .optional(fact.entity),
              "before": Self.value(fact.before), "now": Self.value(fact.now),
            ]
          }) : .null,
    ]
  }

  private static func json(_ finding: ReportDigest.Finding) -> JSONTree {
    [
      "finding": .string(finding.address), "title": .string(finding.title), "entity": .optional(finding.entity),
      "status": .string(finding.status), "impact": .string(finding.impact.name),
    ]
  }

  private static func value(_ text: String?) -> JSONTree {
    guard let text, let document = try? JSONDocument(Array(text.utf8), file: "value") else { return .null }
    return JSONTree(document.root)
  }
}
