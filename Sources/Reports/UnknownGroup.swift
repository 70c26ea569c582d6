import Inference
import Knowledge

/// An open finding with all the entities for which the same facts would settle it.
struct UnknownGroup {
  /// The first of them.
  let first: OpenFinding
  private(set) var entities: [String]

  var finding: FindingIndex { first.verdict.finding }
  var subject: String? { first.verdict.subject }

  /// The open findings rolled up: gravest first, then likeliest, then in file order.
  static func groups(of open: [OpenFinding], in knowledge: KnowledgeBase) -> [UnknownGroup] {
    var groups: [UnknownGroup] = []
    var positions: [Key: Int] = [:]
    var counts = [Int](repeating: 0, count: knowledge.findings.count)
    for finding in open { counts[finding.verdict.finding] += 1 }
    for finding in ordered(open, in: knowledge) {
      // What stands alone is compared with nothing, so that nobody asks what would settle it.
      guard let entity = finding.verdict.entity, counts[finding.verdict.finding] > 1 else {
        groups.append(UnknownGroup(first: finding, entities: [finding.verdict.entity].compactMap(\.self)))
        continue
      }
      let key = Key(finding)
      if let position = positions[key] {
        groups[position].entities.append(entity)
      } else {
        positions[key] = groups.count
        groups.append(UnknownGroup(first: finding, entities: [entity]))
      }
    }
    return groups
  }

  /// The open findings: gravest first, then likeliest, then in file order; those of one finding as they came.
  static func ordered(_ open: [OpenFinding], in knowledge: KnowledgeBase) -> [OpenFinding] {
    let ranks = open.map { Rank(knowledge.findings[$0.verdict.finding], at: $0.verdict.finding) }
    return open.indices.sorted { left, right in
      ranks[left].position == ranks[right].position ? left < right : ranks[left] < ranks[right]
    }.map { open[$0] }
  }

  /// What decides which of two open findings stands first.
  private struct Rank: Comparable {
    let impact: Impact
    let prior: Double
    let position: FindingIndex

    init(_ finding: Finding, at position: FindingIndex) {
      (impact, prior) = (finding.impact, finding.prior)
      self.position = position
    }

    static func < (left: Rank, right: Rank) -> Bool {
      (left.impact.rawValue, -left.prior, left.position) < (
        right.impact.rawValue, -right.prior, right.position
      )
    }
  }

  /// What must be alike for two to stand together; a reference to the entity itself counts as alike.
  private struct Key: Hashable {
    let finding: FindingIndex
    let toConfirm: [FactReference]
    let toRuleOut: [FactReference]
    let gap: Int?

    init(_ open: OpenFinding) {
      func masked(_ references: [FactReference]) -> [FactReference] {
        references.map {
          $0.entity == open.verdict.entity ? FactReference(fact: $0.fact, openList: $0.openList) : $0
        }
      }
      finding = open.verdict.finding
      toConfirm = masked(open.toConfirm)
      toRuleOut = masked(open.toRuleOut)
      gap = open.gap
    }
  }
}
