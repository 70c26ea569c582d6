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
    for finding in ordered(open, in: knowledge) {
      let key = Key(finding)
      let entity = finding.verdict.entity
      if entity != nil, let position = positions[key] {
        groups[position].entities += [entity].compactMap(\.self)
      } else {
        positions[key] = groups.count
        groups.append(UnknownGroup(first: finding, entities: [entity].compactMap(\.self)))
      }
    }
    return groups
  }

  /// The open findings: gravest first, then likeliest, then in file order; those of one finding as they came.
  static func ordered(_ open: [OpenFinding], in knowledge: KnowledgeBase) -> [OpenFinding] {
    var ranks: [FindingIndex: Rank] = [:]
    for finding in Set(open.map(\.verdict.finding)) {
      ranks[finding] = Rank(knowledge.findings[finding], at: finding)
    }
    return open.enumerated().sorted {
      let (left, right) = ($0.element.verdict.finding, $1.element.verdict.finding)
      guard left != right, let first = ranks[left], let second = ranks[right] else {
        return $0.offset < $1.offset
      }
      return first < second
    }.map(\.element)
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
