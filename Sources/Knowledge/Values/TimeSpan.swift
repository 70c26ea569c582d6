/// A length of time in whole seconds; months and years have no fixed length and are not accepted.
package struct TimeSpan: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Length in seconds, never negative.
  package let seconds: Int64

  /// A length of so many seconds.
  package init(seconds: Int64) { self.seconds = max(0, seconds) }

  /// Reads `30 days`, `24 hours`, `5 minutes`, `90 seconds`, `2 weeks`, `PT5M`, `P30D`; `nil` for anything else, a bare number too.
  package init?(_ text: some StringProtocol) {
    let words = text.split(separator: " ")
    if words.count == 1, let first = text.first, first == "P" {
      guard let parsed = Self.iso8601(text.dropFirst()) else { return nil }
      seconds = parsed
      return
    }
    guard words.count == 2, let number = Int64(words[0]), number >= 0,
      let unit = Self.units[words[1].lowercased()]
    else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: unit)
    guard !overflow else { return nil }
    seconds = product
  }

  package static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.seconds < right.seconds }

  package var description: String {
    for (name, unit) in [("week", 604_800), ("day", 86_400), ("hour", 3600), ("minute", 60)]
      as [(String, Int64)]
    where seconds > 0 && seconds.isMultiple(of: unit) {
      return "\(seconds / unit) \(name)\(seconds == unit ? "" : "s")"
    }
    return "\(seconds) second\(seconds == 1 ? "" : "s")"
  }

  private static let units: [String: Int64] = [
    "second": 1, "seconds": 1, "minute": 60, "minutes": 60, "hour": 3600, "hours": 3600, "day": 86_400,
    "days": 86_400,
    "week": 604_800, "weeks": 604_800,
  ]

  private static func iso8601(_ text: some StringProtocol) -> Int64? {
    var total: Int64 = 0
    var digits = ""
    var inTime = false
    var seen = false
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else if character == "T", digits.isEmpty, !inTime {
        inTime = true
      } else {
        let units: [Character: Int64] = inTime ? ["H": 3600, "M": 60, "S": 1] : ["W": 604_800, "D": 86_400]
        guard let unit = units[character], let number = Int64(digits), number < 1_000_000_000 else {
          return nil
        }
        let (sum, overflow) = total.addingReportingOverflow(number * unit)
        guard !overflow else { return nil }
        total = sum
        digits = ""
        seen = true
      }
    }
    return seen && digits.isEmpty ? total : nil
  }
}
