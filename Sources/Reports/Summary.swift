import Inference
import Knowledge

/// How many findings of each level were found, suspected and left unknown; entities are not counted.
package struct Summary: Sendable, Hashable {
  /// Findings that are certain, by impact.
  package let found: [Impact: Int]
  /// Findings that fit, by impact.
  package let suspected: [Impact: Int]
  /// Findings that could not be decided, for some entity at least, by impact.
  package let unknown: [Impact: Int]
  /// How many findings are accepted for a while; they are not among those above.
  package let waived: Int
  /// How many findings are too light for the report's filter.
  package let leftOut: Int
  private let rules: Int
  private let gaps: Int
  private let contradictions: Int

  /// The counts of a diagnosis.
  ///
  /// - Parameters:
  ///   - waivers: findings that are accepted, as long as the waivers stand.
  ///   - leftOut: findings that are not told because they are too light.
  package init(_ diagnosis: Diagnosis, knowledge: KnowledgeBase, waivers: [Waiver] = [], leftOut: Int = 0) {
    self.leftOut = leftOut
    let standing = waivers.filter { $0.stands(at: diagnosis.now) }
    let counted = diagnosis.findings.filter { verdict in !standing.contains { $0.covers(verdict) } }
    waived = Set(diagnosis.findings.map(\.finding)).subtracting(counted.map(\.finding)).count
    func count(_ findings: some Sequence<FindingIndex>) -> [Impact: Int] {
      Dictionary(Set(findings).map { (knowledge.findings[$0].impact, 1) }, uniquingKeysWith: +)
    }
    found = count(counted.lazy.filter { $0.status == .found }.map(\.finding))
    suspected = count(counted.lazy.filter { $0.status == .suspected }.map(\.finding))
    unknown = count(diagnosis.unknown.lazy.map(\.verdict.finding))
    rules = diagnosis.coverage.total
    gaps = diagnosis.gaps.count
    contradictions = diagnosis.contradictions.count
  }

  /// All in a sentence: `1 blocks, 2 harm, 1 advice; 4 findings unknown`; never a word of comfort while something is unknown.
  package var sentence: String { plain + (leftOut == 0 ? "" : "; \(CountWords.count(leftOut, "lighter finding")) not told here") }

  private var plain: String {
    let undecided = unknown.values.reduce(0, +)
    let accepted = waived == 0 ? "" : "\(waived) waived"
    let hits = [counts(found).joined(separator: ", "), suspicions, accepted].filter { !$0.isEmpty }
    guard hits.isEmpty else {
      return hits.joined(separator: "; ") + "; "
        + (undecided == 0 ? "nothing unknown" : "\(CountWords.count(undecided, "finding")) unknown")
    }
    if rules == 0 { return "Nothing was checked: no rule was run, so this says nothing about the account" }
    if undecided > 0 {
      return
        "Nothing found, but \(CountWords.count(undecided, "finding")) could not be decided: this is not a clean bill of health"
    }
    if gaps > 0 {
      return
        "Nothing found, and every finding is decided; \(CountWords.count(gaps, "thing")) could not be read"
    }
    if contradictions > 0 {
      return "Nothing found, but the evidence contradicts itself: read the contradictions below"
    }
    return "Nothing found, and nothing left unknown"
  }

  private var suspicions: String {
    suspected.isEmpty ? "" : "suspected: " + counts(suspected).joined(separator: ", ")
  }

  private func counts(_ numbers: [Impact: Int]) -> [String] {
    Impact.allCases.compactMap { impact in
      guard let number = numbers[impact], number > 0 else { return nil }
      switch impact {
      case .blocking: return "\(number) \(number == 1 ? "blocks" : "block")"
      case .harming: return "\(number) \(number == 1 ? "harms" : "harm")"
      case .advice: return "\(number) advice"
      }
    }
  }
}

extension ReportContext {
  /// The counts of what the report tells.
  package var summary: Summary { Summary(diagnosis, knowledge: knowledge, waivers: waivers, leftOut: leftOut) }
}
