import Inference
import Knowledge

/// An open finding with all the entities for which the same facts would settle it.
struct UnknownGroup {
  /// The first of them.
  let first: OpenFinding
  private(set) var entities: [String]

  var finding: FindingIndex { first.verdict.finding }
  var subject: String? { first.verdict.subject }

  /// The open findings rolled up: gravest first, then in file order.
  static func groups(of open: [OpenFinding], in knowledge: KnowledgeBase) -> [UnknownGroup] {
    var groups: [UnknownGroup] = []
    var positions: [Key: Int] = [:]
    for finding in open {
      let key = Key(finding)
      let entity = finding.verdict.entity
      if entity != nil, let position = positions[key] {
        groups[position].entities += [entity].compactMap(\.self)
      } else {
        positions[key] = groups.count
        groups.append(UnknownGroup(first: finding, entities: [entity].compactMap(\.self)))
      }
    }
    return groups.enumerated().sorted {
      let (left, right) = (knowledge.findings[$0.element.finding].impact, knowledge.findings[$1.element.finding].impact)
      return (left.rawValue, $0.element.finding, $0.offset) < (right.rawValue, $1.element.finding, $1.offset)
    }.map(\.element)
  }

  /// What must be alike for two to stand together; a reference to the entity itself counts as alike.
  private struct Key: Hashable {
    let finding: FindingIndex
    let toConfirm: [FactReference]
    let toRuleOut: [FactReference]
    let gap: Int?

    init(_ open: OpenFinding) {
      func masked(_ references: [FactReference]) -> [FactReference] {
        references.map { $0.entity == open.verdict.entity ? FactReference(fact: $0.fact, openList: $0.openList) : $0 }
      }
      finding = open.verdict.finding
      toConfirm = masked(open.toConfirm)
      toRuleOut = masked(open.toRuleOut)
      gap = open.gap
    }
  }
}
