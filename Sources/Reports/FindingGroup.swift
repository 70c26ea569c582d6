import Inference
import Knowledge

/// A finding with all the entities that it was found for: one line of a report.
struct FindingGroup {
  let finding: FindingIndex
  let status: Verdict.Status
  /// The many-subject; `nil` for a finding about the case.
  let subject: String?
  private(set) var verdicts: [Verdict]

  /// The verdicts rolled up, in the order in which each finding first stands.
  static func groups(of verdicts: [Verdict]) -> [FindingGroup] {
    var groups: [FindingGroup] = []
    var positions: [Key: Int] = [:]
    for verdict in verdicts {
      let key = Key(finding: verdict.finding, status: verdict.status, subject: verdict.subject)
      if let position = positions[key] {
        groups[position].verdicts.append(verdict)
      } else {
        positions[key] = groups.count
        groups.append(
          FindingGroup(
            finding: verdict.finding, status: verdict.status, subject: verdict.subject, verdicts: [verdict]))
      }
    }
    return groups
  }

  /// The ids of the entities; empty for a finding about the case.
  var entities: [String] { verdicts.compactMap(\.entity) }

  /// The rules that decide it for any of the entities, each once.
  var rules: [RuleIndex] {
    var seen: Set<RuleIndex> = []
    return verdicts.flatMap(\.rules).filter { seen.insert($0).inserted }
  }

  private struct Key: Hashable {
    let finding: FindingIndex
    let status: Verdict.Status
    let subject: String?
  }
}
