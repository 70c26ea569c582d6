import Inference
import JSONText
import Knowledge

/// How usual each finding is: declared, counted, and both together.
struct PriorTable {
  private struct Row {
    let finding: Finding
    let count: Int
    let weight: Double
  }

  private let rows: [Row]
  private let total: Double
  /// Causes of closed cases that the knowledge does not have, with how often.
  private let strangers: [(address: String, count: Int)]
  private var counted: Int { rows.reduce(0) { $0 + $1.count } }

  /// - Parameter causes: how often each address was the cause of a closed case.
  init(_ priors: FindingPriors, causes: [String: Int], knowledge: KnowledgeBase) {
    let all = knowledge.findings.indices.filter { knowledge.findings[$0].retired == nil }.map { index in
      Row(finding: knowledge.findings[index], count: priors.counts[index] ?? 0, weight: priors.weight(of: index, in: knowledge))
    }
    rows = all.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(\.element)
    total = rows.reduce(0) { $0 + $1.weight }
    strangers = causes.filter { address, _ in
      knowledge.findingPositions[address] == nil && !knowledge.findings.contains { $0.formerly.contains(address) }
    }.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }

  /// The table; without `all`, only findings that were a cause.
  func text(all: Bool) -> String {
    let shown = all ? rows : rows.filter { $0.count > 0 }
    var lines = ["\(counted) closed cases name a cause that the knowledge has; a finding weighs its declared prior and that count"]
    if !shown.isEmpty { lines.append("  share  weight  declared  cases  finding") }
    lines += shown.map { row in
      let share = Self.padded("\(Self.tenths(100 * row.weight / total)) %", to: 7)
      return
        "\(share)\(Self.padded(Self.tenths(row.weight), to: 8))\(Self.padded(Self.tenths(row.finding.prior), to: 10))\(Self.padded(String(row.count), to: 7))  \(row.finding.address)"
    }
    lines += strangers.map { "\($0.count) closed cases name \($0.address), which the knowledge does not have" }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The same as JSON, as `kb-priors.schema.json` describes it: every finding.
  var json: JSONTree {
    [
      "schema": "wabadoctor/finding-priors", "version": 1, "cases": .integer(Int64(counted)),
      "findings": .array(
        rows.map { row in
          [
            "finding": .string(row.finding.address), "declared": .double(row.finding.prior), "cases": .integer(Int64(row.count)),
            "weight": .double(row.weight), "share": .double(row.weight / total),
          ]
        }),
      "unknown_causes": .array(strangers.map { ["finding": .string($0.address), "cases": .integer(Int64($0.count))] }),
    ]
  }

  /// With one decimal, cut and not rounded.
  private static func tenths(_ number: Double) -> String {
    let tenths = Int(number * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func padded(_ text: String, to width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
}
