import Inference
import Knowledge

/// The coverage line: `Ran 41 rules: 36 decided, 4 waiting, 1 skipped (business-users: permission business_management is missing)`.
package enum CoverageWords {
  /// The line of a diagnosis.
  ///
  /// - Parameter reasons: how many reasons for skipped rules are told; the rest are counted.
  package static func line(_ diagnosis: Diagnosis, reasons limit: Int = .max) -> String {
    let coverage = diagnosis.coverage
    guard coverage.total > 0 else { return "Ran no rules" + aside(coverage) }
    let skipped = coverage.skipped.reduce(0) { $0 + $1.rules }
    var parts = ["\(coverage.decided) decided", "\(coverage.waiting) waiting"]
    if skipped > 0 { parts.append("\(skipped) skipped" + reasons(diagnosis, limit)) }
    return "Ran \(CountWords.count(coverage.total, "rule")): " + parts.joined(separator: ", ")
      + aside(coverage)
  }

  private static func reasons(_ diagnosis: Diagnosis, _ limit: Int) -> String {
    let skipped = diagnosis.coverage.skipped.filter { diagnosis.gaps.indices.contains($0.gap) }
    guard !skipped.isEmpty, limit > 0 else { return "" }
    let several = skipped.count > 1
    let told = skipped.prefix(limit).map {
      (several ? "\($0.rules) by " : "") + GapWords.short(diagnosis.gaps[$0.gap])
    }
    let more =
      skipped.count > told.count ? ["and \(CountWords.count(skipped.count - told.count, "more reason"))"] : []
    return " (" + (told + more).joined(separator: "; ") + ")"
  }

  private static func aside(_ coverage: Coverage) -> String {
    var parts: [String] = []
    if coverage.notInForce > 0 { parts.append("\(coverage.notInForce) not in force on that day") }
    if coverage.leftOut > 0 { parts.append("\(coverage.leftOut) left out by the choice of topic") }
    return parts.isEmpty ? "" : "; " + parts.joined(separator: ", ")
  }
}
